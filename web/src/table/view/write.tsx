// The one obvious thing to do: type an idea and put it down.
import { Sign } from '../../shared/sign';
import type { TableState, Work } from '../state';
import { texts } from '../texts';
import type { Props } from './common';
import { Field } from './field';

export function Write(props: Props) {
	const { state } = props;
	const { text, edits, target } = state.draft.value;
	const work = state.goesTo.value;
	const typing = text !== '' || work !== undefined || edits !== undefined || target !== undefined;
	const may = !state.observes.value;
	return (
		<main class="write">
			{!may && <Observing state={state} />}
			{work ? <Question work={work} /> : <Interlude {...props} />}
			{typing && may && <Field {...props} />}
		</main>
	);
}

function Observing({ state }: Pick<Props, 'state'>) {
	const { table } = texts.value;
	return (
		<p class="observing">
			<strong>{table.observes(state.seat.value?.number ?? 0)}</strong> {table.observesWhat}
		</p>
	);
}

/** What the round asks, under its theme. */
export function Question({ work }: { readonly work: Work }) {
	return (
		<div class="asked">
			<p class="theme own" dir="auto">
				<Sign theme={work.theme.number} /> {work.theme.title}
			</p>
			<h1 class="question own" dir="auto">
				{work.step.question ?? work.theme.title}
			</h1>
		</div>
	);
}

/** No cards now: what is going on, and what comes next. */
function Interlude({ state, actions }: Props) {
	const { table } = texts.value;
	const { title, what } = interlude(state);
	const next = state.next.value;
	const last = state.last.value;
	return (
		<div class="interlude">
			<h1>{title}</h1>
			<p>{what}</p>
			{next && <p dir="auto">{table.next(next.title)}</p>}
			{last && !state.observes.value && (
				<p>
					<button type="button" class="plain quiet" onClick={actions.oneMore}>
						{table.oneMore(last.step.title)}
					</button>
				</p>
			)}
		</div>
	);
}

function interlude(state: TableState): { title: string; what: string } {
	const { table } = texts.value;
	const step = state.step.value;
	if (step?.kind === 'round') {
		return { title: table.noThemeTitle, what: table.noThemeWhat };
	}
	const rounds = state.entities.steps().filter(({ kind }) => kind === 'round');
	const now = step?.number ?? 0;
	if (!rounds.some(({ number }) => number > now) && rounds.length > 0) {
		return { title: step?.title ?? table.between, what: table.done };
	}
	return rounds.some(({ number }) => number < now)
		? { title: table.between, what: table.betweenWhat }
		: { title: table.notBegun, what: table.notBegunWhat };
}
