import { signal } from '@preact/signals';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeStorage } from '../../test/storage';
import { memoryDevice } from '../shared/device';
import { Drafts } from '../shared/drafts';
import { Entities } from '../shared/entities';
import type { Seat } from '../shared/live';
import type { Entry } from '../shared/outbox';
import type { Card, CardAdd, Entity, NackCode } from '../shared/protocol';
import type { Status } from '../shared/socket';
import { type Actions, makeActions } from './actions';
import { makeState, type TableState } from './state';

const seat: Seat = {
	name: 'table/12',
	role: 'table',
	number: 12,
	summit: 'summit',
	epoch: 'epoch',
	limits: { text: 10, title: 120, field: 600, message: 65_536, inflight: 64 },
};

let seq: number;
let entities: Entities;
let state: TableState;
let actions: Actions;
let added: CardAdd[];
let removed: string[];
let saved: () => void;
let saving: Promise<void>;
const entries = signal<readonly Entry[]>([]);
const line = signal<Status>('online');
const seatNow = signal<Seat | undefined>(seat);

function set(...list: Entity[]): void {
	for (const entity of list) {
		entities.apply({ t: 'state', seq: ++seq, set: [{ ...entity, seq }] });
	}
}
function programme(step?: string): void {
	const round = { type: 'step', kind: 'round', minutes: 20, seq: 0 } as const;
	const work = (theme: string) => [
		{ theme: 'other', tables: [1, 2] },
		{ theme, tables: [11, 12] },
	];
	set(
		{ ...round, id: 'r1', number: 1, title: 'Ronde 1', work: work('water') },
		{ ...round, kind: 'break', id: 'b', number: 2, title: 'Pauze' },
		{ ...round, id: 'r2', number: 3, title: 'Ronde 2', work: work('bomen') },
		{ type: 'theme', id: 'water', seq: 0, number: 1, title: 'Water' },
		{ type: 'theme', id: 'bomen', seq: 0, number: 2, title: 'Bomen' },
	);
	const summit = { type: 'summit', id: 's', seq: 0, name: '', place: '', date: '', language: 'nl' };
	set({ ...summit, ...(step && { step }) } as Entity);
}
function entry(n: number, text: string, over: Partial<Entry> = {}): Entry {
	const card: CardAdd = {
		t: 'do',
		op: `op${n}`,
		cmd: 'card.add',
		id: `card${n}`,
		step: 'r1',
		theme: 'water',
		kind: 'idea',
		text,
	};
	const where = { summit: 'summit', seat: 'table/12' };
	return { order: n, op: card.op, ...where, made: n, message: card, state: 'waiting', ...over };
}
const refused = (n: number, text: string, code: NackCode) =>
	entry(n, text, { state: 'refused', code });

beforeEach(() => {
	vi.stubGlobal('sessionStorage', new FakeStorage());
	seq = 0;
	entities = new Entities();
	entries.value = [];
	line.value = 'online';
	seatNow.value = seat;
	added = [];
	removed = [];
	saving = Promise.resolve();
	state = makeState({
		entities,
		seat: seatNow,
		line,
		refusal: signal(undefined),
		entries,
		durable: signal(true),
	});
	actions = makeActions(state, {
		add: (message) => {
			added.push(message as CardAdd);
			return saving;
		},
		remove: async (op) => {
			removed.push(op);
			entries.value = entries.value.filter((other) => other.op !== op);
		},
		join: () => undefined,
		leave: () => undefined,
		drafts: new Drafts(memoryDevice()),
	});
});

/** What a reload would find in the field. */
function afterReload(): string {
	state.draft.value = { text: '', kind: 'idea' };
	actions.loadDraft();
	return state.draft.value.text;
}

describe('a card', () => {
	test('goes to this table’s theme in the round that is open', async () => {
		programme('r1');
		actions.type('bankjes');
		actions.choose('concern');
		await actions.submit();
		expect(added).toMatchObject([{ step: 'r1', theme: 'water', kind: 'concern', text: 'bankjes' }]);
		expect(state.draft.value).toEqual({ text: '', kind: 'idea' });
		expect(state.notice.value).toEqual({ kind: 'kept' });
	});

	test('belongs to the round in which it was begun, however late', async () => {
		programme('r1');
		actions.type('ban');
		programme('b');
		actions.type('bankjes');
		expect(state.late.value).toBe(true);
		programme('r2');
		await actions.submit();
		actions.type('lindes');
		await actions.submit();
		expect(added.map(({ step, theme }) => [step, theme])).toEqual([
			['r1', 'water'],
			['r2', 'bomen'],
		]);
	});

	test('without a round stays where it is', async () => {
		programme('b');
		actions.type('bankjes');
		await actions.submit();
		expect(added).toEqual([]);
		expect(state.draft.value.text).toBe('bankjes');
		expect(state.notice.value).toEqual({ kind: 'refused', code: 'not_a_round' });
		programme('r2');
		expect(state.goesTo.value?.theme.id).toBe('bomen');
	});

	test.each([
		['', 'text_empty'],
		[' \u200b\n', 'text_empty'],
		['12345678901', 'text_too_long'],
	])('%j is not sent', async (text, code) => {
		programme('r1');
		actions.type(text);
		await actions.submit();
		expect(added).toEqual([]);
		expect(state.notice.value).toEqual({ kind: 'refused', code });
	});

	test('is counted in code points', async () => {
		programme('r1');
		actions.type('🌳'.repeat(10));
		expect(state.left.value).toBe(0);
		await actions.submit();
		expect(added).toHaveLength(1);
	});
});

