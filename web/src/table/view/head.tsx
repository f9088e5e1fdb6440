// Which table, which round, how long still.
import { minutesSeconds, tick, timeLeft } from '../../shared/clock';
import { texts } from '../../shared/texts';
import type { Props } from './common';

export function Head({ state, now }: Props) {
	const { shared } = texts.value;
	const room = state.room.value;
	const step = state.step.value;
	return (
		<header class="head">
			<p class="seat">
				<strong>{shared.table(state.seat.value?.number ?? 0)}</strong>
				{room && (
					<span class="room">
						<bdi>{room.name}</bdi>
					</span>
				)}
			</p>
			{step && (
				<p class="step own" dir="auto">
					{step.title}
				</p>
			)}
			<Clock state={state} now={now} />
		</header>
	);
}

function Clock({ state, now }: Pick<Props, 'state' | 'now'>) {
	const { table } = texts.value;
	const step = state.step.value;
	const left = step && timeLeft(step, now());
	if (left === undefined) {
		return null;
	}
	tick.value;
	if (left <= 0) {
		return (
			<p class="clock">
				<strong>{table.timeUp}</strong> {state.open.value && table.timeUpWhat}
			</p>
		);
	}
	return (
		<p class="clock" role="timer">
			{table.left}{' '}
			<strong>
				<bdi>{minutesSeconds(left)}</bdi>
			</strong>
		</p>
	);
}
