import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TestGround } from '../../test/ground';
import type { Idea, Weighing } from '../shared/protocol';
import { castAtClose, makeWeighingTask, shuffled, type WeighingTask } from './weighing';

const ideas = ['a', 'b', 'c'];
let ground: TestGround;
let task: WeighingTask;

beforeEach(() => {
	vi.useFakeTimers();
	ground = new TestGround();
	task = makeWeighingTask(ground);
	ground.programme('w');
	for (const id of ideas) {
		const idea = { type: 'idea', id, theme: 'water', version: 1, state: 'published' } as const;
		ground.set({ ...idea, title: id.toUpperCase() } as Idea);
	}
});
afterEach(() => {
	vi.useRealTimers();
});

function weighing(state: Weighing['state'], over: Partial<Weighing> = {}): void {
	const parts = { type: 'weighing', id: 'w1', title: 'Wat eerst?', ideas, points: 3 } as const;
	ground.set({ ...parts, ballots: 0, state, ...over } as Weighing);
}
function ballot(shares: Record<string, number>, late = false): void {
	ground.set({
		type: 'ballot',
		id: 'ballot',
		weighing: 'w1',
		table: 't12',
		shares: Object.entries(shares).map(([idea, points]) => ({ idea, points })),
		at: 1,
		late,
	} as never);
}
const tap = (idea: string, by: 1 | -1 = 1) => task.tap('w1', idea, by);
const pause = () => vi.advanceTimersByTimeAsync(1500);
const points = () =>
	Object.fromEntries(task.of('w1')?.rows.map(({ id, points }) => [id, points]) ?? []);

describe('the order', () => {
	const many = Array.from({ length: 12 }, (_, i) => `idea-${i}`);
	const orderOf = (table: number, id = 'w1') => shuffled({ id, ideas: many } as Weighing, table);

	test('is the same on all devices of a table, whatever the order of the list', () => {
		const turned = { id: 'w1', ideas: [...many].reverse() } as Weighing;
		expect(shuffled(turned, 12)).toEqual(orderOf(12));
		expect(orderOf(12).sort()).toEqual([...many].sort());
	});

	test('differs from table to table and from weighing to weighing', () => {
		expect(orderOf(12)).not.toEqual(orderOf(13));
		expect(orderOf(12)).not.toEqual(orderOf(12, 'w2'));
	});

	test('puts no idea first more often than others', () => {
		const first = new Map(many.map((idea) => [idea, 0]));
		for (let table = 1; table <= 1200; table++) {
			const idea = orderOf(table)[0] ?? '';
			first.set(idea, (first.get(idea) ?? 0) + 1);
		}
		for (const times of first.values()) {
			expect(times).toBeGreaterThan(60);
			expect(times).toBeLessThan(140);
		}
	});
});

describe('points', () => {
	test('are given and taken by tapping, never more than there are', () => {
		weighing('open');
		for (const idea of ['a', 'a', 'b', 'c']) {
			tap(idea);
		}
		expect(points()).toEqual({ a: 2, b: 1, c: 0 });
		expect(task.now.value?.left).toBe(0);
		tap('a', -1);
		tap('c', -1);
		expect(points()).toEqual({ a: 1, b: 1, c: 0 });
	});

	test('are kept with every tap, and go out together after a pause', async () => {
		weighing('open');
		tap('a');
		tap('a');
		expect(ground.drafts.get('weighing')).toEqual({ w1: { was: {}, now: { a: 2 } } });
		await pause();
		tap('b');
		await pause();
		expect(ground.waiting).toMatchObject([
			{ cmd: 'ballot.cast', weighing: 'w1', was: [], shares: [{ idea: 'a', points: 2 }] },
			{ was: [{ idea: 'a', points: 2 }], shares: [{ idea: 'a' }, { idea: 'b', points: 1 }] },
		]);
		expect(points()).toEqual({ a: 2, b: 1, c: 0 });
	});

	test('do not go out when they are as they were', async () => {
		weighing('open');
		tap('a');
		tap('a', -1);
		await pause();
		expect(ground.waiting).toEqual([]);
		expect(task.now.value?.given).toBe('not');
	});

	test('say where they are', async () => {
		weighing('open');
		tap('a');
		expect(task.now.value?.given).toBe('here');
		await pause();
		expect(task.now.value?.given).toBe('here');
		ground.answer();
		expect([task.now.value?.given, points()]).toEqual(['kept', { a: 1, b: 0, c: 0 }]);
		ballot({ a: 1 });
		expect([task.now.value?.given, points()]).toEqual(['kept', { a: 1, b: 0, c: 0 }]);
	});

	test('of the other device are seen, and changed from', async () => {
		weighing('open');
		ballot({ c: 3 });
		expect(points()).toEqual({ a: 0, b: 0, c: 3 });
		tap('c', -1);
		await pause();
		expect(ground.waiting).toMatchObject([{ id: 'ballot', was: [{ idea: 'c', points: 3 }] }]);
	});

	test('outlive a reload', async () => {
		weighing('open');
		tap('a');
		const again = makeWeighingTask(ground);
		await again.load();
		expect(again.now.value?.rows.find(({ id }) => id === 'a')?.points).toBe(1);
		expect(ground.waiting).toMatchObject([{ shares: [{ idea: 'a', points: 1 }] }]);
	});

	test('go out when the weighing closes, and cannot be changed then', async () => {
		castAtClose(ground, task);
		weighing('open');
		tap('a');
		weighing('closed', { step: 'w' });
		await vi.advanceTimersByTimeAsync(0);
		expect(ground.waiting).toMatchObject([{ shares: [{ idea: 'a', points: 1 }] }]);
		tap('b');
		expect(points()).toEqual({ a: 1, b: 0, c: 0 });
		ground.answer();
		ballot({ a: 1 }, true);
		expect(task.now.value?.given).toBe('late');
	});

	test('stay with an idea that was taken back, to be given to others', () => {
		weighing('open');
		tap('a');
		ground.gone('idea', 'a');
		ground.gone('idea', 'b');
		expect(points()).toEqual({ a: 1, c: 0 });
		tap('a', -1);
		expect(points()).toEqual({ c: 0 });
	});

	test('are nothing that an observer can give', () => {
		weighing('open');
		ground.mayAct.value = false;
		tap('a');
		expect(points()).toEqual({ a: 0, b: 0, c: 0 });
	});
});

