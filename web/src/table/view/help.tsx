// Asking for help: a quiet button, what for, and then that somebody comes.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { callKinds } from '../help';
import { texts } from '../texts';
import type { TaskProps } from './taskparts';

export function HelpButton({ tasks }: Pick<TaskProps, 'tasks'>) {
	const { help } = tasks;
	if (!tasks.mayAct.value) {
		return null;
	}
	return (
		<button
			type="button"
			class="help-button"
			aria-haspopup="dialog"
			onClick={() => {
				help.open.value = true;
			}}
		>
			{texts.value.round.help.button}
		</button>
	);
}

/** The call that stands, as one line above the work. */
export function Call({ state, tasks }: TaskProps) {
	const { help: words } = texts.value.round;
	const { help } = tasks;
	const asked = help.asked.value;
	const helped = help.helped.value;
	return (
		<div class="call" hidden={!asked && !helped}>
			<p role="status">{asked ? callText({ state, tasks }) : helped && words.helped}</p>
			{asked && tasks.mayAct.value && (
				<button type="button" class="plain" onClick={() => void help.end()}>
					{words.end}
				</button>
			)}
			{!asked && helped && (
				<button type="button" class="plain" onClick={() => help.dismiss()}>
					{words.dismiss}
				</button>
			)}
		</div>
	);
}

function callText({ state, tasks }: TaskProps): string {
	const { help: words } = texts.value.round;
	if (tasks.help.asked.value?.known) {
		return words.coming(state.seat.value?.number ?? 0);
	}
	return state.away.value ? words.away : words.sending;
}

/** What for. One tap asks; it can be taken back at once. */
export function HelpPanel({ state, tasks }: TaskProps) {
	const { help: words } = texts.value.round;
	const { help } = tasks;
	const panel = useRef<HTMLDialogElement>(null);
	const open = help.open.value;
	const asked = help.asked.value;
	useLayoutEffect(() => {
		if (open && !panel.current?.open) {
			panel.current?.showModal();
		} else if (!open) {
			panel.current?.close();
		}
	}, [open]);
	const close = () => {
		help.open.value = false;
	};
	return (
		<dialog ref={panel} class="help" aria-labelledby="help-title" onClose={close}>
			<h2 id="help-title">{asked ? callText({ state, tasks }) : words.title}</h2>
			{asked ? (
				<button type="button" onClick={() => void help.end().then(close)}>
					{words.end}
				</button>
			) : (
				<ul>
					{callKinds.map((kind) => (
						<li key={kind}>
							<button type="button" onClick={() => void help.ask(kind).then(close)}>
								{words.kinds[kind]}
							</button>
						</li>
					))}
				</ul>
			)}
			<button type="button" class="plain" onClick={close}>
				{asked ? texts.value.round.close : words.never}
			</button>
		</dialog>
	);
}
