// From what a reader means to what happens.
import { layAside, placeInRow, undo } from './deeds';
import {
	closeDraft,
	closeRetitle,
	publishSelected,
	select,
	selectRow,
	startDraft,
} from './grouping';
import type { Intent } from './keys';
import { type Page, tell } from './page';
import { goOn } from './reading';

export function carryOutIntent(page: Page, intent: Intent): void {
	switch (intent.do) {
		case 'place':
			placeInRow(page, intent.row);
			break;
		case 'select':
			selectRow(page, intent.row);
			break;
		case 'start':
			startDraft(page);
			break;
		case 'read':
			layAside(page);
			break;
		case 'next':
			goOn(page, 1);
			break;
		case 'previous':
			goOn(page, -1);
			break;
		case 'publish':
			publishSelected(page);
			break;
		case 'undo':
			undo(page);
			break;
		case 'leave':
			leave(page);
			break;
		case 'search':
			break;
	}
}

/** Escape closes one thing at a time, the newest first. */
function leave(page: Page): void {
	const { desk } = page;
	if (desk.draft.value) {
		closeDraft(page);
	} else if (desk.retitle.value) {
		closeRetitle(page);
	} else if (desk.typed.value !== '') {
		desk.typed.value = '';
	} else if (desk.selected.value !== null) {
		select(page, null);
	} else {
		tell(page, null);
	}
}
