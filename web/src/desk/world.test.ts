import { describe, expect, test } from 'vitest';
import { card, idea, read } from './sample';
import {
	cardsByIdea,
	given,
	ideaRows,
	isRead,
	keepPlaces,
	laidAside,
	lengthOf,
	percentage,
	search,
	shareOf,
	unread,
} from './world';

const ids = (cards: readonly { id: string }[]) => cards.map(({ id }) => id.replace('card-', ''));
const nothing = new Map();

describe('cards', () => {
	test('have been read when their newest text has', () => {
		expect(isRead(card('1-1'))).toBe(false);
		expect(isRead(read('1-1'))).toBe(true);
		expect(isRead({ ...read('1-1'), version: 99 })).toBe(false);
	});

	test('that were read wait again once they are edited', () => {
		const edited = { ...read('1-1', { idea: 'idea-x' }), text: 'Anders', version: 99 };
		expect(ids(unread([edited, read('1-2')], nothing))).toEqual(['1-1']);
		expect(laidAside([edited], nothing)).toEqual([]);
	});

	test('that were taken back are not there', () => {
		const cards = [card('1-1', { withdrawn: true }), card('1-2'), read('1-3', { withdrawn: true })];
		expect(ids(given(cards))).toEqual(['1-2']);
	});

	test('wait in the order in which they came', () => {
		expect(ids(unread([card('1-3'), card('2-1'), card('1-2')], nothing))).toEqual([
			'2-1',
			'1-2',
			'1-3',
		]);
	});

	test('that came in the same millisecond keep the order of the server', () => {
		const cards = [card('9-1', { at: 5, version: 8 }), card('3-1', { at: 5, version: 7 })];
		expect(ids(unread(cards, nothing))).toEqual(['3-1', '9-1']);
	});

	test('that are being dealt with are in no list', () => {
		const busy = new Map([['card-1-1', true]]);
		expect(unread([card('1-1')], busy)).toEqual([]);
		expect(laidAside([read('1-1')], busy)).toEqual([]);
	});

	test('are laid aside when read and put nowhere', () => {
		const cards = [card('1-1'), read('1-2'), read('1-3', { idea: 'idea-x' })];
		expect(ids(laidAside(cards, nothing))).toEqual(['1-2']);
	});
});

describe('the share that is read', () => {
	test('names what is left and the longest wait', () => {
		const share = shareOf([card('1-7'), card('1-4'), read('1-1')]);
		expect(share).toEqual({ cards: 3, read: 1, left: 2, oldest: 4000 });
		expect(percentage(share)).toBe(33);
	});

	test('is not rounded up to everything', () => {
		expect(percentage({ cards: 1000, read: 999, left: 1, oldest: 0 })).toBe(99);
	});

	test('of nothing is everything', () => {
		expect(percentage(shareOf([]))).toBe(100);
	});
});

describe('ideas', () => {
	test('keep their place when a title changes or one comes between', () => {
		const first = keepPlaces(new Map(), [idea('b', { version: 2 }), idea('a', { version: 1 })]);
		const later = keepPlaces(first, [
			idea('a', { version: 9 }),
			idea('c', { version: 3 }),
			idea('b', { version: 2 }),
		]);
		expect([...later]).toEqual([
			['idea-a', 0],
			['idea-b', 1],
			['idea-c', 2],
		]);
		expect(keepPlaces(later, [idea('a')])).toBe(later);
	});

	test('count their cards and the tables these came from', () => {
		const cards = [
			read('1-1', { idea: 'idea-a' }),
			read('1-2', { idea: 'idea-a' }),
			read('2-1', { idea: 'idea-a' }),
		];
		const [row] = ideaRows([idea('a')], 'theme-1', cardsByIdea(cards), new Map());
		expect(row?.cards.length).toBe(3);
		expect(row?.tables).toBe(2);
	});

	test('of another theme are left out', () => {
		expect(ideaRows([idea('a')], 'theme-2', new Map(), new Map())).toEqual([]);
	});

	test('are found by words in any order, without accents', () => {
		const rows = ideaRows(
			[idea('Cafés langs het water'), idea('Bankjes')],
			'theme-1',
			new Map(),
			new Map(),
		);
		expect(search(rows, 'WATER cafe').map((row) => row.idea.title)).toEqual([
			'Cafés langs het water',
		]);
		expect(search(rows, '  ')).toBe(rows);
		expect(search(rows, 'water bank')).toEqual([]);
	});
});

test('length is counted in code points after composing', () => {
	expect(lengthOf('e\u0301')).toBe(1);
	expect(lengthOf('👩‍🌾')).toBe(3);
});
