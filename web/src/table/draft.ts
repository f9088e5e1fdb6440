// The text in the field, as it is kept with every keystroke.
import type { Drafts } from '../shared/drafts';
import type { TypedKind } from '../shared/protocol';
import { type Draft, emptyDraft } from './state';

const of = 'card';
const kinds: readonly string[] = ['idea', 'concern', 'minority'] satisfies TypedKind[];

export interface Place {
	summit: string;
	name: string;
}

export function readDraft(drafts: Drafts, { summit, name }: Place): Draft {
	const kept = (drafts.read({ summit, seat: name }, of) ?? {}) as Partial<Draft>;
	const { text, kind, target } = kept;
	if (typeof text !== 'string' || kind === undefined || !kinds.includes(kind)) {
		return emptyDraft;
	}
	const known = typeof target?.step === 'string' && typeof target.theme === 'string';
	return { text, kind, ...(known && { target }) };
}

export function writeDraft(drafts: Drafts, { summit, name }: Place, draft: Draft): void {
	drafts.write({ summit, seat: name }, of, draft.text === '' ? undefined : draft);
}
