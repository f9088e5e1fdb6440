// The text in the field, kept with every keystroke. In the tab first: two tabs may be typing.
import type { TypedKind } from '../shared/protocol';
import { readStored, writeStored } from '../shared/stored';
import { type Draft, emptyDraft } from './state';

const perTab = () => sessionStorage;
const kinds: readonly string[] = ['idea', 'concern', 'minority'] satisfies TypedKind[];

export interface Place {
	summit: string;
	name: string;
}

export function readDraft(place: Place): Draft {
	const key = keyOf(place);
	return parse(readStored(key, perTab) ?? readStored(key)) ?? emptyDraft;
}

export function writeDraft(place: Place, draft: Draft): void {
	const text = JSON.stringify(draft);
	writeStored(keyOf(place), text, perTab);
	writeStored(keyOf(place), text);
}

function keyOf({ summit, name }: Place): string {
	return `burgertop:draft:${summit}:${name}`;
}

function parse(text: string | undefined): Draft | undefined {
	try {
		const { text: words, kind, target } = JSON.parse(text ?? 'null') as Partial<Draft>;
		if (typeof words !== 'string' || kind === undefined || !kinds.includes(kind)) {
			return undefined;
		}
		const known = typeof target?.step === 'string' && typeof target.theme === 'string';
		return { text: words, kind, ...(known && { target }) };
	} catch {
		return undefined;
	}
}