describe('the draft', () => {
	test('outlives a reload with each keystroke', () => {
		programme('r1');
		actions.type('b');
		actions.type('ba');
		expect(afterReload()).toBe('ba');
		expect(state.draft.value.target).toEqual({ step: 'r1', theme: 'water' });
	});

	test('is kept until its card is on disk, then what was typed since', async () => {
		programme('r1');
		actions.type('bankjes');
		saving = new Promise((resolve) => {
			saved = resolve;
		});
		const submitting = actions.submit();
		actions.type('volgende');
		const typed = state.draft.value;
		expect(afterReload()).toBe('bankjes');
		state.draft.value = typed;
		saved();
		await submitting;
		expect(afterReload()).toBe('volgende');
	});

	test('belongs to its seat', () => {
		programme('r1');
		actions.type('van 12');
		seatNow.value = { ...seat, name: 'table/13' };
		expect(afterReload()).toBe('');
		seatNow.value = seat;
		expect(afterReload()).toBe('van 12');
	});
});

describe('a refused card', () => {
	test('goes back into an empty field', () => {
		programme('r1');
		entries.value = [refused(1, 'bankjes', 'text_too_long')];
		actions.takeBackByItself();
		expect(state.draft.value).toMatchObject({ text: 'bankjes', target: { step: 'r1' } });
		expect(state.notice.value).toEqual({ kind: 'refused', code: 'text_too_long' });
		expect(removed).toEqual(['op1']);
		expect(afterReload()).toBe('bankjes');
	});

	test('stays listed while something else stands there', () => {
		programme('r1');
		actions.type('bezig');
		entries.value = [refused(1, 'bankjes', 'unknown_id')];
		actions.takeBackByItself();
		expect(actions.takeBack('op1')).toBe(false);
		expect(removed).toEqual([]);
		expect(state.rounds.value[0]?.cards[0]).toMatchObject({
			where: 'refused',
			refused: { op: 'op1', code: 'unknown_id' },
		});
	});

	test('refused for its round goes to the one that is open', () => {
		programme('r2');
		entries.value = [refused(1, 'bankjes', 'not_a_round')];
		actions.takeBackByItself();
		expect(state.goesTo.value?.step.id).toBe('r2');
	});
});

describe('the list', () => {
	const card = (n: number, over: Partial<Card> = {}): Card => ({
		type: 'card',
		id: `card${n}`,
		seq: 0,
		number: `12-${n}`,
		theme: 'water',
		kind: 'idea',
		text: `tekst ${n}`,
		version: 5,
		step: 'r1',
		...over,
	});
	const wheres = () =>
		state.rounds.value.flatMap(({ cards }) => cards.map(({ number, where }) => [number, where]));

	test('says of each card how far it has come', () => {
		programme('r1');
		set({
			type: 'idea',
			id: 'i',
			seq: 0,
			theme: 'water',
			title: '',
			version: 1,
			state: 'published',
		});
		set(
			card(1, { idea: 'i', read: 5 }),
			card(2, { idea: 'hidden', read: 5 }),
			card(3, { read: 5 }),
			card(4, { read: 4 }),
		);
		entries.value = [
			entry(1, 'tekst 1', { state: 'kept', number: '12-1' }),
			entry(5, 'tekst 5', { state: 'kept', number: '12-5' }),
			entry(6, 'tekst 6'),
			entry(7, 'tekst 7'),
			entry(8, 'elders', { seat: 'table/13' }),
		];
		expect(wheres()).toEqual([
			[undefined, 'here'],
			[undefined, 'here'],
			['12-5', 'kept'],
			['12-4', 'kept'],
			['12-3', 'read'],
			['12-2', 'idea'],
			['12-1', 'stage'],
		]);
		expect(state.rounds.value[0]?.cards[0]?.text).toBe('tekst 7');
		expect([state.waiting.value, state.strangers.value]).toEqual([2, 1]);
	});

	test('keeps cards of earlier rounds, the latest round first', () => {
		programme('r2');
		set(card(1), card(2, { step: 'r2', theme: 'bomen', late: true }));
		expect(state.rounds.value.map(({ step }) => step?.title)).toEqual(['Ronde 2', 'Ronde 1']);
		expect(state.rounds.value[0]?.cards[0]?.late).toBe(true);
	});
});

test('which screen', () => {
	expect(state.screen.value).toBe('work');
	line.value = 'refused';
	expect(state.screen.value).toBe('join');
	line.value = 'connecting';
	seatNow.value = undefined;
	expect(state.screen.value).toBe('connecting');
	state.code.value = 'ABCD1234';
	actions.join();
	expect(state.screen.value).toBe('join');
	seatNow.value = seat;
	expect(state.screen.value).toBe('confirm');
	actions.confirm();
	expect(state.screen.value).toBe('work');
	seatNow.value = { ...seat, name: 'desk/1', role: 'desk', number: 1 };
	expect(state.screen.value).toBe('join');
});
