import type { ReadonlySignal } from '@preact/signals';
import type { Missing } from '../../shared/ability';
import type { NackCode } from '../../shared/protocol';
import type { Actions } from '../actions';
import type { TableState } from '../state';
import type { Tasks } from '../tasks';
import { texts } from '../texts';

export interface Props {
	readonly state: TableState;
	readonly actions: Actions;
	/** What there is to do beside cards. */
	readonly tasks: Tasks;
	/** The hall's clock. */
	readonly now: () => number;
	/** What this browser cannot do. */
	readonly missing: readonly Missing[];
	/** Everything was removed from this device. */
	readonly wiped: ReadonlySignal<boolean>;
}

/** What to do about a refused card. */
export function refusalText(code: NackCode): string {
	const { shared, table } = texts.value;
	const ofCards: Partial<Record<NackCode, string>> = table.refused;
	return ofCards[code] ?? shared.refused[code];
}

/** Each by its own name, for whoever speaks it. */
const ownNames: Record<string, string> = {
	en: 'English',
	ar: 'العربية',
	tr: 'Türkçe',
	uk: 'Українська',
	pl: 'Polski',
	fr: 'Français',
	de: 'Deutsch',
	es: 'Español',
};

export function languageName(code: string): string {
	return ownNames[code] ?? texts.value.table.someLanguage;
}

/** Before anything else happens, so that an on-screen keyboard opens or stays. */
export function focusField(): void {
	document.getElementById('text')?.focus();
}
