// The one obvious thing to do: type an idea and put it down.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { TypedKind } from '../../shared/protocol';
import { Sign } from '../../shared/sign';
import { texts } from '../../shared/texts';
import type { TableState, Work } from '../state';
import { type Props, refusalText } from './common';

export function Write(props: Props) {
	const { state } = props;
	const work = state.goesTo.value;
	const typing = state.draft.value.text !== '' || work !== undefined;
	return (
		<main class="write">
			{work ? <Question work={work} /> : <Interlude state={state} />}
			{typing && <Field {...props} />}
		</main>
	);
}

function Question({ work }: { readonly work: Work }) {
	return (
		<>
			<p class="theme own" dir="auto">
				<Sign theme={work.theme.number} /> {work.theme.title}
			</p>
			<h1 class="question own" dir="auto">
				{work.step.question ?? work.theme.title}
			</h1>
		</>
	);
}

/** No cards now: what is going on, and what comes next. */
function Interlude({ state }: Pick<Props, 'state'>) {
	const { table } = texts.value;
	const { title, what } = interlude(state);
	const next = state.next.value;
	return (
		<div class="interlude">
			<h1>{title}</h1>
			<p>{what}</p>
			{next && <p dir="auto">{table.next(next.title)}</p>}
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

function Field({ state, actions }: Props) {
	const { table } = texts.value;
	const field = useRef<HTMLTextAreaElement>(null);
	useLayoutEffect(() => field.current?.focus(), []);
	const submit = (event: Event) => {
		event.preventDefault();
		// Before anything else, so that the on-screen keyboard stays.
		field.current?.focus();
		void actions.submit();
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) {
			submit(event);
		}
	};
	return (
		<form class="field" onSubmit={submit}>
			<label for="text" class="visually-hidden">
				{table.field}
			</label>
			<textarea
				id="text"
				ref={field}
				dir={state.draft.value.text === '' ? undefined : 'auto'}
				value={state.draft.value.text}
				placeholder={table.fieldPlaceholder}
				aria-describedby="about"
				aria-invalid={state.left.value < 0}
				autocapitalize="sentences"
				onInput={(event) => actions.type(event.currentTarget.value)}
				onKeyDown={onKeyDown}
			/>
			<About state={state} />
			<div class="act">
				<Kinds state={state} actions={actions} />
				<button type="submit" class="primary" aria-keyshortcuts="Control+Enter Meta+Enter">
					{table.submit}
				</button>
			</div>
		</form>
	);
}

/** What there is to say about the text in the field; one line, always in its place. */
function About({ state }: Pick<Props, 'state'>) {
	return (
		<p id="about" class="about" role="status">
			{aboutText(state)}
		</p>
	);
}

function aboutText(state: TableState): string {
	const { table } = texts.value;
	const left = state.left.value;
	const notice = state.notice.value;
	const target = state.goesTo.value;
	if (left < 0) {
		return table.tooLong(-left);
	}
	if (notice?.kind === 'refused') {
		return refusalText(notice.code);
	}
	if (!target) {
		return table.nowhere;
	}
	if (state.late.value) {
		return table.lateDraft(target.step.title);
	}
	if (left < 100) {
		return table.charactersLeft(left);
	}
	return notice ? table.kept : '';
}

const kinds: readonly TypedKind[] = ['idea', 'concern', 'minority'];

function Kinds({ state, actions }: Pick<Props, 'state' | 'actions'>) {
	const { shared, table } = texts.value;
	return (
		<fieldset class="kinds">
			<legend class="visually-hidden">{table.kind}</legend>
			{kinds.map((kind) => (
				<label key={kind}>
					<input
						type="radio"
						name="kind"
						value={kind}
						checked={state.draft.value.kind === kind}
						onChange={() => actions.choose(kind)}
					/>
					{shared.kinds[kind]}
				</label>
			))}
		</fieldset>
	);
}

/** How the line and the store are doing. Calm: typing goes on whatever they do. */
export function Lines({ state }: Pick<Props, 'state'>) {
	const { table } = texts.value;
	return (
		<div class="lines" role="status">
			{state.away.value && <p class="away">{table.away(state.waiting.value)}</p>}
			{!state.durable.value && <p>{table.notDurable}</p>}
			{state.strangers.value > 0 && <p>{table.strangers(state.strangers.value)}</p>}
		</div>
	);
}
