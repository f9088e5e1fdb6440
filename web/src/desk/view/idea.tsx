// An idea that is unfolded: its cards, its title, and whether the public sees it.
import { useSignal } from '@preact/signals';
import type { Card, Idea } from '../../shared/protocol';
import { takeOut } from '../deeds';
import { publish, startRetitle, withdraw } from '../grouping';
import { open } from '../reading';
import { texts } from '../texts';
import { OtherTitle } from './forms';
import { type DeskProps, Key, More } from './parts';

const AT_ONCE = 15;

export function Detail({ page, idea }: Pick<DeskProps, 'page'> & { idea: Idea }) {
	const { desk } = page;
	const retitle = desk.retitle.value;
	return (
		<div class="detail">
			{retitle?.idea === idea.id ? (
				<OtherTitle page={page} idea={idea} retitle={retitle} />
			) : (
				<Buttons page={page} idea={idea} />
			)}
			<Cards page={page} cards={desk.now.groups.value.get(idea.id) ?? []} />
		</div>
	);
}

function Buttons({ page, idea }: Pick<DeskProps, 'page'> & { idea: Idea }) {
	const { desk } = page;
	const t = texts.value.desk;
	const isMoving = desk.moving.value.has(idea.id);
	return (
		<div class="actions">
			{idea.state === 'draft' ? (
				<button type="button" aria-disabled={isMoving} onClick={() => publish(page, idea)}>
					<Key desk={desk} of="P" />
					{t.publish}
				</button>
			) : (
				<button type="button" aria-disabled={isMoving} onClick={() => withdraw(page, idea)}>
					{t.withdraw}
				</button>
			)}
			<button type="button" onClick={() => startRetitle(page, idea)}>
				{t.retitle}
			</button>
			{isMoving && <span class="slow quiet">{t.saving}</span>}
		</div>
	);
}

function Cards({ page, cards }: Pick<DeskProps, 'page'> & { cards: readonly Card[] }) {
	const limit = useSignal(AT_ONCE);
	if (cards.length === 0) {
		return <p class="quiet">{texts.value.desk.ideaEmpty}</p>;
	}
	return (
		<>
			<ul class="held">
				{cards.slice(0, limit.value).map((card) => (
					<Held key={card.id} page={page} card={card} />
				))}
			</ul>
			<More limit={limit} step={AT_ONCE * 2} of={cards.length} />
		</>
	);
}

function Held({ page, card }: Pick<DeskProps, 'page'> & { card: Card }) {
	const t = texts.value.desk;
	const isBusy = page.desk.busy.value.has(card.id);
	return (
		<li class={isBusy ? 'busy' : ''}>
			<button type="button" class="row" onClick={() => open(page, card.id)}>
				<span class="visually-hidden">{t.openCard} </span>
				<span class="number">{card.number}</span>
				<span class="own start" dir="auto">
					{card.text}
				</span>
			</button>
			<button
				type="button"
				class="plain"
				aria-disabled={isBusy}
				onClick={() => !isBusy && takeOut(page, card)}
			>
				{t.takeOut}
				<span class="visually-hidden"> {card.number}</span>
			</button>
		</li>
	);
}
