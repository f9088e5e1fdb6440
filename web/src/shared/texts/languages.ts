// The languages there are. Dutch comes with every page; another is fetched when it is chosen. English speaks every
// page, a further language those that it covers, each whole.
import type { Texts } from './nl';

export type Language = 'nl' | 'en' | 'ar' | 'tr';

/** What each page says beside the shared texts. */
interface PartOf {
	start: 'start';
	table: 'table' | 'round';
	desk: 'desk';
	control: 'control';
	stage: 'stage';
	wall: 'wall';
}
export type PageName = keyof PartOf;

/** Each part belongs to a page: one that did not would be spoken in Dutch by all further languages. */
export type Homeless = None<Exclude<keyof Texts, 'shared' | PartOf[PageName]>>;
type None<T extends never> = T;

/** Of a language as far as it is here: what all pages share, and each page that speaks it whole. */
export type Words = Pick<Texts, 'shared'> & Partial<Texts>;

/** All words of these pages. */
export type TextsOf<P extends PageName> = Pick<Texts, 'shared' | PartOf[P]>;

interface Tongue {
	/** In the language itself. */
	readonly name: string;
	/** For dates and times. */
	readonly locale: string;
	readonly direction: 'ltr' | 'rtl';
	readonly covers: (page: PageName | undefined) => boolean;
	/** Absent: each page has its words of this language from the start. */
	readonly load?: () => Promise<Words>;
}

function everywhere(load?: () => Promise<Texts>): Pick<Tongue, 'covers' | 'load'> {
	return { covers: () => true, ...(load && { load }) };
}

function onPages<P extends PageName>(
	pages: readonly P[],
	load: () => Promise<TextsOf<P>>,
): Pick<Tongue, 'covers' | 'load'> {
	const known: readonly (PageName | undefined)[] = pages;
	return { covers: (page) => known.includes(page), load };
}

/**
 * Arabic stands with Western digits, in dates too: table, card and clock bear the same ones in the hall, on paper
 * and on the big screen.
 */
export const languages: Record<Language, Tongue> = {
	nl: { name: 'Nederlands', locale: 'nl-NL', direction: 'ltr', ...everywhere() },
	en: {
		name: 'English',
		locale: 'en-GB',
		direction: 'ltr',
		...everywhere(() => import('./en').then(({ en }) => en)),
	},
	ar: {
		name: 'العربية',
		locale: 'ar-u-nu-latn',
		direction: 'rtl',
		...onPages(['start', 'table', 'wall'], () => import('./ar').then(({ ar }) => ar)),
	},
	tr: {
		name: 'Türkçe',
		locale: 'tr-TR',
		direction: 'ltr',
		...onPages(['start', 'table', 'wall'], () => import('./tr').then(({ tr }) => tr)),
	},
};

export const allLanguages = Object.keys(languages) as readonly Language[];
