// What may be told to everybody: the published ideas by theme, in the order in which they are shown.
// Pure; stage and wall both read it. What it cannot place (a draft, a card whose idea is not there yet)
// it leaves out.
import type { Entities } from './entities';
import type { Card, CardKind, Idea, Theme } from './protocol';

export interface Quote {
	id: string;
	/** As printed: 12-3. */
	number: string;
	table: number;
	kind: CardKind;
	text: string;
}

export interface PublishedIdea {
	id: string;
	title: string;
	/** From how many tables its cards come. */
	tables: number;
	/** Of its last change: higher is newer. */
	seq: number;
	quotes: readonly Quote[];
}

export interface PublishedTheme {
	id: string;
	number: number;
	title: string;
	description?: string;
	/** Of all cards that came in, published or not. */
	cards: number;
	tables: number;
	ideas: readonly PublishedIdea[];
}

export interface Results {
	themes: readonly PublishedTheme[];
	cards: number;
	ideas: number;
}

export type ResultsSource = Pick<Entities, 'themes' | 'ideas' | 'all' | 'tally'>;

export function publishedResults(source: ResultsSource): Results {
	const cards = source.all().filter((entity) => entity.type === 'card');
	const quotes = groupBy(cards, (card) => card.idea);
	const ideas = groupBy(
		source.ideas().filter((idea) => idea.state === 'published'),
		(idea) => idea.theme,
	);
	const themes = source.themes().map((theme) => themeOf(theme, source, ideas, quotes));
	return {
		themes,
		cards: sum(themes, (theme) => theme.cards),
		ideas: sum(themes, (theme) => theme.ideas.length),
	};
}

/** The table in a card's number; the cards of the public bear no other trace of it. */
export function tableOf(number: string): number {
	return Number(number.split('-')[0]);
}

function countOf(number: string): number {
	return Number(number.split('-')[1]);
}

/** More tables first, and of equals the newest: what many said stands on top, what is new is not lost. */
export function byTables(a: PublishedIdea, b: PublishedIdea): number {
	return b.tables - a.tables || b.seq - a.seq || (a.id < b.id ? -1 : 1);
}

function themeOf(
	theme: Theme,
	source: ResultsSource,
	ideas: Map<string, Idea[]>,
	cards: Map<string, Card[]>,
): PublishedTheme {
	const tally = source.tally(theme.id);
	const own = (ideas.get(theme.id) ?? []).map((idea) => ideaOf(idea, cards.get(idea.id) ?? []));
	return {
		id: theme.id,
		number: theme.number,
		title: theme.title,
		...(theme.description !== undefined && { description: theme.description }),
		cards: tally?.cards ?? 0,
		tables: tally?.tables ?? 0,
		ideas: own.sort(byTables),
	};
}

function ideaOf(idea: Idea, cards: readonly Card[]): PublishedIdea {
	const quotes = cards.map(quoteOf).sort(byNumber);
	return {
		id: idea.id,
		title: idea.title,
		tables: new Set(quotes.map((quote) => quote.table)).size,
		seq: idea.seq,
		quotes,
	};
}

function quoteOf({ id, number, kind, text }: Card): Quote {
	return { id, number, table: tableOf(number), kind, text };
}

function byNumber(a: Quote, b: Quote): number {
	return a.table - b.table || countOf(a.number) - countOf(b.number);
}

function groupBy<T>(list: readonly T[], key: (item: T) => string | undefined): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const item of list) {
		const name = key(item);
		if (name !== undefined) {
			const group = groups.get(name);
			group ? group.push(item) : groups.set(name, [item]);
		}
	}
	return groups;
}

function sum<T>(list: readonly T[], count: (item: T) => number): number {
	return list.reduce((total, item) => total + count(item), 0);
}
