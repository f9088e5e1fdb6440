// How the line and the store are doing. Calm: typing goes on whatever they do.

import type { Stranger } from '../state';
import { texts } from '../texts';
import type { Props } from './common';

export function Lines({ state }: Pick<Props, 'state'>) {
	const { table } = texts.value;
	const { away, observes, waiting, waitingCards, durable, strangers } = state;
	return (
		<div class="lines" role="status">
			{away.value && (
				<p class="away">
					{observes.value ? table.awayLooking : table.away(waitingCards.value, waiting.value)}
				</p>
			)}
			{!durable.value && !observes.value && <p>{table.notDurable}</p>}
			{strangers.value.map((stranger) => (
				<p key={stranger.seat}>{strangerText(stranger)}</p>
			))}
		</div>
	);
}

export function strangerText({ seat, count, goes }: Stranger): string {
	const { table } = texts.value;
	const number = Number(seat.split('/')[1] ?? 0);
	return goes ? table.strangersGo(count, number) : table.strangersStay(count, number);
}
