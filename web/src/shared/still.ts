// Whether hands are off: nobody has touched the page or typed for a while, or it is out of sight.
import { type ReadonlySignal, signal } from '@preact/signals';

const doings = ['pointerdown', 'keydown', 'input', 'scroll'] as const;

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
