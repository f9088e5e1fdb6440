// The plan that a table works out in a round that asks for one: what stands in each field, what is being
// typed, and what was handed in. Both devices of a table write in it; no clock decides between them.
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { canBeSeen, cleanText, lengthOf } from '../shared/cleantext';
import { uuid } from '../shared/id';
import type { NackCode, Plan, PlanHand, PlanWrite, Step } from '../shared/protocol';
import { type EntryOf, entriesOf, type Ground, isAhead, last } from './ground';
import { themeFor } from './state';

/** A field's text goes out after this long without a keystroke. */
const pause = 2000;
const draftName = 'plan';

/** An edit of a field that has begun on this device. */
export interface Typed {
	/** How the field read when it began. */
	was: string;
	text: string;
	/** What of it is in the outbox already. */
	sent?: string;
}

export interface Wording {
	version: number;
	text: string;
}

export interface FieldRow {
	index: number;
	/** What stands above it; the title has none of its own. */
	name: string;
	text: string;
	/** Code points left; below zero it is too long. */
	left: number;
	/** There are more texts than one: the one that stands first. Empty when there is nothing to choose. */
	choices: Wording[];
	/** Why the server did not take what stands here. */
	refused?: NackCode;
}

export interface PlanSheet {
	step: Step;
	theme: string;
	fields: FieldRow[];
	/** here: handed in on this device, and not yet with the server. */
	handed: 'not' | 'here' | 'handed';
	/** Something was changed since it was handed in. */
	changed: boolean;
	number?: string;
}

export interface PlanParts {
	step: Step;
	theme: string;
	plan: Plan | undefined;
	/** The version of the card that it was handed in as. */
	cardVersion: number | undefined;
	number: string | undefined;
	writes: readonly EntryOf<'plan.write'>[];
	hands: readonly EntryOf<'plan.hand'>[];
	typed: Readonly<Record<string, Typed>>;
	/** How far the server's word has come. */
	cursor: number | undefined;
	limits: { title: number; field: number };
}

export const keyOf = (step: string, field: number) => `${step}/${field}`;

/** The server's word, with what waits on this device and what is being typed laid over it. */
export function sheetOf(parts: PlanParts): PlanSheet {
	const { step, theme, plan, typed, limits } = parts;
	const names = ['', ...(step.fields ?? [])];
	const fields = names.map((name, index): FieldRow => {
		const choices = choicesOf(parts, index);
		const edit = typed[keyOf(step.id, index)];
		const text = isHeld(edit, parts, index) ? edit.text : standing(parts, index);
		const limit = index === 0 ? limits.title : limits.field;
		const left = limit - lengthOf(cleanText(text));
		const refused = isHeld(edit, parts, index) ? undefined : refusedOf(parts, index)?.code;
		return { index, name, text, left, choices, ...(refused && { refused }) };
	});
	const hand = last(parts.hands, (entry) => isAhead(entry, parts.cursor));
	const number = parts.number ?? last(parts.hands, (entry) => entry.number !== undefined)?.number;
	return {
		step,
		theme,
		fields,
		handed: handedOf(plan, hand),
		changed: changedSince(parts, hand),
		...(number !== undefined && { number }),
	};
}

function handedOf(plan: Plan | undefined, hand: EntryOf<'plan.hand'> | undefined) {
	if (hand?.state === 'waiting') {
		return 'here';
	}
	return hand || plan?.handed !== undefined ? 'handed' : 'not';
}

/** What a field reads without what is being typed: the last that this device wrote, or what the server has. */
function standing(parts: PlanParts, field: number): string {
	const own = last(writesIn(parts, field));
	const ahead = own && !own.variant && isAhead(own, parts.cursor);
	// What the server refused is nowhere else.
	return ahead || own?.state === 'refused'
		? own.message.text
		: (parts.plan?.fields[field]?.text ?? '');
}

