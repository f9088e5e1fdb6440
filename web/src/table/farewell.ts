// The end of the day: what the table gave and what became of it, and an empty tablet to hand back.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Step } from '../shared/protocol';
import type { CardRow } from './cards';
import type { Ground } from './ground';

export interface Gave {
	cards: number;
	read: number;
	/** In an idea, whether or not it is on stage. */
	inIdea: number;
	onStage: number;
}

/** What can be done about the tablet's own store. */
export interface Cleaning {
	/** Operations of any seat that no server has, by their op. */
	unsent: ReadonlySignal<readonly string[]>;
	/** Gives what is unsent as a file, to keep elsewhere. */
	save(): Promise<void>;
	/** Removes everything of the summit from this device. */
	wipe(): Promise<void>;
}

/** rest: nothing asked. ask: is it meant? working: it is being wiped. failed: it was not. */
export type Wiping = 'rest' | 'ask' | 'working' | 'failed';

export interface FarewellTask {
	/** The day is over for this table. */
	over: ReadonlySignal<boolean>;
	/** The programme says goodbye: nothing else goes before it. */
	closing: ReadonlySignal<boolean>;
	gave: ReadonlySignal<Gave>;
	wiping: Signal<Wiping>;
	/** The unsent was given as a file. */
	saved: ReadonlySignal<boolean>;
	unsent: ReadonlySignal<number>;
	mayWipe: ReadonlySignal<boolean>;
	ask(): void;
	leave(): void;
	save(): Promise<void>;
	wipe(): Promise<void>;
}

export function makeFarewellTask(ground: Ground, cleaning: Cleaning): FarewellTask {
	const { entities, state } = ground;
	const wiping = signal<Wiping>('rest');
	// What was unsent when it was saved: anything later is not in that file.
	const saved = signal<ReadonlySet<string>>(new Set());
	const mayWipe = computed(() => cleaning.unsent.value.every((op) => saved.value.has(op)));
	return {
		over: computed(() => {
			entities.version.value;
			return isOver(entities.steps(), state.step.value);
		}),
		closing: computed(() => state.step.value?.kind === 'closing'),
		gave: computed(() => gaveOf(state.rounds.value.flatMap(({ cards }) => cards))),
		wiping,
		saved: computed(() => saved.value.size > 0),
		unsent: computed(() => cleaning.unsent.value.length),
		mayWipe,
		ask() {
			wiping.value = 'ask';
		},
		leave() {
			wiping.value = 'rest';
		},
		async save() {
			const ops = cleaning.unsent.value;
			await cleaning.save();
			saved.value = new Set([...saved.value, ...ops]);
		},
		async wipe() {
			if (!ground.mayAct.value || !mayWipe.value) {
				return;
			}
			wiping.value = 'working';
			try {
				await cleaning.wipe();
			} catch {
				wiping.value = 'failed';
			}
		},
	};
}

/** No round and no weighing to come. */
export function isOver(steps: readonly Step[], now: Step | undefined): boolean {
	if (!now) {
		return false;
	}
	const work = (step: Step) => step.kind === 'round' || step.kind === 'weighing';
	return now.kind === 'closing' || !steps.some((step) => work(step) && step.number >= now.number);
}

export function gaveOf(rows: readonly CardRow[]): Gave {
	const given = rows.filter(({ where }) => where !== 'refused');
	const count = (...wheres: CardRow['where'][]) =>
		given.filter(({ where }) => wheres.includes(where)).length;
	return {
		cards: given.length,
		read: count('read', 'idea', 'stage'),
		inIdea: count('idea', 'stage'),
		onStage: count('stage'),
	};
}
