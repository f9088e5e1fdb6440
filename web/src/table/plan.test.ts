import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TestGround } from '../../test/ground';
import type { Plan } from '../shared/protocol';
import { flushAtEnd, makePlanTask, type PlanTask } from './plan';

let ground: TestGround;
let plan: PlanTask;

beforeEach(() => {
	vi.useFakeTimers();
	ground = new TestGround();
	plan = makePlanTask(ground);
	ground.programme('r2');
});
afterEach(() => {
	vi.useRealTimers();
});

/** What the server has in the fields; a version each. */
function server(texts: string[], over: Partial<Plan> = {}): void {
	const version = ground.seq + 1;
	ground.set({
		type: 'plan',
		id: 'plan',
		table: 't12',
		step: 'r2',
		theme: 'water',
		fields: texts.map((text) => ({ text, version })),
		...over,
	} as Plan);
}
const texts = () => plan.now.value?.fields.map(({ text }) => text);
const pause = () => vi.advanceTimersByTimeAsync(2000);
/** Somebody types in a field and goes on to something else. */
async function fill(field: number, text: string): Promise<void> {
	plan.enter('r2', field);
	plan.type('r2', field, text);
	plan.leave('r2', field);
	await vi.advanceTimersByTimeAsync(0);
}

describe('a field', () => {
	test('stands in a round that asks for a plan, with the names of its fields', () => {
		expect(plan.now.value?.fields.map(({ name }) => name)).toEqual(['', 'Wat', 'Waarom']);
		ground.programme('r1');
		expect(plan.now.value).toBeUndefined();
	});

	test('is kept with every keystroke, and goes out after a pause', async () => {
		plan.enter('r2', 1);
		plan.type('r2', 1, 'b');
		plan.type('r2', 1, 'ban');
		expect(ground.drafts.get('plan')).toEqual({ 'r2/1': { was: '', text: 'ban' } });
		expect(ground.waiting).toEqual([]);
		await pause();
		expect(ground.waiting).toMatchObject([
			{ cmd: 'plan.write', step: 'r2', theme: 'water', field: 1, was: '', text: 'ban' },
		]);
		expect(texts()).toEqual(['', 'ban', '']);
	});

	test('goes on from what it wrote before, also while that waits', async () => {
		plan.enter('r2', 1);
		plan.type('r2', 1, 'ban');
		await pause();
		plan.type('r2', 1, 'bank');
		await pause();
		expect(ground.waiting).toMatchObject([
			{ was: '', text: 'ban' },
			{ was: 'ban', text: 'bank' },
		]);
	});

	test('goes out at once when it is left, and only when it changed', async () => {
		await fill(1, 'bank');
		expect(ground.waiting).toHaveLength(1);
		await fill(1, 'bank');
		await fill(2, '');
		expect(ground.waiting).toHaveLength(1);
	});

	test('keeps what it reads between the answer and the state that it made', async () => {
		await fill(1, 'bank');
		ground.answer();
		expect(texts()).toEqual(['', 'bank', '']);
		server(['', 'bank', '']);
		server(['', 'bank en boom', '']);
		expect(texts()).toEqual(['', 'bank en boom', '']);
	});

	test('too long stays here, and says how much', async () => {
		await fill(1, 'x'.repeat(61));
		expect(plan.now.value?.fields[1]?.left).toBe(-1);
		expect(ground.waiting).toEqual([]);
		expect(texts()?.[1]).toHaveLength(61);
		await fill(1, '🌳'.repeat(60));
		expect(ground.waiting).toHaveLength(1);
	});

	test('outlives a reload', async () => {
		plan.enter('r2', 2);
		plan.type('r2', 2, 'omdat');
		const again = makePlanTask(ground);
		await again.load();
		expect(again.now.value?.fields[2]?.text).toBe('omdat');
		expect(ground.waiting).toMatchObject([{ field: 2, was: '', text: 'omdat' }]);
	});

	test('goes out when its round ends, whatever the pause', async () => {
		flushAtEnd(ground, plan);
		plan.enter('r2', 1);
		plan.type('r2', 1, 'nog net');
		ground.programme('w', ['r2']);
		await vi.advanceTimersByTimeAsync(0);
		expect(ground.waiting).toMatchObject([{ step: 'r2', text: 'nog net' }]);
	});

	test('is nothing that an observer can change', async () => {
		ground.mayAct.value = false;
		await fill(1, 'bank');
		await plan.hand('r2');
		expect(ground.waiting).toEqual([]);
	});
});

