// What can be done on the tablet page. Changes the state; what leaves the page goes through `outside`.
import { batch } from '@preact/signals';
import { cleanText } from '../shared/cleantext';
import type { Drafts } from '../shared/drafts';
import { uuid } from '../shared/id';
import type { CardAdd, Command, TypedKind } from '../shared/protocol';
import { readDraft, writeDraft } from './draft';
import { type Draft, emptyDraft, faultOf, limitOf, type TableState } from './state';

export interface Outside {
	/** Resolves when the operation is on this device's disk. */
	add(message: Command, where: { summit: string; seat: string }): Promise<void>;
	remove(op: string): Promise<void>;
	join(code: string): void;
	leave(): void;
	drafts: Drafts;
}

export interface Actions {
	type(text: string): void;
	choose(kind: TypedKind): void;
	submit(): Promise<void>;
	/** A refused card's text, back in the field. False: there stands another text. */
	takeBack(op: string): boolean;
	/** The same for the latest refused card, when the field is free. */
	takeBackByItself(): void;
	loadDraft(): void;
	/** With the code that was typed. */
	join(): void;
	confirm(): void;
	leave(): void;
}

export function makeActions(state: TableState, outside: Outside): Actions {
	// While a card is on its way to the disk, its text is still the kept draft.
	let saving = 0;

	const keepDraft = () => {
		const seat = state.seat.value;
		if (seat && saving === 0) {
			writeDraft(outside.drafts, seat, state.draft.value);
		}
	};
	const setDraft = (draft: Draft) => {
		state.draft.value = draft;
		keepDraft();
	};
	const takeBack = (op: string) => {
		const entry = state.entries.value.find((other) => other.op === op);
		if (entry?.message.cmd !== 'card.add' || state.draft.value.text !== '') {
			return false;
		}
		const { text, kind, step, theme } = entry.message;
		const aboutText = entry.code === 'text_empty' || entry.code === 'text_too_long';
		batch(() => {
			// Refused for its round: then the next one that is open is as good.
			setDraft({ text, kind, ...(aboutText && { target: { step, theme } }) });
			state.notice.value = { kind: 'refused', code: entry.code ?? 'bad_message' };
		});
		void outside.remove(op);
		return true;
	};

	return {
		type(text) {
			const { kind, target } = state.draft.value;
			const open = state.open.value;
			const begun = target ?? (open && { step: open.step.id, theme: open.theme.id });
			batch(() => {
				state.notice.value = undefined;
				setDraft({ text, kind, ...(text !== '' && begun && { target: begun }) });
			});
		},
		choose(kind) {
			setDraft({ ...state.draft.value, kind });
		},
		async submit() {
			const card = cardOf(state);
			const seat = state.seat.value;
			if (!card || !seat) {
				return;
			}
			batch(() => {
				state.draft.value = emptyDraft;
				state.notice.value = undefined;
			});
			saving++;
			await outside.add(card, { summit: seat.summit, seat: seat.name });
			saving--;
			keepDraft();
			state.notice.value = { kind: 'kept' };
		},
		takeBack,
		takeBackByItself() {
			const latest = state.refused.value.at(-1);
			if (latest) {
				takeBack(latest.op);
			}
		},
		loadDraft() {
			const seat = state.seat.value;
			if (seat) {
				state.draft.value = readDraft(outside.drafts, seat);
			}
		},
		join() {
			state.confirming.value = true;
			outside.join(state.code.value.trim());
		},
		confirm() {
			state.confirming.value = false;
			state.code.value = '';
		},
		leave() {
			batch(() => {
				state.confirming.value = false;
				state.code.value = '';
				state.draft.value = emptyDraft;
				state.notice.value = undefined;
			});
			outside.leave();
		},
	};
}

/** The card that stands in the field; none when something is wrong, and then the notice says what. */
function cardOf(state: TableState): CardAdd | undefined {
	const text = cleanText(state.draft.value.text);
	const code = faultOf(text, limitOf(state)) ?? (state.goesTo.value ? undefined : 'not_a_round');
	const work = state.goesTo.value;
	if (code !== undefined || !work) {
		state.notice.value = { kind: 'refused', code: code ?? 'not_a_round' };
		return undefined;
	}
	return {
		t: 'do',
		op: uuid(),
		at: Date.now(),
		cmd: 'card.add',
		id: uuid(),
		step: work.step.id,
		theme: work.theme.id,
		kind: state.draft.value.kind,
		text,
	};
}
