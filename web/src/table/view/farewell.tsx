// The end of the day: thanks, what became of it all, and an empty tablet.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { FarewellTask, Gave } from '../farewell';
import { texts } from '../texts';
import type { TaskProps } from './taskparts';

export function FarewellWork({ tasks }: Pick<TaskProps, 'tasks'>) {
	const { farewell: words } = texts.value.round;
	const gave = tasks.farewell.gave.value;
	return (
		<main class="write farewell">
			<h1>{words.title}</h1>
			<p class="gave">{gave.cards > 0 ? words.gave(gave.cards) : words.gaveNone}</p>
			{gave.cards > 0 && <Became gave={gave} />}
			<p>
				<a class="button primary" href="/wall">
					{words.record}
				</a>
			</p>
			{tasks.mayAct.value && <Wipe task={tasks.farewell} />}
		</main>
	);
}

function Became({ gave }: { readonly gave: Gave }) {
	const { farewell: words } = texts.value.round;
	return (
		<dl class="became">
			{(['read', 'inIdea', 'onStage'] as const).map((what) => (
				<div key={what}>
					<dd>{gave[what]}</dd>
					<dt>{words[what]}</dt>
				</div>
			))}
		</dl>
	);
}

function Wipe({ task }: { readonly task: FarewellTask }) {
	const { farewell: words } = texts.value.round;
	if (task.wiping.value === 'rest') {
		return (
			<button type="button" class="plain quiet wipe" onClick={task.ask}>
				{words.wipe}
			</button>
		);
	}
	return <Ask task={task} />;
}

function Ask({ task }: { readonly task: FarewellTask }) {
	const { farewell: words } = texts.value.round;
	const title = useRef<HTMLHeadingElement>(null);
	useLayoutEffect(() => title.current?.focus(), []);
	const unsent = task.unsent.value;
	const may = task.mayWipe.value;
	return (
		<section class="wiping" aria-labelledby="wipe-title">
			<h2 id="wipe-title" ref={title} tabIndex={-1}>
				{words.wipeTitle}
			</h2>
			<p>{words.wipeWhat}</p>
			{!may && (
				<>
					<p>{words.unsent(unsent)}</p>
					<p>{words.saveWhat}</p>
				</>
			)}
			<p role="status">{wipeStatus(task)}</p>
			<div class="choices-in-line">
				{may ? (
					<button type="button" onClick={() => void task.wipe()}>
						{words.wipeYes}
					</button>
				) : (
					<button type="button" onClick={() => void task.save()}>
						{words.save}
					</button>
				)}
				<button type="button" class="plain" onClick={task.leave}>
					{words.wipeNo}
				</button>
			</div>
		</section>
	);
}

function wipeStatus(task: FarewellTask): string {
	const { farewell: words } = texts.value.round;
	switch (task.wiping.value) {
		case 'working':
			return words.working;
		case 'failed':
			return words.failed;
		default:
			return task.saved.value && task.mayWipe.value ? words.saved : '';
	}
}

/** All that is left afterwards. */
export function Wiped() {
	const { farewell: words } = texts.value.round;
	return (
		<main class="door">
			<h1>{words.done}</h1>
			<p>{words.doneWhat}</p>
		</main>
	);
}