/** What this device wrote in a field, and keeps. */
function writesIn({ step, writes }: PlanParts, field: number): EntryOf<'plan.write'>[] {
	return writes.filter(({ message }) => isFor(message, step.id, field));
}

/** The text that the server did not take, and from what the server does have it began. */
function refusedOf(parts: PlanParts, field: number) {
	const own = writesIn(parts, field);
	const taken = own.map(({ state }) => state !== 'refused').lastIndexOf(true);
	const [first, latest] = [own[taken + 1], own.at(-1)];
	return first && latest
		? { was: first.message.was, text: latest.message.text, code: latest.code ?? 'bad_message' }
		: undefined;
}

function choicesOf({ step, plan, writes }: PlanParts, field: number): Wording[] {
	const stands = plan?.fields[field];
	const variants = plan?.variants?.filter((variant) => variant.field === field) ?? [];
	// Of what this device went on writing beside another text only the last is offered.
	const goneOn = new Set(
		writes
			.filter(({ message, variant }) => variant && isFor(message, step.id, field))
			.map(({ message }) => message.was),
	);
	const offered = variants.filter(({ text }, i) => {
		const again = variants.findIndex((other) => other.text === text) < i;
		return !again && text !== stands?.text && !goneOn.has(text);
	});
	return stands && offered.length > 0 ? [stands, ...offered] : [];
}

/** Between two texts the field keeps what was typed here, so that nothing jumps under the fingers. */
function isHeld(edit: Typed | undefined, parts: PlanParts, field: number): edit is Typed {
	return (
		edit !== undefined &&
		(edit.text !== edit.sent ||
			isBeside(parts, field) ||
			choicesOf(parts, field).some(({ text }) => text === cleanText(edit.text)))
	);
}

/** What this device wrote stands beside another text, as the answer says; the state that has both is to come. */
function isBeside(parts: PlanParts, field: number): boolean {
	const own = last(writesIn(parts, field));
	return own?.variant === true && isAhead(own, parts.cursor);
}

function changedSince(parts: PlanParts, hand: EntryOf<'plan.hand'> | undefined): boolean {
	const { step, plan, writes, typed, cursor, cardVersion } = parts;
	const unsent = Object.entries(typed).some(
		([key, { text, sent }]) => key.startsWith(`${step.id}/`) && text !== sent,
	);
	const after = hand?.order ?? 0;
	const ahead = writes.some(
		(entry) =>
			entry.message.step === step.id &&
			entry.order > after &&
			(isAhead(entry, cursor) || entry.state === 'refused'),
	);
	const newer = plan?.fields.some(({ version }) => version > (cardVersion ?? version)) ?? false;
	return unsent || ahead || (newer && hand === undefined);
}

function isFor(message: PlanWrite, step: string, field: number): boolean {
	return message.step === step && message.field === field;
}

/** Why the plan was not handed in. */
export type PlanFault = 'title' | 'long' | undefined;

export interface PlanTask {
	/** Of the round that is open, when it asks for a plan. */
	now: ReadonlySignal<PlanSheet | undefined>;
	/** Of any round that asked for one, when this table has written in it. */
	of(step: Step): PlanSheet | undefined;
	fault: Signal<PlanFault>;
	/** A choice is on its way to the server. */
	choosing: ReadonlySignal<boolean>;
	/** Somebody is in this field. */
	enter(step: string, field: number): void;
	leave(step: string, field: number): void;
	type(step: string, field: number, text: string): void;
	/** All that was typed goes to the outbox. */
	flush(): Promise<void>;
	/** What was refused goes out once more. */
	again(step: string, field: number): Promise<void>;
	hand(step: string): Promise<void>;
	choose(step: string, field: number, version: number): Promise<void>;
	/** What this device kept for this seat. */
	load(): Promise<void>;
}

