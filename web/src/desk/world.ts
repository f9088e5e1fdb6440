// What the theme team knows of the summit, and what follows from it. Pure functions: the same world
// gives the same answer, so that the view can keep answers until the world changes.
import type { Card, Idea, Theme } from '../shared/protocol';

export interface World {
	/** How far the server's states have come. */
	readonly seq: number;
	/** By number. */
	readonly themes: readonly Theme[];
	readonly cards: readonly Card[];
	readonly ideas: readonly Idea[];
}

export const NOTHING: World = { seq: 0, themes: [], cards: [], ideas: [] };

export interface Share {
	readonly cards: number;
	readonly read: number;
	readonly left: number;
	/** When the card that waits longest came in. */
	readonly oldest: number | null;
}

export interface IdeaRow {
	readonly idea: Idea;
	/** As they came in. */
	readonly cards: readonly Card[];
	readonly tables: number;
}

export type ById<T> = ReadonlyMap<string, T>;

/** What there is to read and to group: without what its table took back. */
export function given(cards: readonly Card[]): readonly Card[] {
	return cards.filter((card) => !card.withdrawn);
}

/** A card has been read when its newest text has: what is read is a version. */
export function isRead(card: Card): boolean {
	return card.read === card.version;
}

export function byId<T extends { readonly id: string }>(things: readonly T[]): ById<T> {
	return new Map(things.map((thing) => [thing.id, thing]));
}

function byArrival(a: Card, b: Card): number {
	return (a.at ?? 0) - (b.at ?? 0) || a.version - b.version;
}

export function inOrderOfArrival(cards: readonly Card[]): readonly Card[] {
	return [...cards].sort(byArrival);
}

/** What is to be read, the longest waiting first, without what this reader has just dealt with. */
export function unread(
	cards: readonly Card[],
	busy: ReadonlyMap<string, unknown>,
): readonly Card[] {
	return inOrderOfArrival(cards.filter((card) => !isRead(card) && !busy.has(card.id)));
}

/** Read, and put nowhere: still to be found, so that nothing is lost by a hasty reader. */
export function laidAside(
	cards: readonly Card[],
	busy: ReadonlyMap<string, unknown>,
): readonly Card[] {
	return inOrderOfArrival(
		cards.filter((card) => isRead(card) && card.idea === undefined && !busy.has(card.id)),
	);
}

export function ofTheme(cards: readonly Card[], theme: string | null): readonly Card[] {
	return theme === null ? cards : cards.filter((card) => card.theme === theme);
}

export function countByTheme(cards: readonly Card[]): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const card of cards) {
		counts.set(card.theme, (counts.get(card.theme) ?? 0) + 1);
	}
	return counts;
}

export function shareOf(cards: readonly Card[]): Share {
	let read = 0;
	let oldest: number | null = null;
	for (const card of cards) {
		if (isRead(card)) {
			read++;
		} else if (card.at !== undefined && (oldest === null || card.at < oldest)) {
			oldest = card.at;
		}
	}
	return { cards: cards.length, read, left: cards.length - read, oldest };
}

/** Rounded down, so that 100% is said only when it is so. */
export function percentage(share: Share): number {
	return share.cards === 0 ? 100 : Math.floor((100 * share.read) / share.cards);
}

export function cardsByIdea(cards: readonly Card[]): ReadonlyMap<string, readonly Card[]> {
	const groups = new Map<string, Card[]>();
	for (const card of cards) {
		if (card.idea === undefined) {
			continue;
		}
		const group = groups.get(card.idea);
		if (group) {
			group.push(card);
		} else {
			groups.set(card.idea, [card]);
		}
	}
	for (const group of groups.values()) {
		group.sort(byArrival);
	}
	return groups;
}

/**
 * Where each idea stands in the list. A hand learns that 3 is the benches, so an idea keeps its
 * place for as long as the page is open, and a new one comes at the end, whatever changes.
 */
export function keepPlaces(
	places: ReadonlyMap<string, number>,
	ideas: readonly Idea[],
): ReadonlyMap<string, number> {
	const fresh = ideas.filter((idea) => !places.has(idea.id));
	if (fresh.length === 0) {
		return places;
	}
	const kept = new Map(places);
	fresh.sort((a, b) => a.version - b.version || (a.id < b.id ? -1 : 1));
	for (const idea of fresh) {
		kept.set(idea.id, kept.size);
	}
	return kept;
}

export function ideaRows(
	ideas: readonly Idea[],
	theme: string | null,
	groups: ReadonlyMap<string, readonly Card[]>,
	places: ReadonlyMap<string, number>,
): readonly IdeaRow[] {
	return ideas
		.filter((idea) => idea.theme === theme)
		.sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0))
		.map((idea) => {
			const cards = groups.get(idea.id) ?? [];
			return { idea, cards, tables: new Set(cards.map((card) => card.table)).size };
		});
}

function plain(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** The ideas whose titles hold every word that was typed, in any order, accents and case aside. */
export function search(rows: readonly IdeaRow[], typed: string): readonly IdeaRow[] {
	const words = plain(typed).split(/\s+/).filter(Boolean);
	if (words.length === 0) {
		return rows;
	}
	return rows.filter(({ idea }) => {
		const title = plain(idea.title);
		return words.every((word) => title.includes(word));
	});
}

/** Length as the protocol counts it: code points after NFC. */
export function lengthOf(text: string): number {
	return [...text.normalize('NFC')].length;
}
