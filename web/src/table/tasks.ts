// All that a table does beside cards, and which of it the page shows now.
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type Cleaning, type FarewellTask, makeFarewellTask } from './farewell';
import type { Ground } from './ground';
import { type HelpTask, makeHelpTask } from './help';
import { makeNoticesTask, type NoticesTask } from './notices';
import { flushAtEnd, makePlanTask, type PlanTask } from './plan';
import { isAsked, makeSignoffTask, type SignoffTask } from './signoff';
import { castAtClose, makeWeighingTask, type WeighingTask } from './weighing';

/** What takes the place of the field for a card. */
export type Place =
	| { kind: 'write' }
	| { kind: 'plan' }
	| { kind: 'weighing'; id: string }
	| { kind: 'signoff'; step: string }
	| { kind: 'farewell' };

/** Something else that could be done now: one quiet line. */
export type Offer = Extract<Place, { kind: 'weighing' | 'signoff' }>;

export interface Tasks {
	mayAct: ReadonlySignal<boolean>;
	plan: PlanTask;
	weighing: WeighingTask;
	signoff: SignoffTask;
	notices: NoticesTask;
	help: HelpTask;
	farewell: FarewellTask;
	place: ReadonlySignal<Place>;
	offers: ReadonlySignal<Offer[]>;
	/** Opened by hand; ends by itself when the programme goes on. */
	opened: Signal<Place | undefined>;
	/** What this device kept for the seat that it has now. */
	load(): Promise<void>;
	/** Before the device may go to sleep: what was typed goes to the outbox. */
	flush(): Promise<void>;
}

export function makeTasks(ground: Ground, cleaning: Cleaning): Tasks {
	const { state } = ground;
	const plan = makePlanTask(ground);
	const weighing = makeWeighingTask(ground);
	const signoff = makeSignoffTask(ground, plan);
	const farewell = makeFarewellTask(ground, cleaning);
	const opened = signal<Place | undefined>(undefined);
	const parts = { plan, weighing, signoff, farewell };
	const place = computed(() => placeOf(ground, parts, opened.value));

	flushAtEnd(ground, plan);
	castAtClose(ground, weighing);
	effect(() => {
		state.step.value?.id;
		opened.value = undefined;
	});
	return {
		mayAct: ground.mayAct,
		...parts,
		notices: makeNoticesTask(ground),
		help: makeHelpTask(ground),
		opened,
		place,
		offers: computed(() => offersOf(ground, parts, place.value)),
		async load() {
			opened.value = undefined;
			await Promise.all([plan.load(), weighing.load()]);
		},
		async flush() {
			await Promise.all([plan.flush(), weighing.flush()]);
		},
	};
}

type Parts = Pick<Tasks, 'plan' | 'weighing' | 'signoff' | 'farewell'>;

/** What the round asks for goes first; then what the hall waits for; then what is only for this table. */
function placeOf(
	{ state }: Ground,
	{ plan, weighing, signoff, farewell }: Parts,
	opened: Place | undefined,
): Place {
	if (opened) {
		return opened;
	}
	const { text, edits, target } = state.draft.value;
	if (text !== '' || edits || target) {
		// A card that was begun is finished first.
		return { kind: 'write' };
	}
	if (state.open.value) {
		return plan.now.value ? { kind: 'plan' } : { kind: 'write' };
	}
	if (weighing.now.value) {
		return { kind: 'weighing', id: weighing.now.value.weighing.id };
	}
	if (signoff.asks.value && !farewell.closing.value) {
		return { kind: 'signoff', step: signoff.asks.value.step.id };
	}
	return farewell.over.value ? { kind: 'farewell' } : { kind: 'write' };
}

function offersOf({ state }: Ground, { weighing, signoff }: Parts, place: Place): Offer[] {
	const [result] = signoff.results.value;
	const open = weighing.now.value?.weighing.state === 'open' ? weighing.now.value : undefined;
	// How a weighing ended can be looked up until the day is over, but not in the middle of a round.
	const weighed = open ?? (state.open.value ? undefined : weighing.shown.value);
	const offers: Offer[] = [];
	if (weighed && place.kind !== 'weighing') {
		offers.push({ kind: 'weighing', id: weighed.weighing.id });
	}
	// What was said to be right can be read once more, until there is something else to do.
	if (result && (isAsked(result) || !state.open.value) && place.kind !== 'signoff') {
		offers.push({ kind: 'signoff', step: result.step.id });
	}
	return offers;
}
