// What happens to the field for a card without anybody's asking.
import { computed, effect, type ReadonlySignal, untracked } from '@preact/signals';
import type { Actions } from './actions';
import { isFree, type TableState } from './state';

/** At another table stands what was begun there. At the same one, whatever the line does, nothing is read again. */
export function keepField(state: TableState, actions: Pick<Actions, 'loadDraft'>): void {
	const place = computed(() => `${state.seat.value?.summit} ${state.seat.value?.name}`);
	effect(() => {
		place.value;
		untracked(() => actions.loadDraft());
	});
}

/** A refused card goes back into the field once that is free. Of two tabs only the one that is `seen` takes it. */
export function takeBackRefused(
	state: TableState,
	actions: Pick<Actions, 'takeBackByItself'>,
	seen: ReadonlySignal<boolean>,
): void {
	effect(() => {
		if (seen.value && state.refused.value.length > 0 && isFree(state)) {
			untracked(() => actions.takeBackByItself());
		}
	});
}
