// Which table, which round, how long still.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { minutesSeconds, timeLeft } from '../../shared/clock';
import type { Step } from '../../shared/protocol';
import { texts } from '../texts';
import type { Props } from './common';

export function Head({ state, now }: Props) {
	const { shared, table } = texts.value;
	const room = state.room.value;
	const step = state.step.value;
	const number = state.seat.value?.number ?? 0;
	const devices = state.devices.value;
	return (
		<header class="head">
			<p class="seat">
				<strong>{shared.table(number)}</strong>
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
			{devices > 1 && <p class="devices">{table.devices(devices)}</p>}
			{step && <Clock step={step} now={now} working={state.open.value !== undefined} />}
		</header>
	);
}

const fiveMinutes = 5 * 60_000;
const oneMinute = 60_000;

export type Phase = 'early' | 'five' | 'one' | 'over';

export function phaseOf(left: number): Phase {
	if (left <= 0) {
		return 'over';
	}
	if (left <= oneMinute) {
		return 'one';
	}
	return left <= fiveMinutes ? 'five' : 'early';
}

interface ClockProps {
	readonly step: Step;
	readonly now: Props['now'];
	/** Only who works is told that time runs out. */
	readonly working: boolean;
}

function Clock({ step, now, working }: ClockProps) {
	const { table } = texts.value;
	const left = useTimeLeft(step, now);
	if (left === undefined) {
		return null;
	}
	const phase = working ? phaseOf(left) : left <= 0 ? 'over' : 'early';
	const what = table.clock[phase];
	return (
		<div class="clock" data-phase={phase}>
			<p class="phase">{what}</p>
			{phase !== 'over' && (
				<p class="time" role="timer">
					<strong>
						<bdi>{minutesSeconds(left)}</bdi>
					</strong>
				</p>
			)}
			<p class="visually-hidden" role="status">
				{phase !== 'early' && what}
			</p>
		</div>
	);
}

/** Looks when a second of the hall's clock is over, so that all clocks in the hall turn together. */
function useTimeLeft(step: Step, now: () => number): number | undefined {
	const left = useSignal(timeLeft(step, now()));
	const { started, ended, minutes } = step;
	useEffect(() => {
		let timer: ReturnType<typeof setTimeout>;
		const look = () => {
			const ms = timeLeft(step, now());
			left.value = ms;
			if (ms !== undefined) {
				timer = setTimeout(look, (((ms % 1000) + 1000) % 1000) + 10);
			}
		};
		look();
		return () => clearTimeout(timer);
	}, [started, ended, minutes]);
	return left.value;
}
