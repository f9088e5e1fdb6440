import type { NackCode } from '../../shared/protocol';
import { chooseLanguage, language, texts } from '../../shared/texts';
import type { Actions } from '../actions';
import type { TableState } from '../state';

export interface Props {
	readonly state: TableState;
	readonly actions: Actions;
	/** The hall's clock. */
	readonly now: () => number;
}

export function OtherLanguage() {
	const other = language.value === 'nl' ? 'en' : 'nl';
	return (
		<button type="button" class="plain quiet" lang={other} onClick={() => chooseLanguage(other)}>
			{texts.value.shared.otherLanguage}
		</button>
	);
}

/** What to do about a refused card. */
export function refusalText(code: NackCode): string {
	const { shared, table } = texts.value;
	const ofCards: Partial<Record<NackCode, string>> = table.refused;
	return ofCards[code] ?? shared.refused[code];
}
