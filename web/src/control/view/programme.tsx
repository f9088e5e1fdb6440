// The programme as a list, and the question before a step that is not the next one.
import { useEffect, useRef } from 'preact/hooks';
import type { Step } from '../../shared/protocol';
import { answer, ask } from '../actions';
import { type Move, partOf } from '../hall';
import { texts } from '../texts';
import type { ControlProps } from './app';

export function Programme({ page }: ControlProps) {
	const { hall, asking } = page.control;
	return (
		<section class="programme" aria-labelledby="programme-title">
			<h2 id="programme-title">{texts.value.control.programme}</h2>
			<ol>
				{hall.value.steps.map((step) => (
					<Line key={step.id} page={page} step={step} />
				))}
			</ol>
			{asking.value && <Question page={page} move={asking.value} />}
		</section>
	);
}

function Line({ page, step }: ControlProps & { step: Step }) {
	const { current } = page.control.now;
	const t = texts.value.control;
	const isNow = current.value?.id === step.id;
	const isBeen = !isNow && step.ended !== undefined;
	const time = (
		<span class="minutes">
			{step.minutes}
			<span aria-hidden="true">′</span>
			<span class="visually-hidden"> min</span>
		</span>
	);
	return (
		<li
			class={isNow ? 'is-now' : isBeen ? 'is-been' : ''}
			aria-current={isNow ? 'step' : undefined}
		>
			<button type="button" aria-disabled={isNow} onClick={() => ask(page, step)}>
				{!isNow && <span class="visually-hidden">{t.goTo} </span>}
				<span class="own" dir="auto">
					{step.title}
				</span>
				{isNow && <span class="mark">{t.stepNow}</span>}
				{isBeen && <span class="visually-hidden">, {t.stepBeen}</span>}
				{time}
			</button>
		</li>
	);
}

function Question({ page, move }: ControlProps & { move: Move }) {
	const no = useRef<HTMLButtonElement>(null);
	const box = useRef<HTMLFieldSetElement>(null);
	const id = move.to.id;
	useEffect(() => {
		const asker = document.activeElement;
		no.current?.focus();
		box.current?.scrollIntoView({ block: 'nearest' });
		return () => {
			if (asker instanceof HTMLElement && asker.isConnected) {
				asker.focus();
			}
		};
	}, [id]);
	const t = texts.value.control;
	const { steps } = page.control.hall.value;
	const from = move.from && partOf(steps, move.from);
	return (
		<fieldset
			class="question"
			ref={box}
			aria-labelledby="question-title"
			onKeyDown={(event) => event.key === 'Escape' && answer(page, false)}
		>
			<p id="question-title" class="own">
				<b>{t.askTitle(move.to.title)}</b> {t.goBack(from, partOf(steps, move.to))}.{' '}
				{move.from && t.askFrom(move.from.title)}
			</p>
			<div class="actions">
				<button type="button" ref={no} onClick={() => answer(page, false)}>
					{t.askNo}
				</button>
				<button type="button" class="firm" onClick={() => answer(page, true)}>
					{t.askYes(move.to.title)}
				</button>
			</div>
		</fieldset>
	);
}
