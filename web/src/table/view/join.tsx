// The door: a code to type or to scan, and the question whether this is the right table.
import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Languages } from '../../shared/languages';
import { canScan, isInstalled, scan } from '../scan';
import type { TableState } from '../state';
import { texts } from '../texts';
import type { Props } from './common';
import { strangerText } from './lines';

type Some = Pick<Props, 'state' | 'actions'>;

export function Join({ state, actions }: Some) {
	const { table } = texts.value;
	return (
		<main class="door">
			<h1>{titleOf(state)}</h1>
			{state.refusal.value === 'token_unknown' && <p>{table.linkGoneWhat}</p>}
			<Strangers state={state} />
			<Code state={state} actions={actions} label={table.codeLabel} />
			{isInstalled() && <p class="hint">{table.installed}</p>}
			<Languages />
		</main>
	);
}

/** Another tablet has this one's place. */
export function Replaced({ state, actions }: Some) {
	const { table } = texts.value;
	const waiting = state.waitingCards.value;
	return (
		<main class="door">
			<h1>{table.replacedTitle(state.seat.value?.number ?? 0)}</h1>
			<p>{table.replacedWhat}</p>
			<p role="status">{waiting > 0 && table.replacedWaits(waiting)}</p>
			<Code state={state} actions={actions} label={table.replacedCode} />
			<Languages />
		</main>
	);
}

function Strangers({ state }: Pick<Props, 'state'>) {
	return (
		<>
			{state.strangers.value.map((stranger) => (
				<p key={stranger.seat}>{strangerText(stranger)}</p>
			))}
		</>
	);
}

function Code({ state, actions, label }: Some & { readonly label: string }) {
	const { table } = texts.value;
	const empty = useSignal(false);
	const field = useRef<HTMLInputElement>(null);
	const refusal = state.refusal.value;
	const fault = faultOf(state, empty.value);
	useLayoutEffect(() => field.current?.focus(), [refusal]);
	const enter = (event: Event) => {
		event.preventDefault();
		empty.value = state.code.value.trim() === '';
		if (empty.value) {
			field.current?.focus();
		} else {
			void actions.join();
		}
	};
	return (
		<form onSubmit={enter} noValidate>
			<label for="code">{label}</label>
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
			{canScan() && <Scanner actions={actions} />}
		</form>
	);
}

function Scanner({ actions }: Pick<Props, 'actions'>) {
	const { table } = texts.value;
	const open = useSignal(false);
	const said = useSignal('');
	const toggle = () => {
		open.value = !open.value;
		said.value = open.value ? texts.value.table.scanning : '';
	};
	return (
		<div class="scanner">
			<button type="button" aria-pressed={open.value} onClick={toggle}>
				{open.value ? table.scanStop : table.scan}
			</button>
			<p role="status">{said.value}</p>
			{open.value && (
				<Camera
					found={actions.scanned}
					other={() => {
						said.value = texts.value.table.scanOther;
					}}
					failed={() => {
						open.value = false;
						said.value = texts.value.table.scanFailed;
					}}
				/>
			)}
		</div>
	);
}

function Camera(watch: Parameters<typeof scan>[1]) {
	const video = useRef<HTMLVideoElement>(null);
	useEffect(() => (video.current ? scan(video.current, watch) : undefined), []);
	return <video ref={video} playsInline muted aria-label={texts.value.table.scanning} />;
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
	if (!state.asking.value || state.line.value === 'refused') {
		return '';
	}
	return state.away.value ? table.connectingLong : table.codeChecking;
}

function titleOf(state: TableState): string {
	const { table } = texts.value;
	if (state.refusal.value === 'token_unknown') {
		return table.linkGone;
	}
	const role = state.seat.value?.role;
	return state.line.value !== 'refused' && role !== undefined && role !== 'table'
		? table.notATable
		: table.codeTitle;
}

/** Each table for the first time on each tablet, and each time that the tablet moves. */
export function Confirm({ state, actions }: Some) {
	const { shared, table } = texts.value;
	const yes = useRef<HTMLButtonElement>(null);
	useLayoutEffect(() => yes.current?.focus(), []);
	const number = state.seat.value?.number ?? 0;
	const was = state.movesFrom.value?.number;
	const room = state.room.value;
	return (
		<main class="door">
			<p class="asks">{was === undefined ? table.confirmTitle : table.moveFrom(was)}</p>
			<h1 class="place">
				{shared.table(number)}
				{room && (
					<small>
						{' '}
						<bdi>{room.name}</bdi>
					</small>
				)}
			</h1>
			<Strangers state={state} />
			<div class="choices">
				<button ref={yes} type="button" class="primary" onClick={actions.confirm}>
					{was === undefined ? table.confirmYes : table.moveYes(number)}
				</button>
				<button type="button" class="plain quiet" onClick={actions.decline}>
					{was === undefined ? table.confirmNo : table.moveNo(was)}
				</button>
			</div>
		</main>
	);
}
