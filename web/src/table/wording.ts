// How a card reads: its kind, its text, the language of it, and a translation that was made at the table.
import { cleanText } from '../shared/cleantext';
import type { TypedKind, Wording } from '../shared/protocol';

/**
 * The languages that a card may be marked with, beside Dutch. The last stands for every other one:
 * ISO 639 has `und` for a language that nobody said.
 */
export const languages = ['en', 'ar', 'tr', 'uk', 'pl', 'fr', 'de', 'es', 'und'] as const;

/** A wording that a table can type. */
export interface TypedWording extends Wording {
	kind: TypedKind;
}

/** Whatever else stands in the one that is given is left out. */
export function wordingOf<K extends Wording['kind']>(from: {
	kind: K;
	text: string;
	language?: string;
	translation?: string;
}): Wording & { kind: K } {
	const { kind, text, language, translation } = from;
	return {
		kind,
		text,
		...(language !== undefined && { language }),
		...(translation !== undefined && { translation }),
	};
}

/** As the server will keep it: cleaned, and without a translation of nothing. */
export function cleaned<K extends Wording['kind']>(typed: Parameters<typeof wordingOf<K>>[0]) {
	const { translation, ...rest } = wordingOf(typed);
	const words = translation === undefined ? '' : cleanText(translation);
	// Dutch needs no translation into Dutch.
	const translated = rest.language !== undefined && words.trim() !== '';
	return {
		...rest,
		text: cleanText(rest.text),
		...(translated && { translation: words }),
	} as Wording & { kind: K };
}

export function sameWording(a: Wording, b: Wording): boolean {
	return (
		a.kind === b.kind &&
		a.text === b.text &&
		a.language === b.language &&
		a.translation === b.translation
	);
}
