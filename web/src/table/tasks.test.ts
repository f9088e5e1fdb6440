import { signal } from '@preact/signals';
import { beforeEach, describe, expect, test } from 'vitest';
import { TestGround } from '../../test/ground';
import type { Call, Idea, Notice } from '../shared/protocol';
import type { CardRow } from './cards';
import { gaveOf } from './farewell';
import { makeTasks, type Tasks } from './tasks';

let ground: TestGround;
let tasks: Tasks;
const unsent = signal<readonly string[]>([]);
let done: string[];
let fails: boolean;

beforeEach(() => {
	ground = new TestGround();
	unsent.value = [];
	done = [];
	fails = false;
	tasks = makeTasks(ground, {
		unsent,
		save: async () => {
			done.push('save');
		},
		wipe: async () => {
			done.push('wipe');
			if (fails) {
				throw new Error('another tab holds on to it');
			}
		},
	});
});

function notice(id: string, at: number, over: Partial<Notice> = {}): void {
	ground.set({ type: 'notice', id, text: `bericht ${id}`, at, ...over } as Notice);
}
function call(id: string, over: Partial<Call> = {}): void {
	ground.set({ type: 'call', id, table: 't12', kind: 'care', at: 1, ...over } as Call);
}
const texts = (list: readonly Notice[]) => list.map(({ text }) => text);

describe('messages of the control room', () => {
	test('stand until somebody has seen them, and can be found again', async () => {
		notice('a', 1);
		notice('b', 2);
		expect(texts(tasks.notices.unseen.value)).toEqual(['bericht a', 'bericht b']);
		await tasks.notices.confirm('a');
		expect(texts(tasks.notices.unseen.value)).toEqual(['bericht b']);
		expect(texts(tasks.notices.earlier.value)).toEqual(['bericht a']);
		expect(ground.waiting).toMatchObject([{ cmd: 'notice.seen', notice: 'a' }]);
	});

	test('do not come up again between the answer and the receipt', async () => {
		notice('a', 1);
		await tasks.notices.confirm('a');
		await ground.drop(ground.entries.value[0]?.op ?? '');
		expect(tasks.notices.unseen.value).toEqual([]);
	});

	test('that the other device has seen are seen', () => {
		notice('a', 1);
		ground.set({ type: 'receipt', id: 'r', notice: 'a', table: 't12', at: 2 } as never);
		expect(tasks.notices.unseen.value).toEqual([]);
	});

	test('that are taken back go, seen or not', () => {
		notice('a', 1, { ended: 3 });
		expect([...tasks.notices.unseen.value, ...tasks.notices.earlier.value]).toEqual([]);
	});

	test('are not confirmed by an observer', async () => {
		notice('a', 1);
		ground.mayAct.value = false;
		await tasks.notices.confirm('a');
		expect([ground.waiting, tasks.notices.unseen.value.length]).toEqual([[], 1]);
	});
});

describe('help', () => {
	const asked = () => tasks.help.asked.value;

	test('is on its way once the server knows', async () => {
		await tasks.help.ask('care');
		const id = asked()?.id ?? '';
		expect(ground.waiting).toMatchObject([{ cmd: 'call.make', id, kind: 'care' }]);
		expect(asked()?.known).toBe(false);
		// Answered, and forgotten at once: the state comes a moment later.
		await ground.drop(ground.entries.value[0]?.op ?? '');
		expect(asked()?.known).toBe(false);
		call(id);
		expect(asked()).toEqual({ id, kind: 'care', known: true });
	});

	test('that was asked on the other device is seen, and not asked twice', async () => {
		call('theirs');
		expect(asked()?.known).toBe(true);
		await tasks.help.ask('talk');
		expect(ground.waiting).toEqual([]);
	});

	test('that came is told, until that was read', () => {
		call('c');
		call('c', { ended: 5 });
		expect([asked(), tasks.help.helped.value]).toEqual([undefined, true]);
		tasks.help.dismiss();
		expect(tasks.help.helped.value).toBe(false);
	});

	test('can be taken back, also before the server knew', async () => {
		await tasks.help.ask('tablet');
		await tasks.help.end();
		expect(asked()).toBeUndefined();
		const [make, end] = ground.waiting;
		expect(end).toMatchObject({ cmd: 'call.end', id: make && 'id' in make ? make.id : '' });
		call(make && 'id' in make ? make.id : '', { ended: 5 });
		expect([asked(), tasks.help.helped.value]).toEqual([undefined, false]);
		await tasks.help.ask('other');
		expect(asked()?.kind).toBe('other');
	});

	test('is not asked by an observer', async () => {
		ground.mayAct.value = false;
		await tasks.help.ask('care');
		expect(ground.waiting).toEqual([]);
	});
});

