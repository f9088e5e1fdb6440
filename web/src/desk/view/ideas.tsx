// On the right: the ideas of the card's theme, each with the digit that puts the card there.
import { useSignal } from '@preact/signals';
import type { Idea } from '../../shared/protocol';
import { place } from '../deeds';
import { select } from '../grouping';
import { texts } from '../texts';
import { NewIdea } from './forms';
import { Detail } from './idea';
import { type DeskProps, Key, More } from './parts';

const AT_ONCE = 60;

export function Ideas({ page }: Pick<DeskProps, 'page'>) {
	const { desk } = page;
	const t = texts.value.desk;
	const theme = desk.now.themeById.value.get(desk.now.ideaTheme.value ?? '');
	return (
		<section class="ideas" aria-labelledby="ideas-title">
			<h2 id="ideas-title" class="own" dir="auto">
				{theme ? t.ideasOf(theme.title) : t.ideas}
			</h2>
			{desk.draft.value && <NewIdea page={page} draft={desk.draft.value} />}
			{theme && desk.shortcuts.value && desk.now.rows.value.length > 0 && <Legend />}
			{theme ? <Find page={page} /> : <p class="quiet">{t.chooseTheme}</p>}
			{theme && <Rows page={page} />}
		</section>
	);
}

function Legend() {
	const t = texts.value.desk;
	return (
		<p class="legend quiet">
			<span class="key">1–9</span>
			{t.keyPlace}
			<span class="key">⇧ 1–9</span>
			{t.keyLook}
		</p>
	);
}

function Find({ page }: Pick<DeskProps, 'page'>) {
	const { desk } = page;
	const t = texts.value.desk;
	if (desk.now.rows.value.length === 0) {
		return null;
	}
	return (
		<label class="find">
			<span class="visually-hidden">{t.find}</span>
			<input
				id="find"
				type="search"
				autocomplete="off"
				placeholder={t.find}
				value={desk.typed.value}
				onInput={(event) => {
					desk.typed.value = event.currentTarget.value;
				}}
				onKeyDown={(event) => {
					if (event.key === 'Enter' && !event.isComposing) {
						event.currentTarget.blur();
					}
				}}
			/>
			<Key desk={desk} of="/" />
		</label>
	);
}

function Rows({ page }: Pick<DeskProps, 'page'>) {
	const { desk } = page;
	const t = texts.value.desk;
	const limit = useSignal(AT_ONCE);
	const found = desk.now.found.value;
	const hasCard = desk.now.card.value !== null;
	if (found.length === 0) {
		const none = desk.now.rows.value.length === 0;
		return <p class="quiet">{none ? t.noIdeas : t.noneFound}</p>;
	}
	return (
		<>
			<ol class="rows">
				{found.slice(0, limit.value).map(({ idea, cards, tables }, i) => (
					<Row
						key={idea.id}
						page={page}
						idea={idea}
						cards={cards.length}
						tables={tables}
						place={i}
						isOpen={desk.selected.value === idea.id}
						hasCard={hasCard}
					/>
				))}
			</ol>
			<More limit={limit} step={AT_ONCE} of={found.length} />
		</>
	);
}

/** Plain values, so that a row is drawn again only when what it says has changed. */
interface RowProps extends Pick<DeskProps, 'page'> {
	readonly idea: Idea;
	readonly cards: number;
	readonly tables: number;
	/** In the list that is seen; the first nine have a digit. */
	readonly place: number;
	readonly isOpen: boolean;
	/** A card lies open that could be put in. */
	readonly hasCard: boolean;
}

function Row(props: RowProps) {
	const { page, idea, isOpen } = props;
	const t = texts.value.desk;
	return (
		<li class={`idea ${idea.state} ${isOpen ? 'open' : ''}`}>
			<div class="idea-head">
				<Into {...props} />
				<button
					type="button"
					class="unfold"
					aria-expanded={isOpen}
					aria-label={isOpen ? t.closeIdea(idea.title) : t.openIdea(idea.title)}
					onClick={() => select(page, idea.id)}
				>
					<span aria-hidden="true">{isOpen ? '−' : '+'}</span>
				</button>
			</div>
			{isOpen && <Detail page={page} idea={idea} />}
		</li>
	);
}

/** Puts the card in; while no card lies open there is nothing to put, and it opens the idea. */
function Into({ page, idea, cards, tables, place: i, hasCard }: RowProps) {
	const { desk } = page;
	const t = texts.value.desk;
	const act = () => (hasCard ? place(page, idea.id) : select(page, idea.id));
	return (
		<button type="button" class="into" onClick={act}>
			{hasCard && <span class="visually-hidden">{t.putIn} </span>}
			<span class="digit" aria-hidden="true">
				{i < 9 && desk.shortcuts.value ? i + 1 : ''}
			</span>
			<span class="own idea-title" dir="auto">
				{idea.title}
			</span>
			<span class="facts">
				<span class="state">{idea.state === 'draft' ? t.draft : t.published}</span>
				{t.cards(cards)}, {t.tables(tables)}
			</span>
		</button>
	);
}
