// What the tablet page knows, as plain data, and what follows from it. Knows no socket and no view.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { canBeSeen, cleanText, lengthOf } from '../shared/cleantext';
import type { Entities } from '../shared/entities';
import type { Present, Seat } from '../shared/live';
import type { Entry } from '../shared/outbox';
import type { NackCode, Room, Step, Theme, TypedKind, Wording } from '../shared/protocol';
import type { Status } from '../shared/socket';
import { type CardRow, groupByRound, type RoundOfCards, rowsOf, settled } from './cards';
import { isSame, type Place } from './places';

/** What comes from outside: the server's word and the device's store. */
export interface Sources {
	entities: Entities;
	seat: ReadonlySignal<Seat | undefined>;
	line: ReadonlySignal<Status>;
	refusal: ReadonlySignal<NackCode | undefined>;
	/** The link of this seat was replaced: another tablet has its place. */
	replaced: ReadonlySignal<boolean>;
	presence: ReadonlySignal<ReadonlyMap<number, Present>>;
	entries: ReadonlySignal<readonly Entry[]>;
	durable: ReadonlySignal<boolean>;
	/** The table that somebody confirmed this tablet to be at. */
	place: ReadonlySignal<Place | undefined>;
	/** Tables it was at before, whose keys it still has. */
	former: ReadonlySignal<readonly Place[]>;
}

/** The round that a card belongs to: the one in which its first letter was typed. */
export interface Target {
	step: string;
	theme: string;
}

export interface Draft {
	text: string;
	kind: TypedKind;
	/** Absent: Dutch. */
	language?: string;
	translation?: string;
	/** Absent: the round that is open when it is sent. */
	target?: Target;
	/** It changes a card that is there already: which one, and how that read when the edit began. */
	edits?: { card: string; was: Wording };
}

/** What there is to say about the last attempt. */
export type Notice =
	| { kind: 'kept' | 'edited' | 'restored' | 'chooseAgain' | 'editFirst' }
	| { kind: 'refused'; code: NackCode }
	| { kind: 'withdrawn'; card: string; number?: string }
	/** An edit was left; it can be taken up again. */
	| { kind: 'left'; draft: Draft };

/** join: no key that fits. confirm: is this the right table. replaced: another tablet has its place. */
export type Screen = 'join' | 'confirm' | 'connecting' | 'replaced' | 'work';

export interface Work {
	step: Step;
	theme: Theme;
}

/** What waits on this device for another seat. */
export interface Stranger {
	seat: string;
	count: number;
	/** Its key is here too: it goes by itself. */
	goes: boolean;
}

export interface TableState extends Sources {
	/** What stands in the field. */
	draft: Signal<Draft>;
	/** What stood there before somebody began to edit a card; it comes back afterwards. */
	aside: Signal<Draft | undefined>;
	notice: Signal<Notice | undefined>;
	/** As it was typed at the door. */
	code: Signal<string>;
	/** A code was typed, and the answer is awaited. */
	asking: Signal<boolean>;
	/** The line has been gone for long enough to say so. */
	away: Signal<boolean>;

	screen: ReadonlySignal<Screen>;
	/** This seat may look, and do nothing. */
	observes: ReadonlySignal<boolean>;
	/** Where the tablet was, when it is about to change table. */
	movesFrom: ReadonlySignal<Place | undefined>;
	/** How many devices serve this table, as far as the server said. */
	devices: ReadonlySignal<number>;
	room: ReadonlySignal<Room | undefined>;
	step: ReadonlySignal<Step | undefined>;
	/** The next step, if there is one. */
	next: ReadonlySignal<Step | undefined>;
	/** The open round and this table's theme in it. */
	open: ReadonlySignal<Work | undefined>;
	/** The round of this table that ended last, while there is no other. */
	last: ReadonlySignal<Work | undefined>;
	/** Where the draft would go now. */
	goesTo: ReadonlySignal<Work | undefined>;
	/** The draft belongs to a round that is over. */
	late: ReadonlySignal<boolean>;
	/** Code points left, in the text or in its translation; below zero it is too long. */
	left: ReadonlySignal<number>;
	rows: ReadonlySignal<readonly CardRow[]>;
	rounds: ReadonlySignal<readonly RoundOfCards[]>;
	withdrawn: ReadonlySignal<readonly CardRow[]>;
	/** The card that is being edited, as it is now. */
	editing: ReadonlySignal<CardRow | undefined>;
	/** The card has come to read otherwise since the edit began. */
	overtaken: ReadonlySignal<boolean>;
	/** Languages beside Dutch that this table has used, the latest first. */
	spoken: ReadonlySignal<readonly string[]>;
	/** Operations of this seat that wait for the server, and how many cards they are about. */
	waiting: ReadonlySignal<number>;
	waitingCards: ReadonlySignal<number>;
	/** Cards of this seat that the server did not take. */
	refused: ReadonlySignal<readonly Entry[]>;
	/** What waits on this device for other seats. */
	strangers: ReadonlySignal<readonly Stranger[]>;
}

