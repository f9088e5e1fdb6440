import { describe, expect, it } from 'vitest';
import type { PublishedIdea, PublishedTheme, Results } from '../shared/results';
import { ideaLetters, pagesOf, paginate, readingTime, type Sizes, Turner } from './pages';

const idea = (id: string): PublishedIdea => ({ id, title: id, tables: 1, seq: 1, quotes: [] });
const theme = (id: string, ideas: number): PublishedTheme => ({
	id,
	number: 1,
	title: id,
	cards: 0,
	tables: 0,
	ideas: Array.from({ length: ideas }, (_, i) => idea(`${id}${i + 1}`)),
});
const results = (...themes: PublishedTheme[]): Results => ({ themes, cards: 0, ideas: 0 });
/** Each line is ten times its letters high; a hundred and a bit of room. */
const sizes = (room = 310): Sizes => ({
	room,
	gap: 10,
	letters: ideaLetters,
	heightOf: (_id, size) => size * 10,
});
const pages = (...themes: PublishedTheme[]) =>
	pagesOf(results(...themes), false, sizes(10_000), () => sizes());

describe('paginate', () => {
	it('takes no page for nothing, and one for what fits', () => {
		expect(paginate([], 100, 10)).toEqual([]);
		expect(paginate([30, 30, 20], 100, 10)).toEqual([3]);
	});

	it('takes as few pages as it can and fills them evenly', () => {
		expect(paginate([20, 20, 20, 20, 20], 110, 10)).toEqual([3, 2]);
		expect(paginate(Array(9).fill(20), 110, 10)).toEqual([3, 3, 3]);
		expect(paginate(Array(13).fill(20), 110, 10)).toEqual([4, 4, 3, 2]);
	});

	it('gives what is too high a page of its own', () => {
		expect(paginate([20, 500, 20], 100, 10)).toEqual([1, 1, 1]);
	});

	it('never fills a page over its edge, and loses nothing', () => {
		for (let seed = 1; seed < 60; seed++) {
			const heights = Array.from({ length: seed }, (_, i) => 8 + ((i * 37 + seed * 11) % 50));
			const counts = paginate(heights, 120, 3);
			let start = 0;
			for (const count of counts) {
				const page = heights.slice(start, start + count);
				expect(page.reduce((sum, height) => sum + height, 3 * (count - 1))).toBeLessThanOrEqual(
					120,
				);
				start += count;
			}
			expect(start).toBe(heights.length);
		}
	});
});

describe('pagesOf', () => {
	it('goes from the question by the themes to their ideas', () => {
		const day = results(theme('a', 2), theme('b', 0), theme('c', 1));
		const kinds = pagesOf(day, true, sizes(10_000), () => sizes()).map((page) => page.key);
		expect(kinds).toEqual(['question', 'themes/1', 'a/1', 'c/1']);
	});

	it('shows every idea once, in its order, whatever there is', () => {
		const themes = Array.from({ length: 8 }, (_, i) => theme('abcdefgh'.charAt(i), 40));
		const shown = pages(...themes)
			.filter((page) => page.kind === 'theme')
			.flatMap((page) => page.items);
		expect(shown).toEqual(themes.flatMap((one) => one.ideas.map(({ id }) => id)));
	});

	it('sets few ideas large, and many no smaller than the last row can read', () => {
		const size = (count: number) => pages(theme('a', count)).at(-1)?.size;
		expect([1, 2, 3, 4, 40].map(size)).toEqual([12, 12, 9.5, 7, 7]);
	});

	it('counts the parts of a theme', () => {
		const parts = pages(theme('a', 10)).filter((page) => page.kind === 'theme');
		expect(parts.map(({ part, parts: all, items }) => [part, all, items.length])).toEqual([
			[1, 3, 4],
			[2, 3, 3],
			[3, 3, 3],
		]);
	});
});

describe('readingTime', () => {
	it('grows with the words, between bounds', () => {
		expect(readingTime(0)).toBe(9_000);
		expect(readingTime(200)).toBe(17_000);
		expect(readingTime(5_000)).toBe(24_000);
	});
});

describe('Turner', () => {
	const day = () => pages(theme('a', 10), theme('b', 2), theme('c', 2));
	const walk = (turner: Turner, turns: number) =>
		Array.from({ length: turns }, () => turner.turn()?.key);

	it('walks around', () => {
		const turner = new Turner();
		expect(turner.take(day())?.key).toBe('themes/1');
		expect(walk(turner, 6)).toEqual(['a/1', 'a/2', 'a/3', 'b/1', 'c/1', 'themes/1']);
	});

	it('turns first to what is new, and then goes on where it was', () => {
		const turner = new Turner();
		turner.take(day());
		turner.arrive(['c1']);
		expect(turner.expected).toBe(true);
		const page = turner.turn();
		expect(page?.key).toBe('c/1');
		expect(turner.greet(page?.items ?? [])).toEqual(['c1']);
		expect(turner.greet(page?.items ?? [])).toEqual([]);
		expect(turner.expected).toBe(false);
		expect(walk(turner, 2)).toEqual(['a/1', 'a/2']);
	});

	it('lets no theme starve while new ideas keep coming', () => {
		const turner = new Turner();
		turner.take(day());
		const seen = Array.from({ length: 10 }, () => {
			turner.arrive(['c1']);
			const page = turner.turn();
			turner.greet(page?.items ?? []);
			return page?.key;
		});
		expect(seen).toEqual(expect.arrayContaining(['a/1', 'a/2', 'a/3', 'b/1', 'c/1']));
	});

	it('stays on its page while others change, and finds another when it goes', () => {
		const turner = new Turner();
		turner.take(day());
		walk(turner, 3);
		expect(turner.take(pages(theme('a', 12), theme('b', 3)))?.key).toBe('a/3');
		expect(turner.take(pages(theme('a', 1)))?.key).toBe('a/1');
		expect(turner.take([])).toBeUndefined();
		expect(turner.turn()).toBeUndefined();
	});
});
