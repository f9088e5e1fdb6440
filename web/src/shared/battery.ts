// How full the device's battery is, where its browser says so.
import { type ReadonlySignal, signal } from '@preact/signals';

/** Of what browsers offer, as much as is used; few do, and the types know nothing of it. */
interface Battery extends EventTarget {
	level: number;
}

/** 0 to 1. Undefined: not known, or not yet. */
export function batteryLevel(): ReadonlySignal<number | undefined> {
	const level = signal<number | undefined>(undefined);
	const follow = (battery: Battery) => {
		const look = () => {
			level.value = battery.level;
		};
		battery.addEventListener('levelchange', look);
		look();
	};
	const { getBattery } = navigator as { getBattery?: () => Promise<Battery> };
	getBattery?.call(navigator).then(follow, () => undefined);
	return level;
}