export const emptyDraft: Draft = { text: '', kind: 'idea' };
const usualLimit = 1000;

export function makeState(sources: Sources): TableState {
	const draft = signal<Draft>(emptyDraft);
	const asking = signal(false);
	const { seat, entries } = sources;
	const own = computed(() => entries.value.filter((entry) => isOf(entry, seat.value)));
	const programme = deriveProgramme(sources);
	const waits = computed(() => own.value.filter(isWaiting));
	return {
		...sources,
		...programme,
		...deriveDraft(sources, draft, programme.open),
		...deriveCards(sources, own, draft),
		draft,
		aside: signal(undefined),
		code: signal(''),
		asking,
		notice: signal(undefined),
		away: signal(false),
		screen: computed(() => screenOf(sources, asking.value)),
		observes: computed(() => seat.value?.role === 'observer'),
		movesFrom: computed(() => {
			const was = sources.place.value;
			const now = seat.value;
			const moves = was && now && was.summit === now.summit && was.seat !== now.name;
			return moves ? was : undefined;
		}),
		devices: computed(() => sources.presence.value.get(seat.value?.number ?? 0)?.devices ?? 0),
		refused: computed(() => own.value.filter(isRefusedCard)),
		waiting: computed(() => waits.value.length),
		waitingCards: computed(() => cardsIn(waits.value)),
		strangers: computed(() => strangersOf(sources)),
	};
}

function deriveProgramme({ entities, seat }: Sources) {
	const following = <T>(look: () => T): ReadonlySignal<T> =>
		computed(() => {
			entities.version.value;
			return look();
		});
	const step = following(() => entities.step());
	return {
		step,
		room: following(() => {
			const table = entities.tables().find(({ number }) => number === seat.value?.number);
			return entities.room(table?.room);
		}),
		next: following(() => {
			const now = step.value?.number ?? 0;
			return entities.steps().find(({ number }) => number > now);
		}),
		open: following(() => workIn(entities, step.value, seat.value?.number)),
		last: following(() => {
			const before = entities.steps().filter(({ kind, ended }) => kind === 'round' && ended);
			const latest = before.sort((a, b) => (b.ended ?? 0) - (a.ended ?? 0))[0];
			return step.value?.kind === 'round'
				? undefined
				: workIn(entities, latest, seat.value?.number);
		}),
	};
}

function deriveDraft(
	{ entities, seat }: Sources,
	draft: Signal<Draft>,
	open: ReadonlySignal<Work | undefined>,
) {
	const room = (text: string) =>
		(seat.value?.limits.text ?? usualLimit) - lengthOf(cleanText(text));
	return {
		goesTo: computed(() => {
			entities.version.value;
			const target = draft.value.target;
			return (target && workOf(entities, target)) ?? open.value;
		}),
		late: computed(() => {
			const { target } = draft.value;
			return target !== undefined && target.step !== open.value?.step.id;
		}),
		left: computed(() => Math.min(room(draft.value.text), room(draft.value.translation ?? ''))),
	};
}