describe('two devices that divided them otherwise', () => {
	beforeEach(async () => {
		weighing('open');
		tap('a');
		await pause();
		tap('a');
		await pause();
		ballot({ b: 3 });
		ground.answer({ state: 'refused', code: 'version_changed' });
		ground.answer({ state: 'refused', code: 'version_changed' });
	});

	test('see both divisions', () => {
		expect(task.now.value?.conflict).toEqual({ theirs: { b: 3 }, mine: { a: 2 } });
		tap('a');
		expect(ground.waiting).toEqual([]);
	});

	test('keep the other one', async () => {
		await task.choose('w1', 'theirs');
		expect([task.now.value?.conflict, points()]).toEqual([undefined, { a: 0, b: 3, c: 0 }]);
		expect(ground.own.value).toEqual([]);
	});

	test('keep this one', async () => {
		await task.choose('w1', 'mine');
		expect([task.now.value?.conflict, points()]).toEqual([undefined, { a: 2, b: 0, c: 0 }]);
		expect(ground.own.value.map(({ message }) => message)).toMatchObject([
			{ was: [{ idea: 'b', points: 3 }], shares: [{ idea: 'a', points: 2 }] },
		]);
	});

	test('agree by chance', () => {
		ballot({ a: 2 });
		expect(task.now.value?.conflict).toBeUndefined();
	});
});

test('a division that was refused for another reason is told', async () => {
	weighing('open');
	tap('a');
	await pause();
	ground.answer({ state: 'refused', code: 'bad_ballot' });
	expect(task.now.value?.refused).toBe('bad_ballot');
	expect(points()).toEqual({ a: 0, b: 0, c: 0 });
	// Of another weighing it says nothing.
	weighing('closed');
	weighing('open', { id: 'w2' });
	expect([task.now.value?.weighing.id, task.now.value?.refused]).toEqual(['w2', undefined]);
	task.tap('w2', 'b', 1);
	await pause();
	ground.answer();
	expect(task.of('w1')?.refused).toBe('bad_ballot');
});

test('which weighing it is about', () => {
	weighing('draft');
	expect(task.now.value).toBeUndefined();
	weighing('open');
	expect(task.now.value?.weighing.id).toBe('w1');
	weighing('closed');
	expect(task.now.value).toBeUndefined();
	weighing('closed', { step: 'w' });
	expect(task.now.value?.weighing.id).toBe('w1');
	expect(task.shown.value).toBeUndefined();
	ground.programme('c');
	expect(task.now.value).toBeUndefined();
	ballot({ a: 2 });
	weighing('shown', {
		outcome: [
			{ idea: 'b', points: 9, tables: 4 },
			{ idea: 'a', points: 2, tables: 1 },
		],
	});
	expect(task.shown.value?.outcome.map(({ idea, own }) => [idea.title, own])).toEqual([
		['B', 0],
		['A', 2],
	]);
});
