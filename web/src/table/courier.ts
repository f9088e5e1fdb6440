// Takes what was typed at another table, and has not been sent, over that table's own link: a tablet may
// change table at any moment, and loses nothing by it.
import { effect, type ReadonlySignal } from '@preact/signals';
import type { Entry } from '../shared/device';
import type { Seat } from '../shared/live';
import { isSame, type Place, type Places } from './places';

export interface Errand {
	stop(): void;
}

/**
 * While something waits for a table that this tablet was at, somebody is on the way with it. So too when the
 * server came from a backup, and lacks what it had already: then its epoch is another.
 */
export function watchErrands(
	{ former }: Pick<Places, 'former'>,
	entries: ReadonlySignal<readonly Entry[]>,
	seat: ReadonlySignal<Seat | undefined>,
	go: (place: Place) => Errand,
): () => void {
	const under = new Map<string, Errand>();
	const stop = effect(() => {
		const unsent = entries.value.filter((entry) => isUnsent(entry, seat.value));
		const wanted = former.value.filter((place) => unsent.some((entry) => isSame(entry, place)));
		const names = new Set(wanted.map(nameOf));
		for (const [name, errand] of under) {
			if (!names.has(name)) {
				errand.stop();
				under.delete(name);
			}
		}
		for (const place of wanted) {
			const name = nameOf(place);
			if (!under.has(name)) {
				under.set(name, go(place));
			}
		}
	});
	return () => {
		stop();
		for (const errand of under.values()) {
			errand.stop();
		}
	};
}

function isUnsent({ state, summit, epoch }: Entry, seat: Seat | undefined): boolean {
	return (
		state === 'waiting' || (state === 'kept' && summit === seat?.summit && epoch !== seat.epoch)
	);
}

function nameOf({ summit, seat, token }: Place): string {
	return `${summit} ${seat} ${token}`;
}
