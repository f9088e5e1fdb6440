// The table's cards, and for each where it is.
import { useSignal } from '@preact/signals';
import { Sign } from '../../shared/sign';
import { texts } from '../../shared/texts';
import type { CardRow, RoundOfCards } from '../cards';
import { type Props, refusalText } from './common';
import { Trail } from './trail';

export function CardList({ state, actions }: Pick<Props, 'state' | 'actions'>) {
	const { table } = texts.value;
	const rounds = state.rounds.value;
	return (
		<section class="cards" aria-labelledby="cards-title">
			<h2 id="cards-title">{table.cards}</h2>
			{rounds.length === 0 && <p class="hint">{table.noCards}</p>}
			{rounds.map((round) => (
				<Round key={round.key} round={round} actions={actions} />
			))}
		</section>
	);
}

interface RoundProps {
	readonly round: RoundOfCards;
	readonly actions: Props['actions'];
}

function Round({ round, actions }: RoundProps) {
	const { step, theme, cards } = round;
	return (
		<>
			<h3 class="own" dir="auto">
				{theme && <Sign theme={theme.number} />} {step?.title ?? texts.value.table.earlierRound}
				{theme && <span class="of-theme"> {theme.title}</span>}
			</h3>
			<ul>
				{cards.map((card) => (
					<Card key={card.id} card={card} actions={actions} />
				))}
			</ul>
		</>
	);
}

interface CardProps {
	readonly card: CardRow;
	readonly actions: Props['actions'];
}

function Card({ card, actions }: CardProps) {
	const { shared, table } = texts.value;
	return (
		<li class="card" data-where={card.where}>
			<p class="number">
				{card.number === undefined ? (
					<span class="none">{table.noNumber}</span>
				) : (
					<>
						<span class="visually-hidden">{table.number('')}</span>
						<bdi>{card.number}</bdi>
					</>
				)}
			</p>
			<div class="said">
				<p class="words own" dir="auto">
					{card.text}
				</p>
				<p class="where">
					<Trail where={card.where} />
					<span>{table.where[card.where]}</span>
					{card.kind !== 'idea' && <span>{shared.kinds[card.kind]}</span>}
					{card.late && <span>{table.late}</span>}
				</p>
				{card.refused && <Refusal refused={card.refused} actions={actions} />}
			</div>
		</li>
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
		document.getElementById('text')?.focus();
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
