import { beforeEach, describe, expect, test } from 'vitest';
import { TestGround } from '../../test/ground';
import type { CardAdd, CardEdit, Signoff } from '../shared/protocol';
import { makePlanTask } from './plan';
import { makeSignoffTask, type SignoffTask } from './signoff';

let ground: TestGround;
let task: SignoffTask;

beforeEach(() => {
	ground = new TestGround();
	task = makeSignoffTask(ground, makePlanTask(ground));
});

const endRound = () => ground.programme('b', ['r1']);
function signed(seen = ground.seq): void {
	const signoff = { type: 'signoff', id: 'sign', table: 't12', step: 'r1', seen, at: 1 } as const;
	ground.set(signoff as Signoff);
}
function edit(n: number, text: string) {
	const was = { kind: 'idea', text: `tekst ${n}` } as const;
	const order = { cmd: 'card.edit', id: `card${n}`, kind: 'idea', text, was } as const;
	return ground.give(order as Omit<CardEdit, 't' | 'op'>);
}
function add(n: number) {
	const card = { cmd: 'card.add', id: `card${n}`, step: 'r1', theme: 'water' } as const;
	return ground.give({ ...card, kind: 'idea', text: `tekst ${n}` } as Omit<CardAdd, 't' | 'op'>);
}
const result = () => task.results.value[0];
const how = () => [result()?.signed, result()?.changed];

test('is asked once a round is over, and only when there is something in it', () => {
	ground.programme('r1');
	ground.card(1);
	expect(task.asks.value).toBeUndefined();
	endRound();
	expect(task.asks.value?.step.id).toBe('r1');
	ground.card(1, { step: 'other' });
	expect(task.results.value).toEqual([]);
});

test('a round that was gone back to is not over', () => {
	ground.card(1);
	endRound();
	ground.programme('r1', ['r1']);
	expect(task.asks.value).toBeUndefined();
});

test('reads the cards in the order of their numbers, with what waits here last', async () => {
	await add(3);
	ground.card(1);
	ground.card(2);
	endRound();
	expect(result()?.cards.map(({ text }) => text)).toEqual(['tekst 1', 'tekst 2', 'tekst 3']);
});

test('says what this device showed', async () => {
	ground.card(1);
	endRound();
	const seen = ground.entities.cursor;
	await task.give('r1');
	expect(ground.waiting).toMatchObject([{ cmd: 'signoff.give', step: 'r1', seen }]);
	expect(how()).toEqual(['here', false]);
	expect(task.asks.value).toBeUndefined();
	ground.answer();
	expect(how()).toEqual(['given', false]);
	signed(seen);
	expect(how()).toEqual(['given', false]);
});

test('is nothing that an observer says', async () => {
	ground.card(1);
	endRound();
	ground.mayAct.value = false;
	await task.give('r1');
	expect(ground.waiting).toEqual([]);
});

describe('what comes later', () => {
	beforeEach(() => {
		ground.card(1);
		endRound();
	});

	test('asks again when a card has another text', () => {
		signed();
		ground.card(1, { text: 'anders' });
		expect(how()).toEqual(['given', true]);
		expect(task.asks.value?.step.id).toBe('r1');
		signed();
		expect(how()).toEqual(['given', false]);
	});

	test('asks again when there is another card, or one is taken back', () => {
		signed();
		ground.card(2);
		expect(how()).toEqual(['given', true]);
		signed();
		ground.card(2, { version: 1, withdrawn: true });
		expect(how()).toEqual(['given', true]);
	});

	test('asks again at once when it was done here, known to the server or not', async () => {
		await task.give('r1');
		await edit(1, 'anders');
		expect(how()).toEqual(['here', true]);
		await task.give('r1');
		expect(how()).toEqual(['here', false]);
	});

	test('asks nothing when the theme team reads or places a card', () => {
		const { version } = ground.entities.cards()[0] ?? {};
		signed();
		ground.card(1, { version: version ?? 0, read: version ?? 0, idea: 'i' });
		expect(how()).toEqual(['given', false]);
	});

	test('asks nothing when it is what this table had heard already, and the server had not', async () => {
		await add(2);
		await edit(1, 'anders');
		await task.give('r1');
		ground.answer();
		ground.answer();
		ground.answer();
		const seen = ground.entities.cursor;
		ground.card(1, { text: 'anders' });
		ground.card(2);
		signed(seen);
		expect(how()).toEqual(['given', false]);
	});
});

test('a plan that was never handed in is part of it', async () => {
	const field = { text: 'Bankjes', version: 1 };
	const plan = { type: 'plan', id: 'p', table: 't', step: 'r2', theme: 'water', fields: [field] };
	ground.set(plan as never);
	ground.programme('w', ['r1', 'r2']);
	expect(result()).toMatchObject({ step: { id: 'r2' }, cards: [], plan: { handed: 'not' } });
	ground.card(1, { step: 'r2', kind: 'plan', text: 'Bankjes', plan: 'p' });
	ground.set({ ...plan, card: 'card1', handed: 5 } as never);
	expect(result()?.cards).toHaveLength(1);
	expect(result()?.plan).toBeUndefined();
});
