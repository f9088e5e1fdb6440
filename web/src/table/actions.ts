// What can be done on the tablet page. Changes the state; what leaves the page goes through `outside`.
import { batch } from '@preact/signals';
import { uuid } from '../shared/id';
import { Refused } from '../shared/orders';
import type { Where } from '../shared/outbox';
import type { CardAdd, CardEdit, Command, Order, TypedKind } from '../shared/protocol';
import { fieldOf, type Field as Kept } from './draft';
import type { Place } from './places';
import { type Draft, emptyDraft, faultOf, isFree, limitOf, type TableState } from './state';
import { cleaned, sameWording, wordingOf } from './wording';

export interface Outside {
	/** Resolves when the operation is on this device's disk. */
	add(message: Command, where: Where): Promise<void>;
	remove(op: string): Promise<void>;
	/** What stands in the field of a seat, kept with every keystroke. */
	readDraft(of: Where): unknown;
	writeDraft(of: Where, field: Kept): void;
	/** Straight to the server; for what makes no sense without it. */
	perform(order: Order): Promise<unknown>;
	join(code: string): void;
	/** With the key of a link: one that was scanned, or that this tablet had. */
	take(token: string): void;
	leave(): void;
	/** The tablet is at the table now whose key it has. */
	settle(): void;
}

export interface Actions {
	type(text: string): void;
	translate(text: string): void;
	choose(kind: TypedKind): void;
	/** Absent: Dutch. */
	speak(language?: string): void;
	submit(): Promise<void>;
	/** A card for the round that has just ended. */
	oneMore(): void;

	/** Brings a card into the field. False: another card stands there, changed and not kept. */
	edit(card: string): boolean;
	/** Away from the card that is being edited, back to what stood in the field. */
	leaveEdit(): void;
	/** After all. */
	resume(draft: Draft): void;
	withdraw(card: string): Promise<void>;
	restore(card: string): Promise<void>;
	/** Of the wordings of a card, this one stays. */
	keep(card: string, version: number): Promise<void>;
	/** What the server refused, back in the field. False: there stands another text. */
	takeBack(op: string): boolean;
	/** The same for the latest refused card, when the field is free. */
	takeBackByItself(): void;
	loadDraft(): void;

	/** With the code that was typed. */
	join(): void;
	scanned(token: string): void;
	confirm(): void;
	/** Not this table: back to the one where the tablet was, or to the door. */
	decline(): void;
	leave(): void;
}

export function makeActions(state: TableState, outside: Outside): Actions {
	const field = fieldActions(state, outside);
	return { ...field, ...cardActions(state, outside, field), ...doorActions(state, outside) };
}

function fieldActions(state: TableState, outside: Outside) {
	// While a card is on its way to the disk, its text is still the kept draft.
	let saving = 0;

	const keepDraft = () => {
		const seat = state.seat.value;
		if (seat && saving === 0) {
			const aside = state.aside.value;
			outside.writeDraft(whereOf(seat), { draft: state.draft.value, ...(aside && { aside }) });
		}
	};
	const setDraft = (draft: Draft, aside = state.aside.value) => {
		batch(() => {
			state.draft.value = draft;
			state.aside.value = aside;
		});
		keepDraft();
	};
	/** As it is typed, so it stays with the round in which it was begun. */
	const typed = (change: Partial<Draft>) => {
		const { target, ...rest } = { ...state.draft.value, ...change };
		const open = state.open.value;
		const begun = target ?? (open && { step: open.step.id, theme: open.theme.id });
		const something = rest.text !== '' || (rest.translation ?? '') !== '';
		batch(() => {
			state.notice.value = undefined;
			setDraft({ ...rest, ...((something || rest.edits) && begun && { target: begun }) });
		});
	};
	/** Empty, or as it was before a card was edited. */
	const clear = () => {
		state.draft.value = state.aside.value ?? emptyDraft;
		state.aside.value = undefined;
	};
	return {
		setDraft,
		clear() {
			clear();
			keepDraft();
		},
		type: (text: string) => typed({ text }),
		translate: (translation: string) => typed({ translation }),
		choose: (kind: TypedKind) => setDraft({ ...state.draft.value, kind }),
		speak(language?: string) {
			const { language: _, ...rest } = state.draft.value;
			setDraft({ ...rest, ...(language !== undefined && { language }) });
		},
		async submit() {
			const seat = state.seat.value;
			const command = state.draft.value.edits ? editOf(state) : cardOf(state);
			if (!command || !seat || state.observes.value) {
				return;
			}
			batch(() => {
				clear();
				state.notice.value = undefined;
			});
			if (command.cmd === 'card.edit' && sameWording(wordingOf(command), command.was)) {
				keepDraft();
				return;
			}
			saving++;
			await outside.add(command, whereOf(seat));
			saving--;
			keepDraft();
			state.notice.value = { kind: command.cmd === 'card.edit' ? 'edited' : 'kept' };
		},
		oneMore() {
			const last = state.last.value;
			if (last) {
				setDraft({ ...state.draft.value, target: { step: last.step.id, theme: last.theme.id } });
			}
		},
		loadDraft() {
			const seat = state.seat.value;
			if (seat) {
				const { draft, aside } = fieldOf(outside.readDraft(whereOf(seat)));
				batch(() => {
					state.draft.value = draft;
					state.aside.value = aside;
				});
			}
		},
	};
}

