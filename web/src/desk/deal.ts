// Which card a reader gets next. Alone, a reader gets the one that waits longest. With colleagues at
// work, five people would open that same card: each then has a lane among the oldest, and takes
// from another lane when theirs is empty there. That holds a card up for a window's length at most.
import type { Card } from '../shared/protocol';

const WINDOW = 12;
const LANES = 6;

/** How long a colleague counts as being at work after the last card they read. */
export const COMPANY_MS = 120_000;

export interface Reader {
	/** The number of the seat. */
	readonly seat: number;
	readonly hasCompany: boolean;
	/** Cards refused because their text had changed: these come first. */
	readonly again: ReadonlySet<string>;
	/** Cards passed over: these come last. */
	readonly skipped: ReadonlySet<string>;
}

export function laneOf(id: string): number {
	let sum = 0;
	for (let i = 0; i < id.length; i++) {
		sum = (sum * 31 + id.charCodeAt(i)) % 65_521;
	}
	return sum % LANES;
}

/** The queue holds what is to be read, the oldest first. */
export function deal(queue: readonly Card[], reader: Reader): Card | null {
	const changed = queue.find((card) => reader.again.has(card.id));
	if (changed) {
		return changed;
	}
	const open = queue.filter((card) => !reader.skipped.has(card.id));
	const oldest = open[0] ?? queue[0] ?? null;
	if (!reader.hasCompany) {
		return oldest;
	}
	const lane = (reader.seat - 1) % LANES;
	return open.slice(0, WINDOW).find((card) => laneOf(card.id) === lane) ?? oldest;
}
