import { expect, test } from 'vitest';
import { deal, laneOf, type Reader } from './deal';
import { card } from './sample';

const queue = Array.from({ length: 40 }, (_, i) => card(`7-${i + 1}`));
const reader = (more: Partial<Reader> = {}): Reader => ({
	seat: 1,
	hasCompany: false,
	again: new Set(),
	skipped: new Set(),
	...more,
});

test('a reader alone gets the card that waits longest', () => {
	expect(deal(queue, reader({ seat: 4 }))?.number).toBe('7-1');
});

test('nothing to read is nothing', () => {
	expect(deal([], reader())).toBeNull();
});

test('readers together get different cards', () => {
	const dealt = [1, 2, 3, 4, 5].map((seat) => deal(queue, reader({ seat, hasCompany: true }))?.id);
	expect(new Set(dealt).size).toBeGreaterThanOrEqual(4);
});

test('company never keeps a card waiting past the window', () => {
	let left = queue;
	for (let turn = 0; turn < 20; turn++) {
		const next = deal(left, reader({ seat: 2, hasCompany: true }));
		expect(left.indexOf(next as (typeof left)[number])).toBeLessThan(12);
		left = left.filter((one) => one !== next);
	}
});

test('an empty lane gives the oldest card', () => {
	const others = queue.filter((one) => laneOf(one.id) !== 0);
	expect(deal(others, reader({ hasCompany: true }))).toBe(others[0]);
});

test('a card that changed comes first, one passed over comes last', () => {
	expect(deal(queue, reader({ again: new Set(['card-7-9']) }))?.number).toBe('7-9');
	expect(deal(queue, reader({ skipped: new Set(['card-7-1']) }))?.number).toBe('7-2');
	expect(deal(queue.slice(0, 1), reader({ skipped: new Set(['card-7-1']) }))?.number).toBe('7-1');
});