type Field = ReturnType<typeof fieldActions>;

function cardActions(state: TableState, outside: Outside, { setDraft, clear }: Field) {
	const rowOf = (card: string) => state.rows.value.find(({ id }) => id === card);
	const send = (change: { cmd: 'card.withdraw' | 'card.restore'; id: string }) => {
		const seat = state.seat.value;
		return seat === undefined || state.observes.value
			? Promise.resolve()
			: outside.add({ ...head(), ...change }, whereOf(seat));
	};
	const takeBack = (op: string) => {
		const entry = state.entries.value.find((other) => other.op === op);
		if (entry?.message.cmd === 'card.add') {
			return takeBackCard(state, outside, setDraft, op);
		}
		const { message } = entry ?? {};
		// Also of this very card: what is being typed goes before what was refused.
		if (message?.cmd !== 'card.edit' || hasChanged(state.draft.value) || !edit(message.id)) {
			return false;
		}
		setDraft({ ...state.draft.value, ...wordingOf(message) });
		void outside.remove(op);
		return true;
	};
	const edit = (card: string) => {
		const row = rowOf(card);
		const draft = state.draft.value;
		if (row === undefined || row.kind === 'plan' || state.observes.value) {
			return false;
		}
		if (draft.edits?.card === card) {
			return true;
		}
		if (draft.edits && hasChanged(draft)) {
			state.notice.value = { kind: 'editFirst' };
			return false;
		}
		const { kind } = row;
		const target = { step: row.step, theme: row.theme };
		batch(() => {
			const aside = draft.edits ? state.aside.value : draft;
			setDraft(
				{ ...wordingOf({ ...row, kind }), target, edits: { card, was: wordingOf(row) } },
				aside,
			);
			state.notice.value = undefined;
		});
		return true;
	};
	return {
		edit,
		takeBack,
		takeBackByItself() {
			const latest = state.refused.value.at(-1);
			if (latest) {
				takeBack(latest.op);
			}
		},
		leaveEdit() {
			const draft = state.draft.value;
			if (draft.edits === undefined) {
				return;
			}
			batch(() => {
				clear();
				state.notice.value = hasChanged(draft) ? { kind: 'left', draft } : undefined;
			});
		},
		resume(draft: Draft) {
			batch(() => {
				setDraft(draft, state.draft.value);
				state.notice.value = undefined;
			});
		},
		async withdraw(card: string) {
			const number = rowOf(card)?.number;
			if (state.draft.value.edits?.card === card) {
				clear();
			}
			await send({ cmd: 'card.withdraw', id: card });
			state.notice.value = { kind: 'withdrawn', card, ...(number !== undefined && { number }) };
		},
		async restore(card: string) {
			await send({ cmd: 'card.restore', id: card });
			state.notice.value = { kind: 'restored' };
		},
		async keep(card: string, version: number) {
			const row = rowOf(card);
			if (row === undefined || state.observes.value) {
				return;
			}
			try {
				await outside.perform({ cmd: 'card.choose', id: card, version, seen: row.seq });
			} catch (refusal) {
				if (!(refusal instanceof Refused)) {
					throw refusal;
				}
				const { code } = refusal;
				state.notice.value =
					code === 'version_changed' ? { kind: 'chooseAgain' } : { kind: 'refused', code };
			}
		},
	};
}

