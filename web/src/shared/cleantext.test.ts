import { expect, test } from 'vitest';
import { canBeSeen, cleanText, lengthOf } from './cleantext';

const scotland = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}';

test.each([
	['line ends', 'a\r\nb\rc\nd', 'a\nb\nc\nd'],
	['tabs', 'a\tb', 'a b'],
	['control characters', 'a\u0000\u0007\u009fb', 'ab'],
	['turned writing', '\u202eab\u202c\u2067c\u2069', 'abc'],
	['loose tags', 'a\u{e0061}b\u{e007f}', 'ab'],
	['a flag of tags', scotland, scotland],
	['noncharacters', 'a\uffff\ufdd0\u{1fffe}b', 'ab'],
	['half of a pair', 'a\ud83d', 'a\ufffd'],
	['decomposed letters', 'e\u0301e\u0301n', 'één'],
	['what is to be kept', ' سلام 👩‍👩‍👧 \u200fok ', ' سلام 👩‍👩‍👧 \u200fok '],
])('%s', (_, typed, clean) => {
	expect(cleanText(typed)).toBe(clean);
	expect(cleanText(clean)).toBe(clean);
});

test('length counts code points', () => {
	expect(lengthOf('één 👍🏽')).toBe(6);
	expect(lengthOf('x'.repeat(1000))).toBe(1000);
});

test('blanks and invisible characters are no text', () => {
	expect(canBeSeen(' \n\u00a0\u200b\u200d\ufe0f\u2060\u3164')).toBe(false);
	expect(canBeSeen(' . ')).toBe(true);
	expect(canBeSeen('🌳')).toBe(true);
	expect(canBeSeen('')).toBe(false);
});
