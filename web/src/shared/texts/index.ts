// Which language a page speaks, and its words. Knows no page and no socket.
import { computed, effect, signal } from '@preact/signals';
import { en } from './en';
import { nl, type Texts } from './nl';

export type { Texts };
export type Language = 'nl' | 'en';

const catalogues: Record<Language, Texts> = { nl, en };
const remembered = 'burgertop:language';

const chosen = signal<Language | undefined>(fromAddress() ?? stored(remembered));
const ofDevice = signal<Language | undefined>(undefined);
const ofSummit = signal<Language | undefined>(stored(`${remembered}:summit`));

/**
 * What somebody chose goes before everything. The summit's language goes before the device's:
 * a hall's tablets are often left in the language that they came in.
 */
export const language = computed<Language>(
	() => chosen.value ?? ofDevice.value ?? ofSummit.value ?? 'nl',
);
export const texts = computed<Texts>(() => catalogues[language.value]);

/** Somebody chose; this device remembers. */
export function chooseLanguage(wanted: Language): void {
	chosen.value = wanted;
	store(remembered, wanted);
}

/** The language that the summit's pages start in; remembered for when the server is away. */
export function summitLanguage(wanted: Language): void {
	ofSummit.value = wanted;
	store(`${remembered}:summit`, wanted);
}

/** For pages on a visitor's own device: its language counts before the summit's. */
export function followDevice(): void {
	for (const tag of navigator.languages) {
		const found = known(tag.slice(0, 2).toLowerCase());
		if (found) {
			ofDevice.value = found;
			return;
		}
	}
}

function known(word: string | null | undefined): Language | undefined {
	return word === 'nl' || word === 'en' ? word : undefined;
}

function fromAddress(): Language | undefined {
	return typeof location === 'undefined'
		? undefined
		: known(new URLSearchParams(location.search).get('lang'));
}

function stored(key: string): Language | undefined {
	try {
		return known(localStorage.getItem(key));
	} catch {
		return undefined;
	}
}

function store(key: string, value: Language): void {
	try {
		localStorage.setItem(key, value);
	} catch {
		// A device that keeps nothing asks again next time.
	}
}

if (typeof document !== 'undefined') {
	effect(() => {
		document.documentElement.lang = language.value;
	});
}
