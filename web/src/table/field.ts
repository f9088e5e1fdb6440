// What happens to the field for a card without anybody's asking.
import { computed, effect, untracked } from '@preact/signals';
import type { Actions } from './actions';
import type { TableState } from './state';

/** At another table stands what was begun there. At the same one, whatever the line does, nothing is read again. */
export function keepField(state: TableState, actions: Pick<Actions, 'loadDraft'>): void {
	const place = computed(() => `${state.seat.value?.summit} ${state.seat.value?.name}`);
	effect(() => {
		place.value;
		untracked(() => actions.loadDraft());
	});
}
