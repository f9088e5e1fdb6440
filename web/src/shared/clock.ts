// Clocks that count down by the server's time.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Step } from './protocol';

let timer: ReturnType<typeof setInterval> | undefined;
const seconds = signal(0, {
	watched() {
		timer = setInterval(() => {
			seconds.value++;
		}, 1000);
	},
	unwatched() {
		clearInterval(timer);
	},
});

/** Goes up each second while a view reads it, and rests when none does. */
export const tick: ReadonlySignal<number> = seconds;

/** Milliseconds left of a step that is under way; negative when it takes longer than was meant. */
export function timeLeft(step: Step, now: number): number | undefined {
	if (step.started === undefined || step.ended !== undefined) {
		return undefined;
	}
	return step.started + step.minutes * 60_000 - now;
}

/** 12:05. Never below 0:00: a clock that counts up past the end only makes a table nervous. */
export function minutesSeconds(ms: number): string {
	const total = Math.max(0, Math.ceil(ms / 1000));
	return `${Math.floor(total / 60)}:${String(total % 60).padStart(2, '0')}`;
}
