// What the views of the tasks share.

import type { CardRow } from '../cards';
import type { TableState } from '../state';
import type { Tasks } from '../tasks';
import { texts } from '../texts';

export interface TaskProps {
	readonly state: TableState;
	readonly tasks: Tasks;
}

/** For what leads back to the field. */
export interface WorkProps extends TaskProps {
	/** The page's own way to change a card. */
	readonly edit: (card: CardRow) => void;
	/** One more card for the round that ended last. */
	readonly more: () => void;
}

/** Out of what was opened by hand. */
export function Back({ tasks }: Pick<TaskProps, 'tasks'>) {
	if (!tasks.opened.value) {
		return null;
	}
	return (
		<button
			type="button"
			class="plain back"
			onClick={() => {
				tasks.opened.value = undefined;
			}}
		>
			{texts.value.round.back}
		</button>
	);
}