/** With all that was changed about it since: the server has none of it. */
function takeBackCard(
	state: TableState,
	outside: Outside,
	setDraft: Field['setDraft'],
	op: string,
): boolean {
	const { entries, rows, notice } = state;
	const entry = entries.value.find((other) => other.op === op);
	if (entry?.message.cmd !== 'card.add' || !isFree(state)) {
		return false;
	}
	const { id, step, theme, kind: added } = entry.message;
	const row = rows.value.find((other) => other.id === id);
	const kind = row === undefined || row.kind === 'plan' ? added : row.kind;
	const aboutText = entry.code === 'text_empty' || entry.code === 'text_too_long';
	batch(() => {
		// Refused for its round: then the next one that is open is as good.
		const wording = wordingOf({ ...(row ?? entry.message), kind } as Draft);
		setDraft({ ...wording, ...(aboutText && { target: { step, theme } }) });
		notice.value = { kind: 'refused', code: entry.code ?? 'bad_message' };
	});
	for (const { op: other, message } of entries.value) {
		if ('id' in message && message.id === id) {
			void outside.remove(other);
		}
	}
	return true;
}

function doorActions(state: TableState, outside: Outside) {
	const atTheDoor = () => {
		state.asking.value = false;
		state.code.value = '';
		state.draft.value = emptyDraft;
		state.aside.value = undefined;
		state.notice.value = undefined;
	};
	const leave = () => {
		batch(atTheDoor);
		outside.leave();
	};
	const take = (token: string) => {
		batch(atTheDoor);
		outside.take(token);
	};
	return {
		join() {
			state.asking.value = true;
			outside.join(state.code.value.trim());
		},
		scanned: take,
		confirm() {
			batch(() => {
				state.asking.value = false;
				state.code.value = '';
				outside.settle();
			});
		},
		decline() {
			const was: Place | undefined = state.movesFrom.value;
			if (was) {
				take(was.token);
			} else {
				leave();
			}
		},
		leave,
	};
}

function whereOf({ summit, name }: { summit: string; name: string }): Where {
	return { summit, seat: name };
}

function head() {
	return { t: 'do', op: uuid(), at: Date.now() } as const;
}

function hasChanged({ edits, ...typed }: Draft): boolean {
	return edits !== undefined && !sameWording(cleaned(typed), edits.was);
}

/** The card that stands in the field; none when something is wrong, and then the notice says what. */
function cardOf(state: TableState): CardAdd | undefined {
	const wording = cleaned(state.draft.value);
	const work = state.goesTo.value;
	if (!passes(state, wording) || !work) {
		state.notice.value ??= { kind: 'refused', code: 'not_a_round' };
		return undefined;
	}
	const { step, theme } = work;
	return { ...head(), cmd: 'card.add', id: uuid(), step: step.id, theme: theme.id, ...wording };
}

function editOf(state: TableState): CardEdit | undefined {
	const { edits } = state.draft.value;
	const wording = cleaned(state.draft.value);
	if (!edits || !passes(state, wording)) {
		return undefined;
	}
	return { ...head(), cmd: 'card.edit', id: edits.card, ...wording, was: edits.was };
}

function passes(
	state: TableState,
	{ text, translation }: Parameters<typeof wordingOf>[0],
): boolean {
	const limit = limitOf(state);
	const code = faultOf(text, limit) ?? (translation && faultOf(translation, limit));
	state.notice.value = code ? { kind: 'refused', code } : undefined;
	return !code;
}
