import { describe, expect, it } from 'vitest';
import type { Step } from '../shared/protocol';
import type { PublishedTheme, Results } from '../shared/results';
import { chosen, ideasIn, nothingChosen, whereOf } from './state';

const theme = (id: string, ...ideas: [title: string, quote: string][]): PublishedTheme => ({
	id,
	number: 1,
	title: id,
	cards: 0,
	tables: 0,
	ideas: ideas.map(([title, text], i) => ({
		id: `${id}${i}`,
		title,
		tables: 1,
		seq: i,
		quotes: [{ id: `${id}${i}q`, number: `12-${i + 1}`, table: 12, kind: 'idea', text }],
	})),
});
const results: Results = {
	themes: [
		theme('groen', ['Meer bankjes', 'Langs de Singel'], ['Bomen', 'Een wooncoöperatie']),
		theme('fiets', ['Een nieuwe route', 'Naar het station']),
		theme('leeg'),
	],
	cards: 0,
	ideas: 3,
};
const find = (words: string, only?: string) =>
	chosen(results, { ...nothingChosen, words, theme: only }).flatMap((one) =>
		one.ideas.map(({ title }) => title),
	);

describe('chosen', () => {
	it('is all of it, empty themes too, while nobody searches', () => {
		expect(chosen(results, nothingChosen).map(({ id }) => id)).toEqual(['groen', 'fiets', 'leeg']);
		expect(ideasIn(chosen(results, nothingChosen))).toBe(3);
	});

	it('finds words in titles and quotes, without capitals and accents', () => {
		expect(find('SINGEL')).toEqual(['Meer bankjes']);
		expect(find('cooperatie')).toEqual(['Bomen']);
		expect(find('bankjes singel')).toEqual(['Meer bankjes']);
		expect(find('bankjes station')).toEqual([]);
	});

	it('finds a card by its number', () => {
		expect(find('12-2')).toEqual(['Bomen']);
	});

	it('keeps to one theme', () => {
		expect(find('een', 'fiets')).toEqual(['Een nieuwe route']);
	});
});

describe('whereOf', () => {
	const step = (number: number) => ({ id: String(number), number }) as Step;

	it('tells what is done, under way and to come', () => {
		const where = [1, 2, 3].map((number) => whereOf(step(number), step(2)));
		expect(where).toEqual(['done', 'now', 'later']);
		expect(whereOf(step(1), undefined)).toBe('later');
	});
});
