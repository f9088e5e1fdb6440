import { expect, test } from 'vitest';
import schema from '../../../../schema/protocol.schema.json';
import { ar } from './ar';
import { en } from './en';
import { nl } from './nl';
import { tr } from './tr';

const codes = schema.$defs.NackCode.enum;
const catalogues = { nl, en, ar, tr };

test.each(Object.entries(catalogues))('%s has words for every refusal', (_, texts) => {
	const refused: Record<string, string> = texts.shared.refused;
	for (const code of codes) {
		expect(refused[code], code).toMatch(/\p{L}.*[.!]$/u);
		expect(refused[code]).not.toContain('_');
	}
	expect(Object.keys(refused).sort()).toEqual([...codes].sort());
});

type Said = string | ((...values: unknown[]) => string);

/** Each text of a catalogue by its path. */
function flat(value: unknown, path = ''): [string, Said][] {
	if (value !== null && typeof value === 'object') {
		return Object.entries(value).flatMap(([key, part]) =>
			flat(part, path ? `${path}.${key}` : key),
		);
	}
	return [[path, value as Said]];
}

const dutch = new Map(flat(nl));
const others = Object.entries({ en, ar, tr });

test.each(others)('%s: each text is of the same kind as the Dutch one', (_, texts) => {
	const parts = Object.keys(texts);
	const wanted = [...dutch.keys()].filter((path) => parts.includes(path.split('.')[0] ?? ''));
	expect(
		flat(texts)
			.map(([path]) => path)
			.sort(),
	).toEqual(wanted.sort());
	for (const [path, said] of flat(texts)) {
		expect(typeof said, path).toBe(typeof dutch.get(path));
	}
});

/** Those that bring in numbers or words; the control room's take parts of the programme. */
const simple = (texts: object) => flat(texts).filter(([path]) => !path.startsWith('control.'));
const counts = [0, 1, 2, 3, 7, 11, 25, 99, 100, 101, 102, 103, 111];

test.each(Object.entries(catalogues))('%s says something, whatever the count', (_, texts) => {
	for (const [path, said] of simple(texts)) {
		for (const n of typeof said === 'string' ? [0] : counts) {
			const words = typeof said === 'string' ? said : said(n, n);
			expect(words.trim(), path).not.toBe('');
			expect(words, path).not.toMatch(/undefined|NaN|null|\[object/);
		}
	}
});

// Those of one and two stand in words in some languages, so only larger counts must be seen.
test.each(others)('%s brings in all that the Dutch brings in', (_, texts) => {
	const values = [37, 58, 79];
	for (const [path, said] of simple(texts)) {
		const inDutch = dutch.get(path);
		if (typeof said === 'function' && typeof inDutch === 'function') {
			const seen = (text: string) => values.filter((value) => text.includes(`${value}`));
			expect(seen(said(...values)), path).toEqual(seen(inDutch(...values)));
		}
	}
});

test('Arabic counts in its six forms', () => {
	const said = [0, 1, 2, 3, 11, 100].map((n) => ar.wall.cards(n));
	expect(said).toEqual([
		'لا بطاقات',
		'بطاقة واحدة',
		'بطاقتان',
		'3 بطاقات',
		'11 بطاقةً',
		'100 بطاقة',
	]);
});

test('what Arabic brings in of another direction is set apart', () => {
	expect(ar.table.number('12-3')).toContain('\u206812-3\u2069');
	expect(ar.wall.left('12:05')).toContain('\u206812:05\u2069');
	expect(ar.table.next('Ronde 2: wonen')).toContain('\u2068Ronde 2: wonen\u2069');
});
