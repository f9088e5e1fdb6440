// The table's cards as one list: what the server said, and over it what this device has yet to say.
import type { Entities } from '../shared/entities';
import type { Entry } from '../shared/outbox';
import type {
	Card,
	CardAdd,
	CardEdit,
	CardKind,
	NackCode,
	Step,
	Theme,
	Version,
	Wording,
} from '../shared/protocol';
import { sameWording, wordingOf } from './wording';

/** How far a card has come. Refused ones did not leave the device; again: read, and edited since. */
export type Whereabouts = 'refused' | 'here' | 'kept' | 'again' | 'read' | 'idea' | 'stage';

export interface CardRow {
	id: string;
	kind: CardKind;
	text: string;
	language?: string;
	translation?: string;
	where: Whereabouts;
	/** The public still sees the wording that was read before this one. */
	shownBefore: boolean;
	number?: string;
	late: boolean;
	withdrawn: boolean;
	/** Of the text that stands; 0: the server has none yet. */
	version: number;
	/** How it read before, the newest first. */
	earlier: readonly Version[];
	/** Written on another device beside the text that stands: one of them is to be chosen. */
	variants: readonly Version[];
	/** Texts of this device that will be such variants as soon as the server has them. */
	beside: readonly Wording[];
	/** What the server did not take: the operation to take back, and why. */
	refused?: { op: string; code: NackCode };
	step: string;
	theme: string;
	made: number;
	/** The server's number of this state; 0: it has said nothing of this card. */
	seq: number;
}

export interface RoundOfCards {
	key: string;
	step: Step | undefined;
	theme: Theme | undefined;
	cards: CardRow[];
}

/** The latest card first; withdrawn ones among them. `entries` are those of this seat, in their order. */
export function rowsOf(entities: Entities, entries: readonly Entry[]): CardRow[] {
	const rows = new Map<string, CardRow>();
	for (const card of entities.cards()) {
		rows.set(card.id, rowOfCard(entities, card));
	}
	for (const entry of entries) {
		lay(rows, entry, entities.cursor ?? 0);
	}
	return [...rows.values()].sort(latestFirst);
}

/** The latest round first. Withdrawn cards stand elsewhere. */
export function groupByRound(entities: Entities, rows: readonly CardRow[]): RoundOfCards[] {
	const rounds = new Map<string, RoundOfCards>();
	for (const row of rows) {
		if (row.withdrawn) {
			continue;
		}
		const key = `${row.step}/${row.theme}`;
		const round = rounds.get(key) ?? {
			key,
			step: entities.step(row.step),
			theme: entities.theme(row.theme),
			cards: [],
		};
		round.cards.push(row);
		rounds.set(key, round);
	}
	return [...rounds.values()].sort((a, b) => (b.step?.number ?? 0) - (a.step?.number ?? 0));
}

/** The same rows as objects of before where nothing changed, so that a view draws only what did. */
export function settled(before: readonly CardRow[], rows: CardRow[]): CardRow[] {
	const known = new Map(before.map((row) => [row.id, row]));
	return rows.map((row) => {
		const old = known.get(row.id);
		return old !== undefined && JSON.stringify(old) === JSON.stringify(row) ? old : row;
	});
}

function rowOfCard(entities: Entities, card: Card): CardRow {
	const where = whereaboutsOf(entities, card);
	return {
		id: card.id,
		...wordingOf(card),
		where,
		shownBefore: where === 'again' && isPublished(entities, card),
		number: card.number,
		late: card.late ?? false,
		withdrawn: card.withdrawn ?? false,
		version: card.version,
		earlier: card.earlier ?? [],
		variants: card.variants ?? [],
		beside: [],
		step: card.step ?? '',
		theme: card.theme,
		made: card.at ?? 0,
		seq: card.seq,
	};
}

function whereaboutsOf(entities: Entities, card: Card): Whereabouts {
	if (card.read !== undefined && card.read !== card.version) {
		return 'again';
	}
	if (card.idea !== undefined) {
		return isPublished(entities, card) ? 'stage' : 'idea';
	}
	return card.read === undefined ? 'kept' : 'read';
}

/** A table is shown published ideas only. */
function isPublished(entities: Entities, card: Card): boolean {
	return entities.idea(card.idea)?.state === 'published';
}

/** Lays one operation over what is there, as the server will when it comes. */
function lay(rows: Map<string, CardRow>, entry: Entry, cursor: number): void {
	const { message } = entry;
	if (message.cmd === 'card.add') {
		// What the server says goes before what this device remembers of it.
		if (!rows.has(message.id)) {
			rows.set(message.id, rowOfEntry(entry, message));
		}
		return;
	}
	const row = 'id' in message ? rows.get(message.id) : undefined;
	if (row === undefined) {
		return;
	}
	if (message.cmd === 'card.edit') {
		rows.set(row.id, edited(row, entry, message, cursor));
	} else if (message.cmd === 'card.withdraw' || message.cmd === 'card.restore') {
		const withdrawn = message.cmd === 'card.withdraw';
		if (counts(entry, cursor) && row.withdrawn !== withdrawn) {
			rows.set(row.id, { ...row, withdrawn, where: onDevice(row) });
		}
	}
}

/** It waits; or it was answered, and what the server last showed is older than its answer. */
function counts(entry: Entry, cursor: number): boolean {
	return entry.state === 'waiting' || (entry.state === 'kept' && (entry.seq ?? 0) > cursor);
}

function edited(row: CardRow, entry: Entry, edit: CardEdit, cursor: number): CardRow {
	const wanted = wordingOf(edit);
	if (entry.state === 'refused' && row.where !== 'refused') {
		return { ...row, refused: refusalOf(entry) };
	}
	if (!(counts(entry, cursor) || row.where === 'refused') || sameWording(row, wanted)) {
		return row;
	}
	if (entry.variant !== true && sameWording(row, edit.was)) {
		const { kind, text, language, translation, ...rest } = row;
		return { ...rest, ...wanted, where: onDevice(row), shownBefore: false };
	}
	// The card reads otherwise by now. Where the server knows this text already, it has judged.
	const known = [...row.earlier, ...row.variants].some((version) => sameWording(version, wanted));
	return known ? row : { ...row, beside: [...row.beside, wanted] };
}

function onDevice({ where }: CardRow): Whereabouts {
	return where === 'refused' ? 'refused' : 'here';
}

function rowOfEntry(entry: Entry, add: CardAdd): CardRow {
	const where = { waiting: 'here', kept: 'kept', refused: 'refused' } as const;
	return {
		id: add.id,
		...wordingOf(add),
		where: where[entry.state],
		shownBefore: false,
		...(entry.number !== undefined && { number: entry.number }),
		late: entry.late ?? false,
		withdrawn: false,
		version: 0,
		earlier: [],
		variants: [],
		beside: [],
		...(entry.state === 'refused' && { refused: refusalOf(entry) }),
		step: add.step,
		theme: add.theme,
		made: entry.made,
		seq: 0,
	};
}

function refusalOf({ op, code }: Entry): { op: string; code: NackCode } {
	return { op, code: code ?? 'bad_message' };
}

/** A number is given once and only rises; a card without one is the youngest. */
function latestFirst(a: CardRow, b: CardRow): number {
	return countOf(b) - countOf(a) || b.made - a.made;
}

function countOf({ number }: CardRow): number {
	return number === undefined ? Number.MAX_SAFE_INTEGER : Number(number.split('-')[1] ?? 0);
}
