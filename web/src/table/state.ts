// What the tablet page knows, as plain data, and what follows from it. Knows no socket and no view.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { canBeSeen, cleanText, lengthOf } from '../shared/cleantext';
import type { Entities } from '../shared/entities';
import type { Seat } from '../shared/live';
import type { Entry } from '../shared/outbox';
import type { NackCode, Room, Step, Theme, TypedKind } from '../shared/protocol';
import type { Status } from '../shared/socket';
import { type CardRow, groupByRound, type RoundOfCards } from './cards';

/** What comes from outside: the server's word and the device's store. */
export interface Sources {
	entities: Entities;
	seat: ReadonlySignal<Seat | undefined>;
	line: ReadonlySignal<Status>;
	refusal: ReadonlySignal<NackCode | undefined>;
	entries: ReadonlySignal<readonly Entry[]>;
	durable: ReadonlySignal<boolean>;
}

/** The round that a card belongs to: the one in which its first letter was typed. */
export interface Target {
	step: string;
	theme: string;
}

export interface Draft {
	text: string;
	kind: TypedKind;
	/** Absent: the round that is open when it is sent. */
	target?: Target;
}

/** What there is to say about the last attempt. */
export type Notice = { kind: 'kept' } | { kind: 'refused'; code: NackCode };

/** join: no key that fits. confirm: a code was typed. work: the page itself. */
export type Screen = 'join' | 'confirm' | 'connecting' | 'work';

export interface Work {
	step: Step;
	theme: Theme;
}

export interface TableState extends Sources {
	draft: Signal<Draft>;
	notice: Signal<Notice | undefined>;
	/** As it was typed at the door. */
	code: Signal<string>;
	/** A code was typed; whether it is of the right table remains to be asked. */
	confirming: Signal<boolean>;
	/** The line has been gone for long enough to say so. */
	away: Signal<boolean>;

	screen: ReadonlySignal<Screen>;
	room: ReadonlySignal<Room | undefined>;
	step: ReadonlySignal<Step | undefined>;
	/** The next step, if there is one. */
	next: ReadonlySignal<Step | undefined>;
	/** The open round and this table's theme in it. */
	open: ReadonlySignal<Work | undefined>;
	/** Where the draft would go now. */
	goesTo: ReadonlySignal<Work | undefined>;
	/** The draft belongs to a round that is over. */
	late: ReadonlySignal<boolean>;
	/** Code points left; below zero it is too long. */
	left: ReadonlySignal<number>;
	rounds: ReadonlySignal<RoundOfCards[]>;
	/** Cards of this seat that wait for the server. */
	waiting: ReadonlySignal<number>;
	/** Cards of this seat that the server did not take. */
	refused: ReadonlySignal<Entry[]>;
	/** Cards on this device that wait for another seat's link. */
	strangers: ReadonlySignal<number>;
}

export const emptyDraft: Draft = { text: '', kind: 'idea' };
const usualLimit = 1000;

export function makeState(sources: Sources): TableState {
	const draft = signal<Draft>(emptyDraft);
	const confirming = signal(false);
	const { seat, entities } = sources;
	const programme = deriveProgramme(sources);
	const own = computed(() => sources.entries.value.filter((entry) => isOf(entry, seat.value)));
	const goesTo = computed(() => {
		entities.version.value;
		const target = draft.value.target;
		return (target && workOf(entities, target)) ?? programme.open.value;
	});
	return {
		...sources,
		...programme,
		draft,
		code: signal(''),
		confirming,
		notice: signal(undefined),
		away: signal(false),
		goesTo,
		screen: computed(() => screenOf(sources, confirming.value)),
		late: computed(() => {
			const { target } = draft.value;
			return target !== undefined && target.step !== programme.open.value?.step.id;
		}),
		left: computed(() => {
			const limit = seat.value?.limits.text ?? usualLimit;
			return limit - lengthOf(cleanText(draft.value.text));
		}),
		rounds: computed(() => {
			entities.version.value;
			return groupByRound(entities, own.value);
		}),
		refused: computed(() => own.value.filter(({ state }) => state === 'refused')),
		waiting: computed(() => own.value.filter(isWaiting).length),
		strangers: computed(
			() => sources.entries.value.filter(isWaiting).length - own.value.filter(isWaiting).length,
		),
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
		open: following((): Work | undefined => {
			const theme = themeFor(step.value, seat.value?.number);
			return step.value && theme ? workOf(entities, { step: step.value.id, theme }) : undefined;
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

function screenOf({ seat, line }: Sources, confirming: boolean): Screen {
	if (line.value === 'refused') {
		return 'join';
	}
	if (seat.value === undefined) {
		return confirming ? 'join' : 'connecting';
	}
	if (seat.value.role !== 'table') {
		return 'join';
	}
	return confirming ? 'confirm' : 'work';
}

export function isOf(entry: Entry, seat: Seat | undefined): boolean {
	return entry.seat === seat?.name && entry.summit === seat.summit;
}

function isWaiting(entry: Entry): boolean {
	return entry.state === 'waiting';
}

export type { CardRow, RoundOfCards };