describe('another device', () => {
	test('is seen in fields in which nobody types', () => {
		server(['Titel', 'een bank', '']);
		expect(texts()).toEqual(['Titel', 'een bank', '']);
		plan.enter('r2', 1);
		plan.type('r2', 1, 'een bank hier');
		server(['Titel 2', 'een bank daar', 'nieuw']);
		expect(texts()).toEqual(['Titel 2', 'een bank hier', 'nieuw']);
	});

	test('does not change from what an edit began', async () => {
		server(['', 'een bank', '']);
		plan.enter('r2', 1);
		plan.type('r2', 1, 'een bank hier');
		server(['', 'een bank daar', '']);
		await pause();
		expect(ground.waiting).toMatchObject([{ was: 'een bank', text: 'een bank hier' }]);
	});

	async function diverge(): Promise<void> {
		plan.enter('r2', 1);
		plan.type('r2', 1, 'mijn');
		await pause();
		ground.answer({ variant: true });
		server(['', 'hun', ''], {
			variants: [{ field: 1, version: 90, text: 'mijn' }],
		});
	}

	test('that wrote otherwise: both texts are there to choose from', async () => {
		await diverge();
		const stands = { version: expect.any(Number), text: 'hun' };
		const mine = { version: 90, text: 'mijn' };
		expect(plan.now.value?.fields[1]?.choices).toMatchObject([stands, mine]);
		await plan.choose('r2', 1, 90);
		const plans = ground.entities.plans();
		expect(ground.asked).toEqual([
			{ cmd: 'plan.choose', id: 'plan', field: 1, version: 90, seen: plans[0]?.seq },
		]);
	});

	test('is not written over by what is typed before its text came', async () => {
		server(['', 'hun', '']);
		plan.enter('r2', 1);
		plan.type('r2', 1, 'mijn');
		await pause();
		server(['', 'hun nieuwe', '']);
		ground.answer({ variant: true, seq: ground.seq + 2 });
		expect(texts()?.[1]).toBe('mijn');
		plan.type('r2', 1, 'mijn eigen');
		await pause();
		expect(ground.waiting).toMatchObject([{ was: 'mijn', text: 'mijn eigen' }]);
	});

	test('does not make the text jump under the fingers that typed it', async () => {
		await diverge();
		expect(texts()?.[1]).toBe('mijn');
		plan.leave('r2', 1);
		expect(texts()?.[1]).toBe('hun');
	});

	test('leaves what is typed on for later, and offers only the last of it', async () => {
		await diverge();
		plan.type('r2', 1, 'mijn eigen');
		await pause();
		expect(ground.waiting).toEqual([]);
		plan.leave('r2', 1);
		await vi.advanceTimersByTimeAsync(0);
		expect(ground.waiting).toMatchObject([{ was: 'mijn', text: 'mijn eigen' }]);
		ground.answer({ variant: true });
		server(['', 'hun', ''], {
			variants: [
				{ field: 1, version: 90, text: 'mijn' },
				{ field: 1, version: 91, text: 'mijn eigen' },
			],
		});
		expect(plan.now.value?.fields[1]?.choices.map(({ text }) => text)).toEqual([
			'hun',
			'mijn eigen',
		]);
	});
});

