import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Change, Entities } from './entities';
import type { Card, State, Theme } from './protocol';

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const theme = (n: number, seq: number, title = `theme ${n}`): Theme => ({
	type: 'theme',
	id: id(n),
	seq,
	number: n,
	title,
});
const card = (n: number, seq: number, number: string): Card => ({
	type: 'card',
	id: id(n),
	seq,
	number,
	theme: id(1),
	kind: 'idea',
	text: 'text',
	version: seq,
});
const some = (seq: number, ...set: State['set']): State => ({ t: 'state', seq, set });
const part = (seq: number, n: number, last: boolean, ...set: State['set']): State => ({
	...some(seq, ...set),
	full: true,
	part: n,
	last,
});
const titles = (entities: Entities) => entities.themes().map(({ title }) => title);

describe('changes', () => {
	test('a newer state takes the place of an older one, never the other way round', () => {
		const entities = new Entities();
		entities.apply(some(5, theme(1, 5, 'new')));
		entities.apply(some(6, theme(1, 3, 'old')));
		expect(titles(entities)).toEqual(['new']);
		expect(entities.cursor).toBe(6);
	});

	test('what has gone is dropped, and an older state does not bring it back', () => {
		const entities = new Entities();
		entities.apply(some(1, theme(1, 1)));
		entities.apply(some(3, { type: 'theme', id: id(1), seq: 3, gone: true }));
		entities.apply(some(4, theme(1, 2)));
		expect(titles(entities)).toEqual([]);
		entities.apply(some(5, theme(1, 5, 'back')));
		expect(titles(entities)).toEqual(['back']);
	});

	test('listeners hear once for each state what was and what is', () => {
		const entities = new Entities();
		const heard: (readonly Change[])[] = [];
		entities.onChange((changes) => heard.push(changes));
		entities.apply(some(2, theme(1, 1), theme(2, 2)));
		entities.apply(some(3, { type: 'theme', id: id(1), seq: 3, gone: true }, theme(2, 2)));
		expect(heard.map((changes) => changes.length)).toEqual([2, 1]);
		expect(heard[1]?.[0]).toEqual({ type: 'theme', id: id(1), before: theme(1, 1) });
	});

	test('the order in which states come does not matter', () => {
		const change = fc.record({ n: fc.integer({ min: 1, max: 4 }), gone: fc.boolean() });
		fc.assert(
			fc.property(
				fc.array(change, { maxLength: 20 }),
				fc.infiniteStream(fc.nat()),
				(list, dice) => {
					const states = list.map(({ n, gone }, i) =>
						gone
							? some(i, { type: 'theme' as const, id: id(n), seq: i, gone: true as const })
							: some(i, theme(n, i, `title ${i}`)),
					);
					const inOrder = new Entities();
					const shuffled = new Entities();
					for (const state of states) {
						inOrder.apply(state);
					}
					const dealt = [...states, ...states].map((state) => ({
						state,
						key: dice.next().value ?? 0,
					}));
					for (const { state } of dealt.sort((a, b) => a.key - b.key)) {
						shuffled.apply(state);
					}
					expect(titles(shuffled)).toEqual(titles(inOrder));
				},
			),
		);
	});
});

describe('full states', () => {
	test('take the place of everything with their last part, not before', () => {
		const entities = new Entities();
		entities.apply(some(1, theme(1, 1), theme(2, 1)));
		entities.apply(part(9, 1, false, theme(2, 7, 'second')));
		expect(titles(entities)).toEqual(['theme 1', 'theme 2']);
		expect(entities.cursor).toBe(1);
		entities.apply(part(9, 2, true, theme(3, 8, 'third')));
		expect(titles(entities)).toEqual(['second', 'third']);
		expect(entities.cursor).toBe(9);
	});

	test('of a server from a backup may be older than what was held', () => {
		const entities = new Entities();
		entities.apply(part(90, 1, true, theme(1, 80, 'lost')));
		entities.apply(part(50, 1, true, theme(1, 40, 'restored')));
		expect(titles(entities)).toEqual(['restored']);
		expect(entities.cursor).toBe(50);
	});

	test('are forgotten when the line breaks', () => {
		const entities = new Entities();
		entities.apply(some(1, theme(1, 1)));
		entities.apply(part(9, 1, false, theme(2, 7)));
		entities.breakOff();
		entities.apply(part(9, 2, true, theme(3, 8)));
		expect(titles(entities)).toEqual(['theme 1']);
		expect(entities.cursor).toBe(1);
	});

	test('are forgotten when another one begins', () => {
		const entities = new Entities();
		entities.apply(part(9, 1, false, theme(1, 7)));
		entities.apply(part(10, 1, false, theme(2, 7)));
		entities.apply(part(9, 2, true, theme(3, 8)));
		expect(entities.cursor).toBeUndefined();
		entities.apply(part(11, 1, true, theme(4, 8)));
		expect(titles(entities)).toEqual(['theme 4']);
	});

	test('do not undo a change that came between their parts', () => {
		const entities = new Entities();
		entities.apply(part(9, 1, false, theme(1, 7)));
		entities.apply(some(10, theme(1, 10, 'newer')));
		entities.apply(part(9, 2, true, theme(2, 8)));
		expect(titles(entities)).toEqual(['newer', 'theme 2']);
	});

	test('tell what came, changed and went', () => {
		const entities = new Entities();
		entities.apply(part(1, 1, true, theme(1, 1), theme(2, 1), theme(3, 1)));
		let heard: readonly Change[] = [];
		entities.onChange((changes) => {
			heard = changes;
		});
		entities.apply(part(9, 1, true, theme(1, 1), theme(2, 5, 'changed'), theme(4, 6)));
		expect(
			heard.map(({ id: which, before, after }) => [which, Boolean(before), Boolean(after)]),
		).toEqual([
			[id(2), true, true],
			[id(3), true, false],
			[id(4), false, true],
		]);
	});
});

test('cards stand in the order of table and count, not of the alphabet', () => {
	const entities = new Entities();
	entities.apply(some(4, card(1, 1, '2-10'), card(2, 2, '10-1'), card(3, 3, '2-9')));
	expect(entities.cards().map(({ number }) => number)).toEqual(['2-9', '2-10', '10-1']);
});

test('the version moves with every state, also one that changes nothing', () => {
	const entities = new Entities();
	expect(entities.complete.value).toBe(false);
	entities.apply(some(4));
	entities.apply(some(5));
	expect(entities.version.value).toBe(2);
	expect(entities.complete.value).toBe(true);
});
