// Everything the page remembers, and what follows from it.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { NackCode, SceneKind, Step } from '../shared/protocol';
import {
	cardsByTable,
	currentStep,
	EMPTY,
	type Hall,
	type Move,
	nextMove,
	previousStep,
	type RoomRow,
	roomRows,
	roundInView,
	type ThemeRow,
	themeRows,
} from './hall';

/** What the control room is told. */
export type Notice =
	| { readonly say: 'went'; readonly title: string }
	/** Somebody else was first. */
	| { readonly say: 'first' }
	| { readonly say: 'shown'; readonly room: string; readonly kind: SceneKind }
	| { readonly say: 'refused'; readonly code: NackCode | null };

export interface Control {
	readonly hall: Signal<Hall>;
	readonly ready: Signal<boolean>;
	/** A move that waits for a yes. */
	readonly asking: Signal<Move | null>;
	/** The move that is on its way to the server. */
	readonly going: Signal<Move | null>;
	/** The button has just done its work: a second press of the same hand is not meant for it. */
	readonly resting: Signal<boolean>;
	/** Scenes on their way, by the id of the stage's scene. */
	readonly showing: Signal<ReadonlyMap<string, SceneKind>>;
	readonly notice: Signal<Notice | null>;
	readonly now: Derived;
}

export interface Derived {
	readonly current: ReadonlySignal<Step | null>;
	readonly next: ReadonlySignal<Move | null>;
	readonly previous: ReadonlySignal<Step | null>;
	readonly round: ReadonlySignal<Step | null>;
	readonly rooms: ReadonlySignal<readonly RoomRow[]>;
	readonly themes: ReadonlySignal<readonly ThemeRow[]>;
}

export function createControl(): Control {
	const hall = signal(EMPTY);
	return {
		hall,
		ready: signal(false),
		asking: signal(null),
		going: signal(null),
		resting: signal(false),
		showing: signal(new Map()),
		notice: signal(null),
		now: derive(hall),
	};
}

function derive(hall: ReadonlySignal<Hall>): Derived {
	const round = computed(() => roundInView(hall.value));
	const counts = computed(() => cardsByTable(hall.value.cards, round.value));
	return {
		current: computed(() => currentStep(hall.value)),
		next: computed(() => nextMove(hall.value)),
		previous: computed(() => previousStep(hall.value)),
		round,
		rooms: computed(() => roomRows(hall.value, round.value, counts.value)),
		themes: computed(() => themeRows(hall.value)),
	};
}
