// The table's result of a round, to be read aloud: one card after another, in large type.

import type { CardRow } from '../cards';
import { isAsked, type Result } from '../signoff';
import { texts } from '../texts';
import { PlanRead } from './plan';
import { Back, type TaskProps, type WorkProps } from './taskparts';

export function SignoffWork({ step, ...props }: WorkProps & { readonly step: string }) {
	const { signoff: words } = texts.value.round;
	const result = props.tasks.signoff.results.value.find((one) => one.step.id === step);
	if (!result) {
		return null;
	}
	return (
		<main class="write signoff" tabIndex={props.tasks.mayAct.value ? undefined : 0}>
			<Back tasks={props.tasks} />
			<p class="of own" dir="auto">
				{result.step.title}
			</p>
			<h1>{words.title}</h1>
			<p class="hint">{result.changed ? words.changed : words.about}</p>
			<ol class="aloud">
				{result.cards.map((card) => (
					<Card key={card.id} card={card} {...props} />
				))}
			</ol>
			<Unhanded result={result} {...props} />
			<Answer result={result} {...props} />
		</main>
	);
}

function Card({ card, tasks, edit }: WorkProps & { readonly card: CardRow }) {
	const { shared, table, round } = texts.value;
	const { signoff: words } = round;
	const { number } = card;
	const about = [
		...(card.kind === 'idea' ? [] : [shared.kinds[card.kind]]),
		...(card.where === 'here' ? [table.where.here] : []),
		...(card.late ? [table.late] : []),
	];
	return (
		<li>
			<p class="number">{number ?? <span class="none">{table.noNumber}</span>}</p>
			<div>
				{about.length > 0 && <p class="hint">{about.join(' · ')}</p>}
				<p class="words own" dir="auto">
					{card.text}
				</p>
				{tasks.mayAct.value && card.kind !== 'plan' && (
					<button
						type="button"
						class="plain quiet"
						aria-label={number ? words.edit(number) : words.editPlain}
						onClick={() => edit(card)}
					>
						{words.change}
					</button>
				)}
			</div>
		</li>
	);
}

function Unhanded({ result, tasks }: TaskProps & { readonly result: Result }) {
	const { plan: words, signoff } = texts.value.round;
	const { plan } = result;
	if (!plan) {
		return null;
	}
	return (
		<section class="unhanded">
			<p>
				<strong>{plan.handed === 'not' ? signoff.unhanded : signoff.unhandedSince}</strong>
			</p>
			<PlanRead sheet={plan} />
			{tasks.mayAct.value && (
				<button type="button" class="primary" onClick={() => void tasks.plan.hand(plan.step.id)}>
					{plan.handed === 'not' ? words.handLate : words.handAgain}
				</button>
			)}
			<p role="status">{tasks.plan.fault.value === 'title' && words.noTitle}</p>
		</section>
	);
}

function Answer({ result, state, tasks, more }: WorkProps & { readonly result: Result }) {
	const { signoff: words } = texts.value.round;
	const asked = isAsked(result);
	const { id, makes } = result.step;
	const forgotten = state.last.value?.step.id === id && makes !== 'plan' && tasks.mayAct.value;
	return (
		<div class="answer">
			<p role="status">{!asked && (result.signed === 'here' ? words.here : words.given)}</p>
			{asked && tasks.mayAct.value && (
				<button
					type="button"
					class={result.plan ? '' : 'primary'}
					onClick={() => void tasks.signoff.give(result.step.id)}
				>
					{words.yes}
				</button>
			)}
			{forgotten && (
				<button type="button" class="plain quiet" onClick={more}>
					{texts.value.table.oneMore(result.step.title)}
				</button>
			)}
		</div>
	);
}
