// One page of the live scene: a heading, and what stands under it.
import type { PublishedIdea, PublishedTheme, Results } from '../../shared/results';
import { colourOf, drawSign } from '../../shared/signs';
import type { Texts } from '../../shared/texts';
import type { Page } from '../pages';
import type { Show } from '../state';
import { childrenOf, fitText, make, makeOwn, reconcile, say } from './dom';
import { comeIn, glide, underline } from './motion';

type Words = Texts['stage'];

export interface Content {
	page: Page;
	show: Show;
	words: Words;
}

const titleSizes = [9, 7.5, 6, 5];
const questionSizes = [20, 17, 15, 13, 11, 9.5, 8, 7, 6];
/** Longer titles are set a step smaller, so that one idea does not fill a page. */
const longTitle = 72;

export class Sheet {
	readonly element = make('section', 'sheet');
	readonly rows = make('ol', 'rows');
	#page: Page | undefined;
	#head = make('header', 'head');
	#mark = make('div', 'mark');
	#title = makeOwn('h1', 'title');
	#column = make('p', 'column');
	#counts = make('p', 'counts');
	#question = makeOwn('p', 'question');

	constructor() {
		this.#head.append(this.#mark, this.#title, this.#column, this.#counts);
		this.element.append(this.#head, this.#question, this.rows);
	}

	/** @param fresh  ideas that have come while somebody looked */
	fill(content: Content, fresh: readonly string[] = []): void {
		const again = this.shows(content.page);
		this.#page = content.page;
		this.setSize(content.page.size);
		this.#fillHead(content);
		const old = childrenOf(this.rows);
		if (!again) {
			this.#fillRows(content);
			return;
		}
		let made: HTMLElement[] = [];
		glide(old, () => {
			made = this.#fillRows(content);
		});
		comeIn(made, 300);
		this.greet(fresh, 900);
	}

	/** Letters of another size are another page: nothing grows or shrinks under somebody's eyes. */
	shows({ key, size }: Page): boolean {
		return this.#page?.key === key && this.#page.size === size;
	}

	setSize(size: number): void {
		this.rows.style.setProperty('--size', String(size));
	}

	/** Points out what is new. */
	greet(fresh: readonly string[], delay: number): void {
		for (const row of childrenOf(this.rows)) {
			if (fresh.includes(row.dataset['id'] ?? '')) {
				underline(row, delay);
			}
		}
	}

	comeIn(): void {
		comeIn([this.#head, this.#question, ...childrenOf(this.rows)]);
	}

	/** What is left for rows under this heading, in pixels. */
	room(content: Content): number {
		this.#fillHead(content);
		return this.rows.clientHeight;
	}

	#fillHead(content: Content): void {
		const { kind, theme } = content.page;
		const { show } = content;
		const [, title, column, counts] = headOf(content);
		this.element.dataset['kind'] = kind;
		mark(this.#mark, theme);
		if (say(this.#title, title)) {
			fitText(this.#title, titleSizes);
		}
		say(this.#column, column);
		say(this.#counts, counts);
		if (say(this.#question, kind === 'question' ? (show.step?.question ?? '') : '')) {
			fitText(this.#question, questionSizes);
		}
	}

	#fillRows({ page, show, words }: Content): HTMLElement[] {
		if (page.theme) {
			this.rows.dataset['colour'] = String(colourOf(page.theme.number));
			const ideas = pick(page.theme.ideas, page.items);
			return reconcile(this.rows, ideas, makeIdeaRow, (row, idea) => fillIdeaRow(row, idea, words));
		}
		delete this.rows.dataset['colour'];
		const themes = pick(show.results.themes, page.items);
		return reconcile(this.rows, themes, makeThemeRow, (row, theme) =>
			fillThemeRow(row, theme, words),
		);
	}
}

/** What stands over the rows. */
export function headOf({ page, show, words }: Content): [string, string, string, string] {
	const tables = page.theme?.ideas.some((idea) => idea.tables > 0) ? words.tables : '';
	return [page.kind, headingOf(page, show, words), tables, countsOf(page, show.results, words)];
}

export function makeIdeaRow(): HTMLElement {
	return make('li', 'row idea', make('span', 'number'), makeOwn('span', 'words'));
}

export function fillIdeaRow(
	row: HTMLElement,
	{ title, tables }: PublishedIdea,
	words: Words,
): void {
	const [number, text] = childrenOf(row);
	if (number && text) {
		say(number, tables > 0 ? String(tables) : '');
		number.ariaLabel = words.tablesOfIdea(tables);
		say(text, title);
		row.classList.toggle('long', [...title].length > longTitle);
	}
}

export function makeThemeRow(theme: PublishedTheme): HTMLElement {
	const body = make('div', 'body', makeOwn('span', 'words'), make('span', 'counts'));
	const row = make('li', 'row theme', make('span', 'number', drawSign(theme.number)), body);
	row.dataset['colour'] = String(colourOf(theme.number));
	return row;
}

export function fillThemeRow(row: HTMLElement, theme: PublishedTheme, words: Words): void {
	const [title, counts] = [row.querySelector('.words'), row.querySelector('.counts')];
	if (title && counts) {
		say(title, theme.title);
		say(counts, theme.cards > 0 ? words.cardsFromTables(theme.cards, theme.tables) : '');
		row.classList.toggle('long', [...theme.title].length > longTitle);
	}
}

function mark(place: HTMLElement, theme: PublishedTheme | undefined): void {
	const number = String(theme?.number ?? '');
	if (place.dataset['theme'] !== number) {
		place.dataset['theme'] = number;
		place.replaceChildren(...(theme ? [drawSign(theme.number)] : []));
	}
}

function headingOf({ kind, theme }: Page, show: Show, words: Words): string {
	return kind === 'question' ? (show.step?.title ?? '') : (theme?.title ?? words.themesTitle);
}

function countsOf({ theme, part, parts }: Page, results: Results, words: Words): string {
	if (!theme) {
		const said = [results.cards > 0 && words.cards(results.cards)];
		said.push(results.ideas > 0 && words.ideas(results.ideas));
		return said.filter(Boolean).join(' · ');
	}
	// Three words at most: what came in, and how far through it we are.
	const counts = theme.cards > 0 ? words.cardsFromTables(theme.cards, theme.tables) : '';
	const where = parts > 1 ? words.part(part, parts) : '';
	return [counts, where].filter(Boolean).join(' · ');
}

function pick<T extends { id: string }>(all: readonly T[], ids: readonly string[]): T[] {
	const known = new Map(all.map((one) => [one.id, one]));
	return ids.flatMap((id) => known.get(id) ?? []);
}
