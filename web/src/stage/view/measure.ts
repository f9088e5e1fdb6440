// How high things will be, found by setting them out of sight in the very place where they will stand.
import type { PublishedIdea, PublishedTheme } from '../../shared/results';
import { ideaLetters, type Page, type Sizes, themeLetters } from '../pages';
import {
	type Content,
	fillIdeaRow,
	fillThemeRow,
	headOf,
	makeIdeaRow,
	makeThemeRow,
	Sheet,
} from './sheet';

type Words = Content['words'];

interface Room {
	room: number;
	gap: number;
}

const bare: Page = { key: '', kind: 'themes', items: [], part: 1, parts: 1, size: 0 };

export class Measure {
	readonly element: HTMLElement;
	#sheet = new Sheet();
	/** Heights by what is said; forgotten when the screen or the typeface changes. */
	#heights = new Map<string, number>();
	#rooms = new Map<string, Room>();

	constructor() {
		this.element = this.#sheet.element;
		this.element.classList.add('measure');
		this.element.ariaHidden = 'true';
	}

	forget(): void {
		this.#heights.clear();
		this.#rooms.clear();
	}

	ideas(theme: PublishedTheme, show: Content['show'], words: Words): Sizes {
		const keyed = new Map(theme.ideas.map((idea) => [idea.id, `idea ${idea.title}`]));
		const draw = (idea: PublishedIdea) => {
			const row = makeIdeaRow();
			fillIdeaRow(row, idea, words);
			return row;
		};
		// The longest heading that the theme will have: with its parts counted.
		const page: Page = { ...bare, kind: 'theme', theme, part: 88, parts: 88 };
		const measure = (size: number) => this.#measure(theme.ideas, keyed, draw, 'theme', size);
		return this.#sizes(keyed, { page, show, words }, ideaLetters, measure);
	}

	themes(show: Content['show'], words: Words): Sizes {
		const { themes } = show.results;
		const saying = (theme: PublishedTheme) => `theme ${theme.title} ${theme.cards} ${theme.tables}`;
		const keyed = new Map(themes.map((theme) => [theme.id, saying(theme)]));
		const draw = (theme: PublishedTheme) => {
			const row = makeThemeRow(theme);
			fillThemeRow(row, theme, words);
			return row;
		};
		const page: Page = { ...bare, kind: 'themes' };
		const measure = (size: number) => this.#measure(themes, keyed, draw, 'themes', size);
		return this.#sizes(keyed, { page, show, words }, themeLetters, measure);
	}

	#sizes(
		keyed: Map<string, string>,
		content: Content,
		letters: readonly number[],
		measure: (size: number) => void,
	): Sizes {
		const { room, gap } = this.#roomFor(content);
		const measured = new Set<number>();
		return {
			room,
			gap,
			letters,
			heightOf: (id, size) => {
				if (!measured.has(size)) {
					measure(size);
					measured.add(size);
				}
				return this.#heights.get(`${size} ${keyed.get(id)}`) ?? 0;
			},
		};
	}

	/** Under the same heading there is the same room. */
	#roomFor(content: Content): Room {
		const key = headOf(content).join('\n');
		let found = this.#rooms.get(key);
		if (!found) {
			const room = this.#sheet.room(content);
			const gap = Number.parseFloat(getComputedStyle(this.#sheet.rows).rowGap) || 0;
			found = { room, gap };
			this.#rooms.set(key, found);
		}
		return found;
	}

	/** All that is new at once: setting and reading in turns would lay the page out each time. */
	#measure<T extends { id: string }>(
		items: readonly T[],
		keyed: Map<string, string>,
		draw: (item: T) => HTMLElement,
		kind: Page['kind'],
		size: number,
	): void {
		const drawn = new Map<string, HTMLElement>();
		for (const item of items) {
			const key = `${size} ${keyed.get(item.id)}`;
			if (!this.#heights.has(key) && !drawn.has(key)) {
				drawn.set(key, draw(item));
			}
		}
		if (drawn.size === 0) {
			return;
		}
		this.#sheet.setSize(size);
		this.#sheet.element.dataset['kind'] = kind;
		this.#sheet.rows.append(...drawn.values());
		for (const [key, row] of drawn) {
			this.#heights.set(key, row.getBoundingClientRect().height);
		}
		this.#sheet.rows.replaceChildren();
	}
}