export function makePlanTask(ground: Ground): PlanTask {
	const { entities, state } = ground;
	const typed = signal<Readonly<Record<string, Typed>>>({});
	const choosing = signal(false);
	const fault = signal<PlanFault>(undefined);
	const timers = new Map<string, ReturnType<typeof setTimeout>>();
	let entered: string | undefined;
	let work: Promise<void> = Promise.resolve();

	const keep = (key: string, value: Typed | undefined) => {
		const { [key]: _, ...others } = typed.value;
		typed.value = value ? { ...others, [key]: value } : others;
		ground.writeDraft(draftName, typed.value);
	};
	const partsOf = (step: Step): PlanParts | undefined => {
		const plan = planOf(ground, step.id);
		const theme = plan?.theme ?? themeFor(step, state.seat.value?.number);
		const card = entities.card(plan?.card);
		const limits = state.seat.value?.limits;
		return theme === undefined
			? undefined
			: {
					step,
					theme,
					plan,
					cardVersion: card?.version,
					number: card?.number,
					writes: entriesOf(ground, 'plan.write'),
					hands: entriesOf(ground, 'plan.hand').filter(({ message }) => message.step === step.id),
					typed: typed.value,
					cursor: entities.cursor,
					limits: { title: limits?.title ?? 120, field: limits?.field ?? 600 },
				};
	};
	const sheet = (step: Step | undefined): PlanSheet | undefined => {
		entities.version.value;
		const parts = step?.makes === 'plan' ? partsOf(step) : undefined;
		return parts && sheetOf(parts);
	};

	const writeOne = async (key: string) => {
		const [step = '', field = ''] = key.split('/');
		const found = entities.step(step);
		const parts = found && partsOf(found);
		const edit = typed.value[key];
		const row = parts && sheetOf(parts).fields[Number(field)];
		if (!edit || !parts || !row || edit.text === edit.sent || row.left < 0) {
			return;
		}
		const message = { cmd: 'plan.write', step, theme: parts.theme, field: row.index } as const;
		const { text } = edit;
		const refused = refusedOf(parts, row.index);
		// Typed on from what was refused meanwhile: the server has only what that began from.
		const was = refused && cleanText(edit.was) === refused.text ? refused.was : edit.was;
		if (edit.sent === undefined && cleanText(text) === cleanText(was)) {
			keep(key, undefined);
			await dropRefused(step, row.index);
			return;
		}
		const id = parts.plan?.id ?? uuid();
		await ground.give({ ...message, id, was: cleanText(was), text: cleanText(text) });
		await dropRefused(step, row.index);
		const since = typed.value[key]?.text;
		if (since === undefined || since === text) {
			keep(key, entered === key ? { was, text, sent: text } : undefined);
		} else {
			// Typed on in the meantime.
			keep(key, { was: text, text: since });
		}
	};
	const dropRefused = async (step: string, field: number) => {
		for (const { op, message, state } of entriesOf(ground, 'plan.write')) {
			if (state === 'refused' && isFor(message, step, field)) {
				// What stands in its place is on its way.
				await ground.drop(op);
			}
		}
	};
	/** One after another: what a write began from is what the one before it wrote. */
	const write = (key: string): Promise<void> => {
		clearTimeout(timers.get(key));
		timers.delete(key);
		work = work.then(() => writeOne(key));
		return work;
	};
	const writeLater = (key: string) => {
		clearTimeout(timers.get(key));
		timers.set(
			key,
			setTimeout(() => void write(key), pause),
		);
	};
	/** What was refused, as if it had just been typed. */
	const giveAgain = (step: string, fields: readonly number[]) => {
		const found = entities.step(step);
		const parts = found && partsOf(found);
		for (const field of parts && ground.mayAct.value ? fields : []) {
			const refused = parts && refusedOf(parts, field);
			if (refused && !isHeld(typed.value[keyOf(step, field)], parts, field)) {
				keep(keyOf(step, field), { was: refused.was, text: refused.text });
			}
		}
	};
	const flush = async () => {
		for (const key of Object.keys(typed.value)) {
			await write(key);
		}
	};

	return {
		now: computed(() => sheet(state.open.value?.step)),
		of(step) {
			const parts = sheet(step);
			return parts?.fields.some(({ text }) => canBeSeen(text)) ? parts : undefined;
		},
		fault,
		choosing,
		enter(step, field) {
			entered = keyOf(step, field);
		},
		leave(step, field) {
			entered = undefined;
			void write(keyOf(step, field));
			const edit = typed.value[keyOf(step, field)];
			if (edit && edit.text === edit.sent) {
				keep(keyOf(step, field), undefined);
			}
		},
		type(step, field, text) {
			const found = entities.step(step);
			const parts = found && partsOf(found);
			if (!parts || !ground.mayAct.value) {
				return;
			}
			const key = keyOf(step, field);
			const edit = typed.value[key];
			const held = isHeld(edit, parts, field);
			const begun = refusedOf(parts, field)?.was ?? standing(parts, field);
			const was = held ? (edit.sent ?? edit.was) : begun;
			fault.value = undefined;
			keep(key, { was, text });
			// Between two texts it waits, so that they do not become ever more.
			if (choicesOf(parts, field).length === 0) {
				writeLater(key);
			}
		},
		flush,
		async again(step, field) {
			giveAgain(step, [field]);
			await flush();
		},
		async hand(step) {
			const indices = sheet(entities.step(step))?.fields.map(({ index }) => index) ?? [];
			giveAgain(step, indices);
			await flush();
			const now = sheet(entities.step(step));
			if (!now || !ground.mayAct.value) {
				return;
			}
			fault.value = faultOf(now);
			if (fault.value === undefined) {
				await ground.give(handOf(ground, step));
			}
		},
		async choose(step, field, version) {
			const plan = planOf(ground, step);
			if (!plan || !ground.mayAct.value) {
				return;
			}
			choosing.value = true;
			const message = { cmd: 'plan.choose', id: plan.id, field, version, seen: plan.seq } as const;
			// Refused: somebody was first, and the page shows what stands now.
			await ground.ask(message).catch(() => undefined);
			choosing.value = false;
			const edit = typed.value[keyOf(step, field)];
			if (edit && edit.text === edit.sent) {
				keep(keyOf(step, field), undefined);
			}
		},
		async load() {
			const kept = ground.readDraft(draftName);
			typed.value = isTyped(kept) ? kept : {};
			await flush();
		},
	};
}

