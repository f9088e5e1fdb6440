// Which language a page speaks, and its words. Knows no view and no socket.
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { readStored, writeStored } from '../stored';
import {
	allLanguages,
	type Language,
	languages,
	type PageName,
	type TextsOf,
	type Words,
} from './languages';
import type { Texts } from './nl';
import { shared } from './nl/shared';

export { type Language, languages } from './languages';
export type { Texts };

const remembered = 'burgertop:language';
/** So long may a page wait for its words before it starts in another language. */
const patience = 2000;

const page = signal<PageName | undefined>(undefined);
const fetched = signal<Partial<Record<Language, Words>> & { nl: Words }>({ nl: { shared } });
const chosen = signal<Language | undefined>(fromAddress() ?? known(readStored(remembered)));
const ofDevice = signal<Language | undefined>(undefined);
const ofSummit = signal<Language | undefined>(known(readStored(`${remembered}:summit`)));

/**
 * What somebody chose goes before everything. The summit's language goes before the device's:
 * a hall's tablets are often left in the language that they came in. What a page is not covered in
 * does not count there: it speaks the next language as a whole.
 */
const wishes = computed(() =>
	[chosen.value, ofDevice.value, ofSummit.value].filter(
		(wish): wish is Language => wish !== undefined && languages[wish].covers(page.value),
	),
);

export const language = computed<Language>(
	() => wishes.value.find((wish) => fetched.value[wish]) ?? 'nl',
);
const words = computed(() => fetched.value[language.value] ?? fetched.value.nl);

/** What all pages share. */
export const texts: ReadonlySignal<Pick<Texts, 'shared'>> = words;

/** A page says its name, and brings its own Dutch along: no page carries another's. Once, before all else. */
export function wordsOf<P extends PageName>(
	name: P,
	dutch: Omit<TextsOf<P>, 'shared'>,
): ReadonlySignal<TextsOf<P>> {
	page.value = name;
	fetched.value = { ...fetched.value, nl: { shared, ...dutch } };
	// Whole: a language that does not cover this page is not spoken here.
	return computed(() => words.value as TextsOf<P>);
}

/** Those that this page can be read in. */
export const offered = computed(() =>
	allLanguages.filter((one) => languages[one].covers(page.value)),
);

// The summit may say its language when the page has long begun.
effect(() => {
	const wish = wishes.value[0];
	if (wish && !fetched.peek()[wish]) {
		void have(wish);
	}
});

/**
 * Resolves when the page can start: in the language that it should, or, when those words are slow to
 * come, in the next; then it changes by itself.
 */
export async function speak(): Promise<void> {
	const wish = wishes.value[0];
	if (wish) {
		await Promise.race([have(wish), new Promise((resolve) => setTimeout(resolve, patience))]);
	}
}

let latest: Language | undefined;

/** Somebody chose; this device remembers. False: its words cannot be fetched now. */
export async function chooseLanguage(wanted: Language): Promise<boolean> {
	latest = wanted;
	writeStored(remembered, wanted);
	const here = await have(wanted);
	if (here && latest === wanted) {
		chosen.value = wanted;
	}
	return here;
}

async function have(wanted: Language): Promise<boolean> {
	try {
		const come = fetched.value[wanted] ?? (await languages[wanted].load?.());
		fetched.value = { ...fetched.value, ...(come && { [wanted]: come }) };
		return true;
	} catch {
		return false;
	}
}

/** The language that the summit's pages start in; remembered for when the server is away. */
export function summitLanguage(wanted: Language): void {
	if (ofSummit.value !== wanted) {
		ofSummit.value = wanted;
		writeStored(`${remembered}:summit`, wanted);
	}
}

/** For pages on a visitor's own device: its language counts before the summit's. Comes before speak(). */
export function followDevice(): void {
	for (const tag of navigator.languages) {
		const found = known(tag.split('-')[0]?.toLowerCase());
		if (found) {
			ofDevice.value = found;
			return;
		}
	}
}

function known(word: string | null | undefined): Language | undefined {
	return allLanguages.find((one) => one === word);
}

function fromAddress(): Language | undefined {
	return typeof location === 'undefined'
		? undefined
		: known(new URLSearchParams(location.search).get('lang'));
}

if (typeof document !== 'undefined') {
	effect(() => {
		document.documentElement.lang = language.value;
		document.documentElement.dir = languages[language.value].direction;
	});
}
