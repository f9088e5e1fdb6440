// Whether the page is in sight, and whether hands are off: nobody has touched it or typed for a while, or it is not.
import { type ReadonlySignal, signal } from '@preact/signals';

const doings = ['pointerdown', 'keydown', 'input', 'scroll'] as const;

/** Whether anybody can see this tab. */
export function inSight(): ReadonlySignal<boolean> {
	const isSeen = () => document.visibilityState === 'visible';
	const seen = signal(isSeen());
	document.addEventListener('visibilitychange', () => {
		seen.value = isSeen();
	});
	return seen;
}

export function handsOff(after: number): ReadonlySignal<boolean> {
	const still = signal(false);
	let timer: ReturnType<typeof setTimeout> | undefined;
	const look = () => {
		clearTimeout(timer);
		still.value = document.visibilityState === 'hidden';
		timer = setTimeout(() => {
			still.value = true;
		}, after);
	};
	for (const doing of doings) {
		document.addEventListener(doing, look, { capture: true, passive: true });
	}
	document.addEventListener('visibilitychange', look);
	look();
	return still;
}
