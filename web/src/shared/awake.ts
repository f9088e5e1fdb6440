// Keeps the screen from going dark while it is wanted. Where a browser cannot, the device's own settings hold.
import { effect, type ReadonlySignal } from '@preact/signals';

/** Returns how to end it. */
export function stayAwake(wanted: ReadonlySignal<boolean>): () => void {
	let lock: Promise<WakeLockSentinel | undefined> | undefined;
	const take = () => {
		if (wanted.value && document.visibilityState === 'visible') {
			// Refused on a battery that is nearly empty: that is the device's to say.
			lock ??= navigator.wakeLock?.request('screen').catch(() => undefined);
		}
	};
	const release = () => {
		void lock?.then((held) => held?.release()).catch(() => undefined);
		lock = undefined;
	};
	// A page that was out of sight has lost it.
	const look = () => {
		release();
		take();
	};
	document.addEventListener('visibilitychange', look);
	const stop = effect(() => {
		if (wanted.value) {
			take();
		} else {
			release();
		}
	});
	return () => {
		stop();
		document.removeEventListener('visibilitychange', look);
		release();
	};
}
