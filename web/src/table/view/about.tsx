// What there is to say about the text in the field; one line, always in its place.

import type { Draft, Notice, TableState } from '../state';
import { texts } from '../texts';
import { focusField, type Props, refusalText } from './common';

type Some = Pick<Props, 'state' | 'actions'>;

export function About({ state, actions }: Some) {
	return (
		<div class="about">
			<p id="about" role="status">
				{aboutText(state)}
			</p>
			<After state={state} actions={actions} />
		</div>
	);
}

/** What can still be done about the last deed. */
function After({ state, actions }: Some) {
	const { table } = texts.value;
	const notice = state.notice.value;
	const deed = (what: string, act: () => void) => (
		<button
			type="button"
			class="plain"
			onClick={() => {
				focusField();
				act();
			}}
		>
			{what}
		</button>
	);
	if (notice?.kind === 'withdrawn') {
		return deed(table.putBack, () => void actions.restore(notice.card));
	}
	return notice?.kind === 'left' ? deed(table.resume, () => actions.resume(notice.draft)) : null;
}

function aboutText(state: TableState): string {
	const { table } = texts.value;
	const left = state.left.value;
	const notice = state.notice.value;
	if (left < 0) {
		return table.tooLong(-left);
	}
	if (notice?.kind === 'refused') {
		const nothing = notice.code === 'text_empty' && state.draft.value.edits !== undefined;
		return nothing ? table.nothingLeft : refusalText(notice.code);
	}
	return notice ? noticeText(notice) : draftText(state, state.draft.value, left);
}

function noticeText(notice: Exclude<Notice, { kind: 'refused' }>): string {
	const { table } = texts.value;
	return notice.kind === 'withdrawn' ? table.withdrawn(notice.number) : table.notices[notice.kind];
}

function draftText(state: TableState, draft: Draft, left: number): string {
	const { table } = texts.value;
	const target = state.goesTo.value;
	if (draft.edits) {
		return state.overtaken.value ? table.overtaken : left < 100 ? table.charactersLeft(left) : '';
	}
	if (!target) {
		return table.nowhere;
	}
	if (state.late.value) {
		return table.lateDraft(target.step.title);
	}
	return left < 100 ? table.charactersLeft(left) : '';
}
