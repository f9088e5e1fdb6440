// The table's cards as one list: what the device keeps and what the server says, by round.
import type { Entities } from '../shared/entities';
import type { Entry } from '../shared/outbox';
import type { Card, CardAdd, CardKind, NackCode, Step, Theme } from '../shared/protocol';

/** How far a card has come. Refused ones did not leave the device. */
export type Whereabouts = 'refused' | 'here' | 'kept' | 'read' | 'idea' | 'stage';

export interface CardRow {
	id: string;
	text: string;
	kind: CardKind;
	where: Whereabouts;
	number?: string;
	late: boolean;
	/** Refused: why, and the operation to take back. */
	refused?: { op: string; code: NackCode };
	step: string;
	theme: string;
	made: number;
}

export interface RoundOfCards {
	key: string;
	step: Step | undefined;
	theme: Theme | undefined;
	cards: CardRow[];
}

/** The latest round first, and in it the latest card. */
export function groupByRound(entities: Entities, entries: readonly Entry[]): RoundOfCards[] {
	const rounds = new Map<string, RoundOfCards>();
	for (const row of rowsOf(entities, entries)) {
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

function rowsOf(entities: Entities, entries: readonly Entry[]): CardRow[] {
	const rows = new Map<string, CardRow>();
	for (const card of entities.cards()) {
		rows.set(card.id, rowOfCard(entities, card));
	}
	for (const entry of entries) {
		const add = entry.message;
		// What the server says goes before what this device remembers of it.
		if (add.cmd === 'card.add' && !rows.has(add.id)) {
			rows.set(add.id, rowOfEntry(entry, add));
		}
	}
	return [...rows.values()].sort(latestFirst);
}

function rowOfCard(entities: Entities, card: Card): CardRow {
	return {
		id: card.id,
		text: card.text,
		kind: card.kind,
		where: whereaboutsOf(entities, card),
		number: card.number,
		late: card.late ?? false,
		step: card.step ?? '',
		theme: card.theme,
		made: card.at ?? 0,
	};
}

function whereaboutsOf(entities: Entities, card: Card): Whereabouts {
	if (card.idea !== undefined) {
		// A table is shown published ideas only.
		return entities.idea(card.idea)?.state === 'published' ? 'stage' : 'idea';
	}
	return card.read === card.version ? 'read' : 'kept';
}

function rowOfEntry(entry: Entry, add: CardAdd): CardRow {
	const where = { waiting: 'here', kept: 'kept', refused: 'refused' } as const;
	return {
		id: add.id,
		text: add.text,
		kind: add.kind,
		where: where[entry.state],
		...(entry.number !== undefined && { number: entry.number }),
		late: entry.late ?? false,
		...(entry.state === 'refused' && {
			refused: { op: entry.op, code: entry.code ?? 'bad_message' },
		}),
		step: add.step,
		theme: add.theme,
		made: entry.made,
	};
}

/** A number is given once and only rises; a card without one is the youngest. */
function latestFirst(a: CardRow, b: CardRow): number {
	return countOf(b) - countOf(a) || b.made - a.made;
}

function countOf({ number }: CardRow): number {
	return number === undefined ? Number.MAX_SAFE_INTEGER : Number(number.split('-')[1] ?? 0);
}
