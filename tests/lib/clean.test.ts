import { expect, test } from 'vitest';
import { clean, refusal } from './clean.js';

test('line ends become one, a tab a space', () => {
	expect(clean('a\r\nb\rc\td')).toBe('a\nb\nc d');
});

test('a flag keeps its tags, loose tags go', () => {
	const wales = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}';
	expect(clean(`x${wales}\u{e0067}y`)).toBe(`x${wales}y`);
});

test('what cannot be seen counts as empty', () => {
	expect(refusal('\u00a0\u200b\u2003', 1000)).toBe('text_empty');
	expect(refusal('e\u0301'.repeat(1000), 1000)).toBeNull();
	expect(refusal('x'.repeat(1001), 1000)).toBe('text_too_long');
});
