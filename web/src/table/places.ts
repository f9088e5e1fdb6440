// The tables that this tablet belongs to and belonged to: confirmed by somebody who sat there.
import { type ReadonlySignal, signal } from '@preact/signals';
import { readStored, writeStored } from '../shared/stored';

export interface Place {
	summit: string;
	/** As the server calls it: table/12. */
	seat: string;
	number: number;
	/** The key of its link. */
	token: string;
}

export interface Places {
	/** Where the tablet is. Undefined: nowhere yet. */
	readonly current: ReadonlySignal<Place | undefined>;
	/** Where it was before. Their keys are kept for what was typed there. */
	readonly former: ReadonlySignal<readonly Place[]>;
	/** Somebody said that the tablet is here now. */
	settle(place: Place): void;
}

interface Kept {
	current?: Place;
	former: readonly Place[];
}

const name = 'burgertop:table:places';

export function isSame(a: Omit<Place, 'token' | 'number'>, b: Omit<Place, 'token' | 'number'>) {
	return a.summit === b.summit && a.seat === b.seat;
}

export function openPlaces(): Places {
	const kept = parse(readStored(name));
	const current = signal(kept.current);
	const former = signal(kept.former);
	return {
		current,
		former,
		settle(place) {
			const before = current.value ? [current.value] : [];
			const others = [...former.value, ...before].filter((other) => !isSame(other, place));
			current.value = place;
			former.value = others;
			writeStored(name, JSON.stringify({ current: place, former: others } satisfies Kept));
		},
	};
}

function parse(text: string | undefined): Kept {
	try {
		const { current, former } = JSON.parse(text ?? '{}') as Partial<Kept>;
		return {
			...(isPlace(current) && { current }),
			former: Array.isArray(former) ? former.filter(isPlace) : [],
		};
	} catch {
		return { former: [] };
	}
}

function isPlace(value: unknown): value is Place {
	const { summit, seat, number, token } = (value ?? {}) as Partial<Place>;
	const words = [summit, seat, token];
	return words.every((word) => typeof word === 'string') && typeof number === 'number';
}
