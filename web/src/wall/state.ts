// What a visitor sees and has chosen to see. Plain data, and what follows from it.
import type { Step } from '../shared/protocol';
import type { PublishedIdea, PublishedTheme, Results } from '../shared/results';

export interface Choice {
	/** Words to search for. */
	words: string;
	/** The only theme to show. */
	theme: string | undefined;
	/** Ideas of which all quotes are open. */
	open: ReadonlySet<string>;
}

/** How many quotes stand under an idea before somebody asks for all of them. */
export const shownQuotes = 2;

export const nothingChosen: Choice = { words: '', theme: undefined, open: new Set() };

/** Without capitals and accents, as people type on a phone. */
export function plainly(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase();
}

/** The themes and ideas that match; every word must stand somewhere in the idea or its quotes. */
export function chosen({ themes }: Results, { words, theme }: Choice): PublishedTheme[] {
	const wanted = plainly(words).split(/\s+/).filter(Boolean);
	const searched = wanted.length > 0;
	return themes
		.filter((one) => theme === undefined || one.id === theme)
		.map((one) => ({ ...one, ideas: one.ideas.filter((idea) => matches(idea, wanted)) }))
		.filter((one) => !searched || one.ideas.length > 0);
}

function matches(idea: PublishedIdea, wanted: readonly string[]): boolean {
	if (wanted.length === 0) {
		return true;
	}
	const said = plainly([idea.title, ...idea.quotes.map((quote) => quote.text)].join('\n'));
	const numbers = idea.quotes.map((quote) => quote.number);
	return wanted.every((word) => said.includes(word) || numbers.includes(word));
}

export function ideasIn(themes: readonly PublishedTheme[]): number {
	return themes.reduce((total, theme) => total + theme.ideas.length, 0);
}

export type Where = 'done' | 'now' | 'later';

/** Where the day is with this step of the programme. */
export function whereOf(step: Step, current: Step | undefined): Where {
	if (!current || step.number > current.number) {
		return 'later';
	}
	return step.id === current.id ? 'now' : 'done';
}