describe('a text that the server refused', () => {
	const row = () => plan.now.value?.fields[1];

	beforeEach(async () => {
		server(['Titel', 'een bank', '']);
		await fill(1, 'een bank hier');
		ground.answer({ state: 'refused', code: 'id_taken' });
	});

	test('stays in its field, and says why', () => {
		expect(row()).toMatchObject({ text: 'een bank hier', refused: 'id_taken' });
		expect(row()?.left).toBe(60 - 'een bank hier'.length);
		expect(ground.waiting).toEqual([]);
	});

	test('goes out once more when somebody says so', async () => {
		await plan.again('r2', 1);
		expect(ground.own.value.map(({ message }) => message)).toMatchObject([
			{ cmd: 'plan.write', field: 1, was: 'een bank', text: 'een bank hier' },
		]);
		expect(row()).toMatchObject({ text: 'een bank hier' });
		expect(row()?.refused).toBeUndefined();
	});

	test('is typed on from, beginning where it began', async () => {
		server(['Titel', 'een bank daar', '']);
		await fill(1, 'een bank hier, nu');
		expect(row()?.refused).toBeUndefined();
		expect(ground.own.value.map(({ message }) => message)).toMatchObject([
			{ was: 'een bank', text: 'een bank hier, nu' },
		]);
	});

	test('also while somebody is in its field, and had typed on', async () => {
		plan.enter('r2', 2);
		plan.type('r2', 2, 'om');
		await pause();
		plan.type('r2', 2, 'omdat');
		await pause();
		ground.answer({ state: 'refused', code: 'id_taken' });
		ground.answer({ state: 'refused', code: 'unknown_id' });
		expect(plan.now.value?.fields[2]).toMatchObject({ text: 'omdat', refused: 'unknown_id' });
		plan.type('r2', 2, 'omdat het kan');
		expect(plan.now.value?.fields[2]?.refused).toBeUndefined();
		await pause();
		expect(ground.waiting).toMatchObject([{ field: 2, was: '', text: 'omdat het kan' }]);
	});

	test('is typed on from what the server has, also when it was refused meanwhile', async () => {
		plan.enter('r2', 2);
		plan.type('r2', 2, 'om');
		await pause();
		plan.type('r2', 2, 'omdat');
		ground.answer({ state: 'refused', code: 'id_taken' });
		await pause();
		expect(ground.waiting).toMatchObject([{ field: 2, was: '', text: 'omdat' }]);
	});

	test('is gone once it reads again as it did before', async () => {
		await fill(1, 'een bank');
		expect(ground.own.value).toEqual([]);
		expect(row()).toMatchObject({ text: 'een bank' });
	});

	test('is handed in with the rest', async () => {
		expect(plan.now.value?.changed).toBe(true);
		await plan.hand('r2');
		expect(ground.waiting).toMatchObject([
			{ cmd: 'plan.write', text: 'een bank hier' },
			{ cmd: 'plan.hand' },
		]);
	});

	test('is nothing that an observer sends', async () => {
		ground.mayAct.value = false;
		await plan.again('r2', 1);
		expect(ground.waiting).toEqual([]);
	});
});

describe('handing in', () => {
	const state = () => {
		const { handed, changed, number } = plan.now.value ?? {};
		return [handed, changed, number];
	};

	test('needs a title', async () => {
		await fill(1, 'een bank');
		await plan.hand('r2');
		expect(plan.fault.value).toBe('title');
		expect(ground.waiting.map(({ cmd }) => cmd)).toEqual(['plan.write']);
		plan.type('r2', 0, 'T');
		expect(plan.fault.value).toBeUndefined();
	});

	test('takes along what was just typed, after it', async () => {
		plan.enter('r2', 0);
		plan.type('r2', 0, 'Bankjes');
		await plan.hand('r2');
		expect(ground.waiting).toMatchObject([
			{ cmd: 'plan.write', field: 0, text: 'Bankjes' },
			{ cmd: 'plan.hand', step: 'r2' },
		]);
		expect(state()).toEqual(['here', false, undefined]);
	});

	test('says its number, and that something was changed since', async () => {
		await fill(0, 'Bankjes');
		await plan.hand('r2');
		ground.answer();
		ground.answer({ number: '12-4' });
		expect(state()).toEqual(['handed', false, '12-4']);
		const card = { step: 'r2', kind: 'plan', text: 'Bankjes', plan: 'plan' } as const;
		server(['Bankjes', '', ''], { handed: 5, card: 'card4' });
		ground.card(4, card);
		expect(state()).toEqual(['handed', false, '12-4']);

		plan.enter('r2', 1);
		plan.type('r2', 1, 'Overal');
		expect(state()).toEqual(['handed', true, '12-4']);
		await pause();
		ground.answer();
		expect(state()).toEqual(['handed', true, '12-4']);
		server(['Bankjes', 'Overal', ''], { handed: 5, card: 'card4' });
		expect(state()).toEqual(['handed', true, '12-4']);

		await plan.hand('r2');
		expect(ground.waiting).toMatchObject([{ cmd: 'plan.hand', card: 'card4' }]);
		expect(state()).toEqual(['here', false, '12-4']);
	});

	test('again before the server answered is the same card', async () => {
		await fill(0, 'Bankjes');
		await plan.hand('r2');
		await plan.hand('r2');
		const cards = ground.waiting.flatMap((one) => (one.cmd === 'plan.hand' ? one.card : []));
		expect(cards).toHaveLength(2);
		expect(new Set(cards).size).toBe(1);
	});
});
