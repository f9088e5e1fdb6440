import type { Missing } from '../../shared/ability';
import type { NackCode } from '../../shared/protocol';
import { texts } from '../../shared/texts';
import type { Actions } from '../actions';
import type { TableState } from '../state';

export interface Props {
	readonly state: TableState;
	readonly actions: Actions;
	/** The hall's clock. */
	readonly now: () => number;
	/** What this browser cannot do. */
	readonly missing: readonly Missing[];
}

/** What to do about a refused card. */
export function refusalText(code: NackCode): string {
	const { shared, table } = texts.value;
	const ofCards: Partial<Record<NackCode, string>> = table.refused;
	return ofCards[code] ?? shared.refused[code];
}
