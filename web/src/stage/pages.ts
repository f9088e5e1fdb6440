// How the live scene is parted into pages, and which comes when. Nothing is ever made smaller than the
// smallest readable size, or scrolled: what does not fit comes on the next page.
import type { PublishedTheme, Results } from '../shared/results';

/** A page of one theme's ideas, or of what is around them. */
export interface Page {
	/** The same page keeps its key while what stands on it changes. */
	key: string;
	kind: 'question' | 'themes' | 'theme';
	theme?: PublishedTheme;
	/** Ids of ideas, or of themes, in their order. */
	items: readonly string[];
	part: number;
	parts: number;
	/** Of the letters, in hundredths of the screen's height. */
	size: number;
}

export interface Sizes {
	/** Height that the items of a page may take. */
	room: number;
	gap: number;
	/** Sizes of letters to try, the largest first. */
	letters: readonly number[];
	heightOf(id: string, size: number): number;
}

/** Few ideas are set large, as on a poster; where one page cannot hold them, in the last of these. */
export const ideaLetters = [12, 9.5, 8, 7];
/** Themes are names to recognise; better all of them at once than large. */
export const themeLetters = [9.5, 8, 7, 6];

/**
 * Parts a list into as few pages as it takes, and then fills them more evenly: a last page with one idea on it looks
 * like a mistake. An item higher than the room has a page of its own.
 */
export function paginate(heights: readonly number[], room: number, gap: number): number[] {
	const pages: number[][] = [];
	let start = 0;
	for (const count of fill(heights, lowest(heights, room, gap), gap)) {
		pages.push(heights.slice(start, start + count));
		start += count;
	}
	// Each move makes the higher of two neighbours lower, so this comes to an end.
	while (level(pages, gap)) {}
	return pages.map((page) => page.length);
}

/** The lowest room that takes no more pages than the whole one. */
function lowest(heights: readonly number[], room: number, gap: number): number {
	const fewest = fill(heights, room, gap).length;
	let [low, high] = [0, room];
	// Twenty halvings find it to within a hundredth of a pixel.
	for (let i = 0; i < 20; i++) {
		const middle = (low + high) / 2;
		[low, high] = fill(heights, middle, gap).length <= fewest ? [low, middle] : [middle, high];
	}
	return high;
}

/** Hands the last item of a page to the next one where that is lower even with it. */
function level(pages: number[][], gap: number): boolean {
	let moved = false;
	for (let i = pages.length - 1; i > 0; i--) {
		const [page, next] = [pages[i - 1] ?? [], pages[i] ?? []];
		const item = page.at(-1);
		if (item !== undefined && stack(next, gap) + gap + item < stack(page, gap)) {
			page.pop();
			next.unshift(item);
			moved = true;
		}
	}
	return moved;
}

/** How many items each page takes, when each takes what it can. */
function fill(heights: readonly number[], room: number, gap: number): number[] {
	const counts: number[] = [];
	let used = Number.POSITIVE_INFINITY;
	for (const height of heights) {
		if (used + gap + height > room) {
			counts.push(0);
			used = -gap;
		}
		counts.push((counts.pop() ?? 0) + 1);
		used += gap + height;
	}
	return counts;
}

/** The question first, then what the day is about, then theme by theme what the tables found. */
export function pagesOf(
	results: Results,
	question: boolean,
	themes: Sizes,
	ideasOf: (theme: PublishedTheme) => Sizes,
): Page[] {
	const pages: Page[] = [];
	if (question) {
		pages.push({ key: 'question', kind: 'question', items: [], part: 1, parts: 1, size: 0 });
	}
	pages.push(...parts('themes', 'themes', results.themes, themes));
	for (const theme of results.themes) {
		pages.push(...parts(theme.id, 'theme', theme.ideas, ideasOf(theme), theme));
	}
	return pages;
}

function parts(
	key: string,
	kind: Page['kind'],
	items: readonly { id: string }[],
	sizes: Sizes,
	theme?: PublishedTheme,
): Page[] {
	const ids = items.map(({ id }) => id);
	const { size, counts } = largest(ids, sizes);
	let start = 0;
	return counts.map((count, i) => {
		start += count;
		return {
			key: `${key}/${i + 1}`,
			kind,
			...(theme && { theme }),
			items: ids.slice(start - count, start),
			part: i + 1,
			parts: counts.length,
			size,
		};
	});
}

function stack(heights: readonly number[], gap: number): number {
	return heights.reduce((total, height) => total + gap + height, -gap);
}

/** The largest letters with which all of it stands on one page, or else the smallest on several. */
function largest(ids: readonly string[], { room, gap, letters, heightOf }: Sizes) {
	const heights = (size: number) => ids.map((id) => heightOf(id, size));
	// More than a dozen will not fit larger; measuring is not free.
	const tried = ids.length > 12 ? [] : letters;
	const size =
		tried.find((one) => stack(heights(one), gap) <= room) ?? letters[letters.length - 1] ?? 0;
	return { size, counts: paginate(heights(size), room, gap) };
}

/** How long somebody in the last row takes to read a page, in milliseconds; never hurried, never stuck. */
export function readingTime(characters: number): number {
	return Math.min(24_000, Math.max(9_000, 5_000 + characters * 60));
}

/** Walks through the pages, and turns first to where something new has come. */
export class Turner {
	#pages: readonly Page[] = [];
	/** Where the walk is; a detour to something new does not move it, so that no theme starves. */
	#place = 0;
	#shown: Page | undefined;
	#detour = false;
	#fresh = new Set<string>();

	/** The page to show now: the one that was there, if it still is. */
	take(pages: readonly Page[]): Page | undefined {
		const walked = this.#pages[this.#place]?.key;
		const place = pages.findIndex((page) => page.key === walked);
		this.#place = place >= 0 ? place : Math.min(this.#place, Math.max(0, pages.length - 1));
		this.#pages = pages;
		this.#shown = pages.find((page) => page.key === this.#shown?.key) ?? pages[this.#place];
		return this.#shown;
	}

	/** Ideas that have come; what stands on the page already needs no turning to. */
	arrive(ids: Iterable<string>): void {
		for (const id of ids) {
			this.#fresh.add(id);
		}
	}

	/** The new ones among these, and from now on they are not new any more. */
	greet(ids: readonly string[]): string[] {
		return ids.filter((id) => this.#fresh.delete(id));
	}

	/** Something new stands on a page that is not in sight. */
	get expected(): boolean {
		return !this.#detour && this.#pageWithFresh() !== undefined;
	}

	turn(): Page | undefined {
		const detour = this.#detour ? undefined : this.#pageWithFresh();
		this.#detour = detour !== undefined;
		if (!detour && this.#pages.length > 0) {
			this.#place = (this.#place + 1) % this.#pages.length;
		}
		this.#shown = detour ?? this.#pages[this.#place];
		return this.#shown;
	}

	#pageWithFresh(): Page | undefined {
		return this.#pages.find(
			(page) => page !== this.#shown && page.items.some((id) => this.#fresh.has(id)),
		);
	}
}
