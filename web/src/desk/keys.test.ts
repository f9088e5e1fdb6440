import { describe, expect, test } from 'vitest';
import { intentOf, type KeyPress } from './keys';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
	key,
	code: '',
	ctrlKey: false,
	metaKey: false,
	altKey: false,
	shiftKey: false,
	repeat: false,
	isComposing: false,
	...more,
});
const reading = { writing: false, shortcuts: true };
const writing = { writing: true, shortcuts: true };
const without = { writing: false, shortcuts: false };

describe('while reading', () => {
	test.each([
		['1', { do: 'place', row: 0 }],
		['9', { do: 'place', row: 8 }],
		['n', { do: 'start' }],
		['N', { do: 'start' }],
		['l', { do: 'read' }],
		['j', { do: 'next' }],
		['k', { do: 'previous' }],
		['ArrowDown', { do: 'next' }],
		['ArrowUp', { do: 'previous' }],
		['p', { do: 'publish' }],
		['z', { do: 'undo' }],
		['/', { do: 'search' }],
		['Escape', { do: 'leave' }],
	])('%s means %o', (key, intent) => {
		expect(intentOf(press(key), reading)).toEqual(intent);
	});

	test.each(['0', 'x', 'Enter', ' ', 'Tab', 'ArrowLeft', 'F5'])('%s means nothing', (key) => {
		expect(intentOf(press(key), reading)).toBeNull();
	});

	test('a shifted digit selects, whatever character the layout makes of it', () => {
		const shifted = press('@', { code: 'Digit2', shiftKey: true });
		expect(intentOf(shifted, reading)).toEqual({ do: 'select', row: 1 });
	});

	test('the browser keeps its own combinations', () => {
		expect(intentOf(press('p', { ctrlKey: true }), reading)).toBeNull();
		expect(intentOf(press('1', { metaKey: true }), reading)).toBeNull();
		expect(intentOf(press('n', { altKey: true }), reading)).toBeNull();
		expect(intentOf(press('z', { ctrlKey: true }), reading)).toEqual({ do: 'undo' });
	});

	test('a key held down walks, and does nothing else', () => {
		expect(intentOf(press('j', { repeat: true }), reading)).toEqual({ do: 'next' });
		expect(intentOf(press('l', { repeat: true }), reading)).toBeNull();
		expect(intentOf(press('3', { repeat: true }), reading)).toBeNull();
		expect(intentOf(press('z', { repeat: true, ctrlKey: true }), reading)).toBeNull();
	});
});

test('in a field only Escape is ours', () => {
	for (const key of ['1', 'n', 'l', 'p', 'z', '/', 'ArrowDown']) {
		expect(intentOf(press(key), writing)).toBeNull();
	}
	expect(intentOf(press('z', { ctrlKey: true }), writing)).toBeNull();
	expect(intentOf(press('Escape'), writing)).toEqual({ do: 'leave' });
	expect(intentOf(press('Escape', { isComposing: true }), writing)).toBeNull();
});

test('with shortcuts off no single character does anything', () => {
	for (const key of ['1', 'n', 'l', 'j', 'p', 'z', '/']) {
		expect(intentOf(press(key), without)).toBeNull();
	}
	expect(intentOf(press('ArrowDown'), without)).toEqual({ do: 'next' });
	expect(intentOf(press('z', { ctrlKey: true }), without)).toEqual({ do: 'undo' });
});