describe('the end of the day', () => {
	test('comes after the last round and weighing, or with the closing', () => {
		ground.programme();
		expect(tasks.farewell.over.value).toBe(false);
		for (const [step, over] of Object.entries({ r2: false, w: false, p: true, c: true })) {
			ground.programme(step);
			expect(tasks.farewell.over.value, step).toBe(over);
		}
	});

	test('counts what became of the cards', () => {
		const row = (where: CardRow['where']) => ({ where }) as CardRow;
		const rows = ['refused', 'here', 'kept', 'read', 'idea', 'idea', 'stage'] as const;
		expect(gaveOf(rows.map(row))).toEqual({ cards: 6, read: 4, inIdea: 3, onStage: 1 });
	});

	test('wipes nothing while something is unsent, unless that was saved', async () => {
		unsent.value = ['a', 'b'];
		await tasks.farewell.wipe();
		expect(done).toEqual([]);
		await tasks.farewell.save();
		expect(tasks.farewell.mayWipe.value).toBe(true);
		// One got through and another was made: as many as before, but that one is in no file.
		unsent.value = ['b', 'c'];
		await tasks.farewell.wipe();
		expect(done).toEqual(['save']);
		unsent.value = ['b'];
		expect(tasks.farewell.mayWipe.value).toBe(true);
		unsent.value = [];
		await tasks.farewell.wipe();
		expect(done).toEqual(['save', 'wipe']);
		expect(tasks.farewell.wiping.value).toBe('working');
	});

	test('says that the wiping failed', async () => {
		fails = true;
		await tasks.farewell.wipe();
		expect(tasks.farewell.wiping.value).toBe('failed');
	});
});

describe('what the page shows', () => {
	const kind = () => tasks.place.value.kind;
	const offers = () => tasks.offers.value.map((offer) => offer.kind);
	function weigh(state: 'open' | 'closed' | 'shown', step?: string): void {
		const idea = { type: 'idea', id: 'i', theme: 'water', title: 'I', version: 1 } as const;
		ground.set({ ...idea, state: 'published' } as Idea);
		const parts = { type: 'weighing', id: 'w', title: 'W', ideas: ['i'], points: 3, ballots: 0 };
		ground.set({ ...parts, state, ...(step && { step }) } as never);
	}

	test('goes with the programme', () => {
		ground.programme();
		expect(kind()).toBe('write');
		ground.programme('r1');
		expect(kind()).toBe('write');
		ground.card(1);
		ground.programme('b', ['r1']);
		expect(kind()).toBe('signoff');
		ground.programme('r2', ['r1']);
		expect([kind(), offers()]).toEqual(['plan', ['signoff']]);
		ground.programme('w', ['r1', 'r2']);
		weigh('open', 'w');
		expect([kind(), offers()]).toEqual(['weighing', ['signoff']]);
		weigh('shown', 'w');
		expect(kind()).toBe('weighing');
		ground.programme('p', ['r1', 'r2']);
		expect([kind(), offers()]).toEqual(['signoff', ['weighing']]);
		ground.programme('c', ['r1', 'r2']);
		expect([kind(), offers()]).toEqual(['farewell', ['weighing', 'signoff']]);
	});

	test('finishes a card that was begun first', () => {
		ground.card(1);
		ground.programme('b', ['r1']);
		ground.state.draft.value = { ...ground.state.draft.value, text: 'nog net' };
		expect([kind(), offers()]).toEqual(['write', ['signoff']]);
	});

	test('offers a weighing in the middle of a round, and shows it when asked', () => {
		ground.programme('r1');
		weigh('open');
		expect([kind(), offers()]).toEqual(['write', ['weighing']]);
		tasks.opened.value = { kind: 'weighing', id: 'w' };
		expect([kind(), offers()]).toEqual(['weighing', []]);
		ground.programme('r2');
		expect([kind(), tasks.opened.value]).toEqual(['plan', undefined]);
		weigh('shown');
		expect(offers()).toEqual([]);
	});

	test('a result that was said to be right can be read again between rounds', async () => {
		ground.card(1);
		ground.programme('b', ['r1']);
		await tasks.signoff.give('r1');
		expect([kind(), offers()]).toEqual(['write', ['signoff']]);
		ground.programme('r2', ['r1']);
		expect(offers()).toEqual([]);
	});
});
