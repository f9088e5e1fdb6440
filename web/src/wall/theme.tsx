import type { PublishedIdea, PublishedTheme, Quote as QuoteOf } from '../shared/results';
import { Sign } from '../shared/sign';
import { colourOf } from '../shared/signs';
import { choice, toggleQuotes } from './actions';
import { shownQuotes } from './state';
import { texts } from './texts';

export function Theme({ theme }: { theme: PublishedTheme }) {
	const words = texts.value.wall;
	const id = `theme-${theme.id}`;
	return (
		<section class="theme" aria-labelledby={id} data-colour={colourOf(theme.number)}>
			<header>
				<h2 id={id}>
					<Sign theme={theme.number} />
					<span class="own" dir="auto">
						{theme.title}
					</span>
				</h2>
				<p class="quiet">
					{theme.cards > 0 ? words.cardsFromTables(theme.cards, theme.tables) : words.noCards}
				</p>
				{theme.description && (
					<p class="description own" dir="auto">
						{theme.description}
					</p>
				)}
			</header>
			{theme.ideas.length > 0 ? (
				<ol>
					{theme.ideas.map((idea) => (
						<Idea key={idea.id} idea={idea} />
					))}
				</ol>
			) : (
				<p class="none quiet">{words.noIdeas}</p>
			)}
		</section>
	);
}

function Idea({ idea }: { idea: PublishedIdea }) {
	const words = texts.value.wall;
	const open = choice.value.open.has(idea.id);
	const more = idea.quotes.length - shownQuotes;
	const quotes = open ? idea.quotes : idea.quotes.slice(0, shownQuotes);
	const list = `quotes-${idea.id}`;
	return (
		<li class="idea">
			<h3 class="own" dir="auto">
				{idea.title}
			</h3>
			{idea.tables > 0 && <p class="from">{words.fromTables(idea.tables)}</p>}
			<ul id={list} class="quotes">
				{quotes.map((quote) => (
					<Quote key={quote.id} quote={quote} />
				))}
			</ul>
			{more > 0 && (
				<button
					type="button"
					class="plain"
					aria-expanded={open}
					aria-controls={list}
					onClick={() => toggleQuotes(idea.id)}
				>
					{open ? words.fewer : words.more(more)}
					<span class="visually-hidden">: {idea.title}</span>
				</button>
			)}
		</li>
	);
}

function Quote({ quote }: { quote: QuoteOf }) {
	const { shared, wall } = texts.value;
	return (
		<li class="quote">
			<blockquote class="own" dir="auto">
				{quote.text}
			</blockquote>
			<p class="quiet">
				{quote.kind !== 'idea' && `${shared.kinds[quote.kind]} · `}
				{wall.card(quote.number)}
			</p>
		</li>
	);
}
