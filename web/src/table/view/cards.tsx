// The table's cards, and for each where it is.
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Version } from '../../shared/protocol';
import { Sign } from '../../shared/sign';
import type { CardRow, RoundOfCards } from '../cards';
import { texts } from '../texts';
import { focusField, languageName, type Props, refusalText } from './common';
import { Trail } from './trail';
import { Variants } from './variants';
import { Words } from './words';

type Some = Pick<Props, 'state' | 'actions'>;

export function CardList({ state, actions }: Some) {
	const { table } = texts.value;
	const rounds = state.rounds.value;
	const withdrawn = state.withdrawn.value;
	return (
		<section class="cards" aria-labelledby="cards-title">
			<h2 id="cards-title">{table.cards}</h2>
			{rounds.length === 0 && <p class="hint">{table.noCards}</p>}
			{rounds.map((round) => (
				<Round key={round.key} round={round} state={state} actions={actions} />
			))}
			{withdrawn.length > 0 && <Withdrawn cards={withdrawn} state={state} actions={actions} />}
		</section>
	);
}

function Round({ round, ...some }: Some & { readonly round: RoundOfCards }) {
	const { step, theme, cards } = round;
	return (
		<>
			<h3 class="own" dir="auto">
				{theme && <Sign theme={theme.number} />} {step?.title ?? texts.value.table.earlierRound}
				{theme && <span class="of-theme"> {theme.title}</span>}
			</h3>
			<ul>
				{cards.map((card) => (
					<Card key={card.id} card={card} {...some} />
				))}
			</ul>
		</>
	);
}

type CardProps = Some & { readonly card: CardRow };

function Card({ card, state, actions }: CardProps) {
	return (
		<li class="card" data-where={card.where} data-edited={state.editing.value?.id === card.id}>
			<NumberOf number={card.number} />
			<div class="said">
				{card.variants.length > 0 && card.where !== 'here' ? (
					<Variants card={card} state={state} actions={actions} />
				) : (
					<Words wording={card} />
				)}
				{card.beside.length > 0 && <p class="hint">{texts.value.table.beside}</p>}
				<Where card={card} />
				{card.refused && <Refusal refused={card.refused} actions={actions} />}
				{card.earlier.length > 0 && <Earlier versions={card.earlier} />}
			</div>
			{!state.observes.value && !card.refused && card.kind !== 'plan' && (
				<Edit card={card} actions={actions} />
			)}
		</li>
	);
}

function NumberOf({ number }: { readonly number: string | undefined }) {
	const { table } = texts.value;
	return (
		<p class="number">
			{number === undefined ? (
				<span class="none">{table.noNumber}</span>
			) : (
				<>
					<span class="visually-hidden">{table.number('')}</span>
					<bdi>{number}</bdi>
				</>
			)}
		</p>
	);
}

function Where({ card }: { readonly card: CardRow }) {
	const { shared, table } = texts.value;
	const parts: ComponentChildren[] = [table.where[card.where]];
	if (card.shownBefore) {
		parts.push(table.shownBefore);
	}
	if (card.kind !== 'idea') {
		parts.push(shared.kinds[card.kind]);
	}
	if (card.language !== undefined) {
		parts.push(<span lang={card.language}>{languageName(card.language)}</span>);
	}
	if (card.late) {
		parts.push(table.late);
	}
	return (
		<p class="where">
			<Trail where={card.where} />
			{parts.map((part, i) => (
				<span key={i}>{part}</span>
			))}
		</p>
	);
}

/** How it read before: folded, so that the list stays quiet. */
function Earlier({ versions }: { readonly versions: readonly Version[] }) {
	return (
		<details class="earlier">
			<summary>{texts.value.table.earlier(versions.length)}</summary>
			<ol>
				{versions.map((version) => (
					<li key={version.version}>
						<Words wording={version} />
					</li>
				))}
			</ol>
		</details>
	);
}

function Edit({ card, actions }: Pick<CardProps, 'card' | 'actions'>) {
	const { table } = texts.value;
	const edit = () => {
		focusField();
		actions.edit(card.id);
	};
	return (
		<button type="button" class="plain quiet edit" onClick={edit}>
			{table.edit}
			<span class="visually-hidden"> {card.number ?? card.text.slice(0, 40)}</span>
		</button>
	);
}

interface RefusalProps {
	readonly refused: NonNullable<CardRow['refused']>;
	readonly actions: Props['actions'];
}

function Refusal({ refused, actions }: RefusalProps) {
	const { table } = texts.value;
	const busy = useSignal(false);
	const edit = () => {
		busy.value = !actions.takeBack(refused.op);
		focusField();
	};
	return (
		<>
			<p class="hint">{refusalText(refused.code)}</p>
			<button type="button" class="plain quiet" onClick={edit}>
				{table.edit}
			</button>
			<p role="status">{busy.value && table.editFirst}</p>
		</>
	);
}

function Withdrawn({ cards, state, actions }: Some & { readonly cards: readonly CardRow[] }) {
	const { table } = texts.value;
	return (
		<details class="withdrawn">
			<summary>{table.withdrawnCards(cards.length)}</summary>
			<ul>
				{cards.map((card) => (
					<li key={card.id} class="taken">
						<NumberOf number={card.number} />
						<div class="said">
							<Words wording={card} />
							{!state.observes.value && (
								<button
									type="button"
									class="plain quiet"
									onClick={() => void actions.restore(card.id)}
								>
									{table.putBack}
									<span class="visually-hidden"> {card.number}</span>
								</button>
							)}
						</div>
					</li>
				))}
			</ul>
		</details>
	);
}
