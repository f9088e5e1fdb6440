// What stands in the field as the device keeps it, with every keystroke.
import { type Draft, emptyDraft } from './state';

/** The draft, and what was put aside while a card is edited. */
export interface Field {
	draft: Draft;
	aside?: Draft;
}

const kinds: readonly unknown[] = ['idea', 'concern', 'minority'];

/** Whatever an older page, or nobody, left there. */
export function fieldOf(kept: unknown): Field {
	const { draft, aside } = (kept ?? {}) as Partial<Field>;
	return isDraft(draft) ? { draft, ...(isDraft(aside) && { aside }) } : { draft: emptyDraft };
}

function isDraft(value: unknown): value is Draft {
	const draft = (value ?? {}) as Partial<Record<keyof Draft, unknown>>;
	const { edits, target } = draft as Partial<Draft>;
	const words = [draft.text, draft.language ?? '', draft.translation ?? ''];
	return (
		words.every((word) => typeof word === 'string') &&
		kinds.includes(draft.kind) &&
		(target === undefined || typeof target.step === 'string') &&
		(edits === undefined || (typeof edits.card === 'string' && typeof edits.was === 'object'))
	);
}
