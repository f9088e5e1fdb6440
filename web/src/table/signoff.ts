// At the end of a round the table hears its own result, and says that it is right. What changes later asks again.
import { computed, type ReadonlySignal } from '@preact/signals';
import { uuid } from '../shared/id';
import type { Entry } from '../shared/outbox';
import type { Card, Command, Signoff, SignoffGive, Step } from '../shared/protocol';
import type { CardRow } from './cards';
import { type EntryOf, entriesOf, type Ground, isAhead, last } from './ground';
import type { PlanSheet, PlanTask } from './plan';

export interface Result {
	step: Step;
	/** As they are read aloud: in the order of their numbers. */
	cards: CardRow[];
	/** A plan that was written and not handed in, or changed since. */
	plan?: PlanSheet;
	/** here: the table said so on this device, and the server does not know yet. */
	signed: 'not' | 'here' | 'given';
	/** It reads otherwise than when the table said that it was right. */
	changed: boolean;
}

export interface SignoffTask {
	/** Of the rounds that are over and have something in them, the latest first. */
	results: ReadonlySignal<Result[]>;
	/** The latest of them, when the table has yet to say that it is right. */
	asks: ReadonlySignal<Result | undefined>;
	give(step: string): Promise<void>;
}

export function makeSignoffTask(ground: Ground, plan: PlanTask): SignoffTask {
	const { entities, state } = ground;
	const results = computed(() => {
		entities.version.value;
		return entities
			.steps()
			.filter((step) => isOver(step, state.step.value?.id))
			.map((step) => resultOf(ground, plan, step))
			.filter(({ cards, plan }) => cards.length > 0 || plan !== undefined)
			.reverse();
	});
	return {
		results,
		asks: computed(() => results.value.slice(0, 1).find(isAsked)),
		async give(step) {
			if (!ground.mayAct.value) {
				return;
			}
			const known = entities.signoffs().find((one) => one.step === step);
			const order: Omit<SignoffGive, 't' | 'op' | 'at'> = {
				cmd: 'signoff.give',
				id: known?.id ?? uuid(),
				step,
				seen: entities.cursor ?? 0,
			};
			await ground.give(order);
		},
	};
}

export function isAsked({ signed, changed }: Result): boolean {
	return signed === 'not' || changed;
}

/** A round that was gone back to is under way, however often it ended. */
function isOver(step: Step, now: string | undefined): boolean {
	return step.kind === 'round' && step.ended !== undefined && step.id !== now;
}

function resultOf(ground: Ground, plan: PlanTask, step: Step): Result {
	const cards = ground.state.rounds.value
		.flatMap((round) => round.cards)
		.filter((row) => row.step === step.id && row.where !== 'refused')
		.reverse();
	const sheet = plan.of(step);
	const unhanded = sheet && (sheet.handed === 'not' || sheet.changed) ? sheet : undefined;
	const given = last(entriesOf(ground, 'signoff.give'), ({ message }) => message.step === step.id);
	const signoff = ground.entities.signoffs().find((one) => one.step === step.id);
	return {
		step,
		cards,
		...(unhanded && { plan: unhanded }),
		...signedOf(ground, signoff, given),
	};
}

function signedOf(
	ground: Ground,
	signoff: Signoff | undefined,
	given: EntryOf<'signoff.give'> | undefined,
): Pick<Result, 'signed' | 'changed'> {
	const ahead = given && isAhead(given, ground.entities.cursor);
	const said = ahead ? given.message : signoff;
	if (!said) {
		return { signed: 'not', changed: false };
	}
	const signed = ahead && given.state === 'waiting' ? 'here' : 'given';
	return { signed, changed: hasChanged(ground, said.step, said.seen, given) };
}

/**
 * What the table saw when it spoke is what the server had said by then, and what this device had made itself: that
 * may reach the server later, and is no change. `given`: the last time that it spoke on this device.
 */
function hasChanged(
	{ entities, own }: Ground,
	step: string,
	seen: number,
	given: Entry | undefined,
): boolean {
	const made = own.value.filter(({ state }) => state !== 'refused');
	const before = made.filter(({ order }) => given !== undefined && order < given.order);
	const after = made.filter(({ order }) => given !== undefined && order > given.order);
	const cards = entities.cards().filter((card) => card.step === step);
	return (
		cards.some((card) => newest(card) > seen && !before.some((entry) => isFrom(entry, card))) ||
		after.some(({ message }) => cards.some(({ id }) => cardOf(message) === id))
	);
}

/** A card that is taken back has no new text; everything that came later counts. */
function newest(card: Card): number {
	return card.withdrawn ? card.seq : card.version;
}

function cardOf(message: Command): string | undefined {
	switch (message.cmd) {
		case 'card.add':
		case 'card.edit':
		case 'card.withdraw':
		case 'card.restore':
			return message.id;
		case 'plan.hand':
			return message.card;
		default:
			return undefined;
	}
}

/** The card is as this operation left it. */
function isFrom({ message }: Entry, card: Card): boolean {
	if (cardOf(message) !== card.id) {
		return false;
	}
	const withdrawn = message.cmd === 'card.withdraw';
	return withdrawn ? card.withdrawn === true : !('text' in message) || message.text === card.text;
}
