// Every table, and how many cards it has sent in this round. Silence stands out.
import type { Step } from '../../shared/protocol';
import { partOf, type RoomRow, type Seat } from '../hall';
import { texts } from '../texts';
import type { ControlProps } from './app';

export function Tables({ page }: ControlProps) {
	const { hall, now } = page.control;
	const t = texts.value.control;
	const round = now.round.value;
	// At the start of a round all are silent and none stands out; later the few that remain do.
	const seats = now.rooms.value.flatMap((row) => row.seats);
	const count = (state: Seat['state']) => seats.filter((seat) => seat.state === state).length;
	const isRare = count('silent') < count('writing');
	return (
		<section class={`tables ${isRare ? 'silence-is-rare' : ''}`} aria-labelledby="tables-title">
			<h2 id="tables-title">
				{round ? t.tablesIn(partOf(hall.value.steps, round).round) : t.tables}
			</h2>
			<p class="quiet">{round ? t.legend : t.noRound}</p>
			{now.rooms.value.map((row) => (
				<RoomTables key={row.room.id} row={row} round={round} isRare={isRare} />
			))}
		</section>
	);
}

interface RoomTablesProps {
	readonly row: RoomRow;
	readonly round: Step | null;
	/** Silence is the exception by now. */
	readonly isRare: boolean;
}

function RoomTables({ row, round, isRare }: RoomTablesProps) {
	const t = texts.value.control;
	const works = row.seats.some((seat) => seat.state !== 'elsewhere');
	return (
		<>
			<h3>
				<span class="own" dir="auto">
					{row.room.name}
				</span>
				{round && works && (
					<span class={row.silent > 0 && isRare ? 'silence' : 'quiet'}>
						{row.silent > 0 ? t.silent(row.silent) : t.nobodySilent}
					</span>
				)}
			</h3>
			<ul class="seats">
				{row.seats.map((seat) => (
					<SeatMark key={seat.table.id} seat={seat} />
				))}
			</ul>
		</>
	);
}

function SeatMark({ seat: { table, cards, state } }: { seat: Seat }) {
	const t = texts.value.control;
	const said = {
		writing: t.seat(table.number, cards),
		silent: t.seatSilent(table.number),
		elsewhere: t.seatElsewhere(table.number),
	};
	return (
		<li class={state} title={said[state]}>
			<span class="visually-hidden">{said[state]}</span>
			<span class="seat" aria-hidden="true">
				{table.number}
			</span>
			<span class="sent" aria-hidden="true">
				{state === 'elsewhere' ? '' : cards || '–'}
			</span>
		</li>
	);
}