function deriveCards(
	{ entities }: Sources,
	own: ReadonlySignal<readonly Entry[]>,
	draft: Signal<Draft>,
) {
	let before: readonly CardRow[] = [];
	const rows = computed(() => {
		entities.version.value;
		before = settled(before, rowsOf(entities, own.value));
		return before;
	});
	const editing = computed(() => {
		const { edits } = draft.value;
		return edits && rows.value.find(({ id }) => id === edits.card);
	});
	return {
		rows,
		rounds: computed(() => groupByRound(entities, rows.value)),
		withdrawn: computed(() => rows.value.filter(({ withdrawn }) => withdrawn)),
		editing,
		overtaken: computed(() => {
			const was = draft.value.edits?.was;
			const now = editing.value;
			return was !== undefined && now !== undefined && now.text !== was.text;
		}),
		spoken: computed(() => {
			const used = rows.value.flatMap(({ language }) => language ?? []);
			return [...new Set(used)];
		}),
	};
}

/** Which theme a table works on in a step; none outside a round. */
export function themeFor(step: Step | undefined, table: number | undefined): string | undefined {
	if (step?.kind !== 'round' || table === undefined) {
		return undefined;
	}
	return step.work?.find(({ tables }) => tables.includes(table))?.theme;
}

function workIn(
	entities: Entities,
	step: Step | undefined,
	table: number | undefined,
): Work | undefined {
	const theme = themeFor(step, table);
	return step && theme ? workOf(entities, { step: step.id, theme }) : undefined;
}

/** Nothing stands in the field, and nothing waits to come back into it. */
export function isFree({ draft, aside }: Pick<TableState, 'draft' | 'aside'>): boolean {
	const { text, translation = '', edits } = draft.value;
	return text === '' && translation === '' && !edits && aside.value === undefined;
}

/** What is wrong with a text, before it is sent. */
export function faultOf(clean: string, limit: number): NackCode | undefined {
	if (!canBeSeen(clean)) {
		return 'text_empty';
	}
	return lengthOf(clean) > limit ? 'text_too_long' : undefined;
}

export function limitOf(state: TableState): number {
	return state.seat.value?.limits.text ?? usualLimit;
}

function workOf(entities: Entities, target: Target): Work | undefined {
	const step = entities.step(target.step);
	const theme = entities.theme(target.theme);
	return step && theme ? { step, theme } : undefined;
}

function screenOf({ seat, line, replaced, place }: Sources, asking: boolean): Screen {
	const at = seat.value;
	if (line.value === 'refused') {
		return 'join';
	}
	if (at === undefined) {
		return asking ? 'join' : 'connecting';
	}
	if (at.role === 'observer') {
		return 'work';
	}
	if (at.role !== 'table') {
		return 'join';
	}
	if (replaced.value) {
		return 'replaced';
	}
	const here = place.value && isSame(place.value, { summit: at.summit, seat: at.name });
	return here ? 'work' : 'confirm';
}

function strangersOf({ entries, seat, place, former }: Sources): Stranger[] {
	const waiting = entries.value.filter((entry) => isWaiting(entry) && !isOf(entry, seat.value));
	const seats = new Map(waiting.map((entry) => [`${entry.summit} ${entry.seat}`, entry]));
	const known = [...former.value, ...(place.value ? [place.value] : [])];
	return [...seats.values()].map((one) => ({
		seat: one.seat,
		count: waiting.filter((entry) => isSame(entry, one)).length,
		goes: known.some((other) => isSame(other, one)),
	}));
}

/** How many cards some operations are about. */
export function cardsIn(entries: readonly Entry[]): number {
	const ids = entries.flatMap(({ message }) =>
		message.cmd.startsWith('card.') && 'id' in message ? message.id : [],
	);
	return new Set(ids).size;
}

export function isOf(entry: Entry, seat: Seat | undefined): boolean {
	return entry.seat === seat?.name && entry.summit === seat.summit;
}

function isWaiting(entry: Entry): boolean {
	return entry.state === 'waiting';
}

function isRefusedCard({ state, message }: Entry): boolean {
	return state === 'refused' && message.cmd === 'card.add';
}

export type { CardRow, RoundOfCards };
