// The door: a code to type, and the question whether this is the right table.
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Languages } from '../../shared/languages';
import { texts } from '../../shared/texts';
import type { TableState } from '../state';
import type { Props } from './common';

export function Join({ state, actions }: Props) {
	const { table } = texts.value;
	const empty = useSignal(false);
	const field = useRef<HTMLInputElement>(null);
	const refusal = state.refusal.value;
	const unsent = state.waiting.value + state.strangers.value;
	const fault = faultOf(state, empty.value);
	useLayoutEffect(() => field.current?.focus(), [refusal]);
	const enter = (event: Event) => {
		event.preventDefault();
		empty.value = state.code.value.trim() === '';
		if (empty.value) {
			field.current?.focus();
		} else {
			actions.join();
		}
	};
	return (
		<main class="door">
			<h1>{titleOf({ state })}</h1>
			{refusal === 'token_unknown' && <p>{table.linkGoneWhat}</p>}
			{unsent > 0 && <p>{table.unsentStay(unsent)}</p>}
			<form onSubmit={enter} noValidate>
				<label for="code">{table.codeLabel}</label>
				<input
					id="code"
					ref={field}
					class="code"
					dir="ltr"
					lang=""
					value={state.code.value}
					onInput={(event) => {
						state.code.value = event.currentTarget.value;
						empty.value = false;
					}}
					maxLength={16}
					autocomplete="off"
					autocapitalize="characters"
					autocorrect="off"
					spellcheck={false}
					aria-describedby="code-hint code-fault"
					aria-invalid={fault !== undefined}
				/>
				<p id="code-hint" class="hint">
					{table.codeHint}
				</p>
				<p id="code-fault" class="fault" role="status">
					{fault ?? checking(state)}
				</p>
				<button type="submit" class="primary">
					{table.codeGo}
				</button>
			</form>
			<Languages />
		</main>
	);
}

function faultOf(state: TableState, empty: boolean): string | undefined {
	const { shared, table } = texts.value;
	if (empty) {
		return table.codeEmpty;
	}
	const wrong = state.line.value === 'refused' && state.refusal.value === 'code_unknown';
	return wrong ? shared.refused.code_unknown : undefined;
}

function checking(state: TableState): string {
	const { table } = texts.value;
	if (!state.confirming.value || state.line.value === 'refused') {
		return '';
	}
	return state.away.value ? table.connectingLong : table.codeChecking;
}

function titleOf({ state }: Pick<Props, 'state'>): string {
	const { table } = texts.value;
	if (state.refusal.value === 'token_unknown') {
		return table.linkGone;
	}
	const role = state.seat.value?.role;
	return state.line.value !== 'refused' && role !== undefined && role !== 'table'
		? table.notATable
		: table.codeTitle;
}

export function Confirm({ state, actions }: Props) {
	const { shared, table } = texts.value;
	const yes = useRef<HTMLButtonElement>(null);
	useLayoutEffect(() => yes.current?.focus(), []);
	return (
		<main class="door">
			<p class="asks">{table.confirmTitle}</p>
			<h1 class="place">
				{shared.table(state.seat.value?.number ?? 0)}
				{state.room.value && (
					<small>
						{' '}
						<bdi>{state.room.value.name}</bdi>
					</small>
				)}
			</h1>
			<div class="choices">
				<button ref={yes} type="button" class="primary" onClick={actions.confirm}>
					{table.confirmYes}
				</button>
				<button type="button" class="plain quiet" onClick={actions.leave}>
					{table.confirmNo}
				</button>
			</div>
		</main>
	);
}
