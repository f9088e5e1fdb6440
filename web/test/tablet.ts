// A tablet's state and actions without a server, a store or a view: what tests of the table page start from.
import { signal } from '@preact/signals';
import { Entities } from '../src/shared/entities';
import type { Seat } from '../src/shared/live';
import type { Entry } from '../src/shared/outbox';
import type {
	Card,
	CardAdd,
	CardEdit,
	Command,
	Entity,
	NackCode,
	Order,
} from '../src/shared/protocol';
import type { Status } from '../src/shared/socket';
import { makeActions } from '../src/table/actions';
import type { Place } from '../src/table/places';
import { makeState } from '../src/table/state';

export const seat: Seat = {
	name: 'table/12',
	role: 'table',
	number: 12,
	summit: 'summit',
	epoch: 'epoch',
	limits: { text: 10, title: 120, field: 600, message: 65_536, inflight: 64 },
};
export const place: Place = { summit: 'summit', seat: 'table/12', number: 12, token: 'key12' };

export type Tablet = ReturnType<typeof makeTablet>;

export function makeTablet() {
	const entities = new Entities();
	const entries = signal<readonly Entry[]>([]);
	const line = signal<Status>('online');
	const seatNow = signal<Seat | undefined>(seat);
	const placeNow = signal<Place | undefined>(place);
	const former = signal<readonly Place[]>([]);
	const replaced = signal(false);
	const added: Command[] = [];
	const removed: string[] = [];
	const performed: Order[] = [];
	const taken: string[] = [];
	const joined: string[] = [];
	const kept = new Map<string, unknown>();
	const outside = {
		/** A store that is slow to answer, or a server that says no. */
		saving: Promise.resolve(),
		answer: Promise.resolve() as Promise<unknown>,
		finishing: Promise.resolve(),
		left: 0,
	};
	let seq = 0;
	const state = makeState({
		entities,
		seat: seatNow,
		line,
		refusal: signal(undefined),
		replaced,
		presence: signal(new Map()),
		entries,
		durable: signal(true),
		place: placeNow,
		former,
	});
	const actions = makeActions(state, {
		add: (message) => {
			added.push(message);
			return outside.saving;
		},
		remove: async (op) => {
			removed.push(op);
			entries.value = entries.value.filter((other) => other.op !== op);
		},
		readDraft: ({ seat: of }) => JSON.parse(String(kept.get(of) ?? 'null')),
		writeDraft: ({ seat: of }, field) => kept.set(of, JSON.stringify(field)),
		perform: (order) => {
			performed.push(order);
			return outside.answer;
		},
		finish: () => outside.finishing,
		join: (code) => {
			joined.push(code);
		},
		take: (token) => {
			taken.push(token);
			seatNow.value = undefined;
		},
		leave: () => {
			outside.left++;
			seatNow.value = undefined;
		},
		settle: () => {
			const { summit = '', name = '', number = 0 } = seatNow.value ?? {};
			placeNow.value = { summit, seat: name, number, token: `key${number}` };
		},
	});
	const set = (...list: Entity[]) => {
		for (const entity of list) {
			entities.apply({ t: 'state', seq: ++seq, set: [{ ...entity, seq }] });
		}
	};
	const programme = (step?: string) => {
		set(...steps);
		const summit = { type: 'summit', id: 's', seq: 0, name: '', place: '', date: '' } as const;
		set({ ...summit, language: 'nl', ...(step && { step }) });
	};
	/** What a reload would find in the field. */
	const afterReload = () => {
		state.draft.value = { text: '', kind: 'idea' };
		state.aside.value = undefined;
		actions.loadDraft();
		return state.draft.value;
	};
	return {
		...{ entities, entries, line, seatNow, placeNow, former, replaced, outside, state, actions },
		...{ added, removed, performed, taken, joined, set, programme, afterReload },
	};
}

const work = (theme: string) => [
	{ theme: 'other', tables: [1, 2] },
	{ theme, tables: [11, 12] },
];
const round = { type: 'step', kind: 'round', minutes: 20, seq: 0 } as const;
const steps: Entity[] = [
	{ ...round, id: 'r1', number: 1, title: 'Ronde 1', work: work('water') },
	{ ...round, kind: 'break', id: 'b', number: 2, title: 'Pauze' },
	{ ...round, id: 'r2', number: 3, title: 'Ronde 2', work: work('bomen') },
	{ type: 'theme', id: 'water', seq: 0, number: 1, title: 'Water' },
	{ type: 'theme', id: 'bomen', seq: 0, number: 2, title: 'Bomen' },
];

/** As the server says it. */
export function card(n: number, over: Partial<Card> = {}): Card {
	return {
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
	};
}

type Over = Partial<Entry>;

export function entryOf(n: number, message: Command, over: Over = {}): Entry {
	const where = { summit: 'summit', seat: 'table/12' };
	return { order: n, op: message.op, ...where, made: n, message, state: 'waiting', ...over };
}

const head = (n: number) => ({ t: 'do', op: `op${n}` }) as const;

/** A new card that stands in the outbox. */
export function add(n: number, text: string, over: Over = {}, more: Partial<CardAdd> = {}): Entry {
	const where = { step: 'r1', theme: 'water' };
	const message = {
		cmd: 'card.add',
		id: `card${n}`,
		...where,
		kind: 'idea',
		text,
		...more,
	} as const;
	return entryOf(n, { ...head(n), ...message }, over);
}

/** The n-th operation: a change of a card's text. */
export function edit(
	n: number,
	of: number,
	[was, text]: [string, string],
	over: Over = {},
	more: Partial<CardEdit> = {},
): Entry {
	const message = { kind: 'idea', text, was: { kind: 'idea', text: was }, ...more } as const;
	return entryOf(n, { ...head(n), cmd: 'card.edit', id: `card${of}`, ...message }, over);
}

export function turn(
	n: number,
	of: number,
	cmd: 'card.withdraw' | 'card.restore',
	over: Over = {},
): Entry {
	return entryOf(n, { ...head(n), cmd, id: `card${of}` }, over);
}

export const refused = (n: number, text: string, code: NackCode) =>
	add(n, text, { state: 'refused', code });
