// What the actions work with: the state, and the world outside it as a few functions, so that tests
// can stand in for the server, the clock and chance.
import type { Ack, NackCode, Order } from '../shared/protocol';
import type { Desk, Notice } from './state';

export interface Page {
	readonly desk: Desk;
	/** Resolves when the server has kept it, rejects with its nack; in between it may take an hour. */
	readonly perform: (order: Order) => Promise<Pick<Ack, 'seq'>>;
	readonly newId: () => string;
	readonly clock: () => number;
}

export function codeOf(refusal: unknown): NackCode | null {
	if (typeof refusal !== 'object' || refusal === null || !('code' in refusal)) {
		return null;
	}
	return typeof refusal.code === 'string' ? (refusal.code as NackCode) : null;
}

export function tell(page: Page, notice: Notice | null): void {
	page.desk.notice.value = notice;
}

export function changeMap<K, V>(map: ReadonlyMap<K, V>, key: K, value: V | null): Map<K, V> {
	const copy = new Map(map);
	if (value === null) {
		copy.delete(key);
	} else {
		copy.set(key, value);
	}
	return copy;
}

export function changeSet<T>(set: ReadonlySet<T>, thing: T, isIn: boolean): ReadonlySet<T> {
	if (set.has(thing) === isIn) {
		return set;
	}
	const copy = new Set(set);
	if (isIn) {
		copy.add(thing);
	} else {
		copy.delete(thing);
	}
	return copy;
}