function faultOf(sheet: PlanSheet): PlanFault {
	if (!canBeSeen(sheet.fields[0]?.text ?? '')) {
		return 'title';
	}
	return sheet.fields.some(({ left }) => left < 0) ? 'long' : undefined;
}

function planOf({ entities }: Ground, step: string): Plan | undefined {
	return entities.plans().find((plan) => plan.step === step);
}

/** The card keeps its name, also when it was handed in before the server heard of it. */
function handOf(ground: Ground, step: string): Omit<PlanHand, 't' | 'op' | 'at'> {
	const before = last(entriesOf(ground, 'plan.hand'), ({ message }) => message.step === step);
	const card = planOf(ground, step)?.card ?? before?.card ?? before?.message.card ?? uuid();
	return { cmd: 'plan.hand', step, card };
}

function isTyped(kept: unknown): kept is Record<string, Typed> {
	const isEdit = (edit: Partial<Typed> | null) =>
		typeof edit?.was === 'string' && typeof edit.text === 'string';
	return typeof kept === 'object' && kept !== null && Object.values(kept).every(isEdit);
}

/** What was typed goes out when its round is over: from then on it is only late. */
export function flushAtEnd(ground: Ground, plan: PlanTask): () => void {
	let before: string | undefined;
	return effect(() => {
		const now = ground.state.open.value?.step.id;
		if (before !== undefined && now !== before) {
			void plan.flush();
		}
		before = now;
	});
}
