// The field, its button, and the few things that can be said about a card.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { TypedKind } from '../../shared/protocol';
import { texts } from '../texts';
import { languages } from '../wording';
import { About } from './about';
import { focusField, languageName, type Props } from './common';

export function Field({ state, actions }: Props) {
	const { table } = texts.value;
	const { edits, text, language } = state.draft.value;
	const form = useRef<HTMLFormElement>(null);
	// Again for each card that comes into the field.
	useLayoutEffect(() => takeUp(form.current), [edits?.card]);
	const submit = (event: Event) => {
		event.preventDefault();
		// Before anything else, so that the on-screen keyboard stays.
		focusField();
		void actions.submit();
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) {
			submit(event);
		} else if (event.key === 'Escape' && edits && !event.isComposing) {
			actions.leaveEdit();
		}
	};
	return (
		<form
			class="field"
			ref={form}
			onSubmit={submit}
			onMouseDown={keepFocus}
			onKeyDown={onKeyDown}
			data-edits={edits !== undefined}
		>
			{edits && <Editing state={state} actions={actions} />}
			<label for="text" class="visually-hidden">
				{table.field}
			</label>
			<textarea
				id="text"
				dir={text === '' ? undefined : 'auto'}
				lang={language ?? 'nl'}
				value={text}
				placeholder={table.fieldPlaceholder}
				aria-describedby="about"
				aria-invalid={state.left.value < 0}
				autocapitalize="sentences"
				onInput={(event) => actions.type(event.currentTarget.value)}
			/>
			{language !== undefined && <Translation state={state} actions={actions} />}
			<About state={state} actions={actions} />
			<div class="choices">
				<Kinds state={state} actions={actions} />
				<Tongues state={state} actions={actions} />
			</div>
			<button type="submit" class="primary" aria-keyshortcuts="Control+Enter Meta+Enter">
				{edits ? table.save : table.submit}
			</button>
		</form>
	);
}

type Some = Pick<Props, 'state' | 'actions'>;

/** The caret stands behind what is there already. */
function takeUp(form: HTMLFormElement | null): void {
	const field = form?.querySelector('textarea');
	field?.focus();
	field?.setSelectionRange(field.value.length, field.value.length);
	form?.closest('.write')?.scrollIntoView({ block: 'nearest' });
}

/** A tap on anything but a field must not close the on-screen keyboard. */
function keepFocus(event: MouseEvent): void {
	const { target } = event;
	if (!(target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement)) {
		event.preventDefault();
	}
}

function Editing({ state, actions }: Some) {
	const { table } = texts.value;
	const row = state.editing.value;
	const leave = () => {
		focusField();
		actions.leaveEdit();
	};
	const withdraw = () => {
		focusField();
		void actions.withdraw(row?.id ?? '');
	};
	return (
		<div class="editing">
			<p role="status">{table.editing(row?.number)}</p>
			<button type="button" class="plain" onClick={leave} aria-keyshortcuts="Escape">
				{table.leaveEdit}
			</button>
			{row && row.where !== 'refused' && !row.withdrawn && (
				<button type="button" class="plain quiet" onClick={withdraw}>
					{table.withdraw}
				</button>
			)}
		</div>
	);
}

function Translation({ state, actions }: Some) {
	const { table } = texts.value;
	return (
		<div class="translation">
			<label for="translation">
				{table.translation} <small class="quiet">{table.translationHint}</small>
			</label>
			<textarea
				id="translation"
				rows={2}
				dir="auto"
				lang="nl"
				value={state.draft.value.translation ?? ''}
				aria-describedby="about"
				onInput={(event) => actions.translate(event.currentTarget.value)}
			/>
		</div>
	);
}

const kinds: readonly TypedKind[] = ['idea', 'concern', 'minority'];

function Kinds({ state, actions }: Some) {
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

/** Dutch unless somebody says otherwise; a language that the table has used is one tap away. */
function Tongues({ state, actions }: Some) {
	const { table } = texts.value;
	const chosen = state.draft.value.language;
	const near = [...new Set([...state.spoken.value.slice(0, 2), ...(chosen ? [chosen] : [])])];
	const others = languages.filter((code) => !near.includes(code));
	const speak = (code: string | undefined) => {
		actions.speak(code);
		focusField();
	};
	return (
		<fieldset class="kinds tongues">
			<legend class="visually-hidden">{table.language}</legend>
			{near.length > 0 &&
				[undefined, ...near].map((code) => (
					<label key={code ?? 'nl'}>
						<input
							type="radio"
							name="language"
							checked={chosen === code}
							onChange={() => actions.speak(code)}
						/>
						<span lang={code ?? 'nl'}>{code ? languageName(code) : 'Nederlands'}</span>
					</label>
				))}
			<span class="other">
				<span aria-hidden="true">{table.otherLanguage}</span>
				<select
					aria-label={table.otherLanguage}
					value=""
					onChange={(event) => speak(event.currentTarget.value || undefined)}
				>
					<option value="">{table.otherLanguage}</option>
					{others.map((code) => (
						<option key={code} value={code} lang={code}>
							{languageName(code)}
						</option>
					))}
				</select>
			</span>
		</fieldset>
	);
}
