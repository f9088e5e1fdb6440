import type { ReadonlySignal } from '@preact/signals';
import { minutesSeconds, tick, timeLeft } from '../shared/clock';
import { Languages } from '../shared/languages';
import type { Live } from '../shared/live';
import type { Step } from '../shared/protocol';
import type { PublishedTheme, Results } from '../shared/results';
import { Sign } from '../shared/sign';
import { colourOf } from '../shared/signs';
import { language, languages } from '../shared/texts';
import { choice, chooseTheme, search, showAll } from './actions';
import { chosen, ideasIn, whereOf } from './state';
import { texts } from './texts';
import { Theme } from './theme';

interface WallProps {
	live: Pick<Live, 'entities' | 'status' | 'refusal' | 'now'>;
	results: ReadonlySignal<Results>;
}

export function Wall({ live, results }: WallProps) {
	const known = live.entities.version.value > 0;
	return (
		<>
			<Top live={live} />
			<main>
				{known ? (
					<Found results={results.value} />
				) : (
					<p class="waiting">
						{isBusy(live) ? texts.value.shared.refused.busy : texts.value.wall.waiting}
					</p>
				)}
			</main>
			<Foot live={live} />
		</>
	);
}

function Top({ live }: { live: WallProps['live'] }) {
	void live.entities.version.value;
	const summit = live.entities.summit();
	const words = texts.value;
	return (
		<header class="top">
			<div class="line">
				<p>{summit ? place(summit.date, summit.place) : ''}</p>
				<Languages />
			</div>
			<h1 class="own" dir="auto">
				{summit?.name ?? words.shared.name}
			</h1>
			<Day live={live} />
		</header>
	);
}

function place(date: string, where: string): string {
	const day = new Date(`${date}T12:00:00`);
	const { locale } = languages[language.value];
	const said = Number.isNaN(day.getTime())
		? ''
		: new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(day);
	return [said, where].filter(Boolean).join(' · ');
}

/** Where the day is. */
function Day({ live }: { live: WallProps['live'] }) {
	void live.entities.version.value;
	const steps = live.entities.steps();
	const current = live.entities.step();
	const words = texts.value.wall;
	if (steps.length === 0) {
		return null;
	}
	return (
		<section class="day" aria-label={words.programme}>
			<ol class="steps" aria-hidden="true">
				{steps.map((step) => (
					<li key={step.id} class={whereOf(step, current)} />
				))}
			</ol>
			{current ? <Now step={current} live={live} /> : <p>{words.notBegun}</p>}
		</section>
	);
}

function Now({ step, live }: { step: Step; live: WallProps['live'] }) {
	void tick.value;
	const left = step.kind === 'round' ? timeLeft(step, live.now()) : undefined;
	return (
		<>
			<p class="now">
				<span class="quiet">{texts.value.wall.now}</span>{' '}
				<strong class="own" dir="auto">
					{step.title}
				</strong>
				{left !== undefined && left > 0 && (
					<span class="left"> {texts.value.wall.left(minutesSeconds(left))}</span>
				)}
			</p>
			{step.kind === 'round' && step.question && (
				<p class="question own" dir="auto">
					{step.question}
				</p>
			)}
		</>
	);
}

function Found({ results }: { results: Results }) {
	const themes = chosen(results, choice.value);
	const words = texts.value.wall;
	const found = ideasIn(themes);
	return (
		<>
			<p class="counts">
				<strong>{words.cards(results.cards)}</strong> {words.gave}{' '}
				<strong>{words.ideas(results.ideas)}</strong>
			</p>
			{results.ideas > 0 && <Tools themes={results.themes} />}
			<p class="visually-hidden" role="status">
				{choice.value.words.trim() ? words.found(found) : ''}
			</p>
			{choice.value.words.trim() && found === 0 && (
				<p class="none">
					{words.nothingFound}{' '}
					<button type="button" class="plain" onClick={showAll}>
						{words.showAll}
					</button>
				</p>
			)}
			{themes.map((theme) => (
				<Theme key={theme.id} theme={theme} />
			))}
		</>
	);
}

function Tools({ themes }: { themes: readonly PublishedTheme[] }) {
	const words = texts.value.wall;
	const { theme, words: typed } = choice.value;
	return (
		<search class="tools">
			<label for="words">{words.search}</label>
			<input
				id="words"
				type="search"
				enterkeyhint="search"
				autocomplete="off"
				value={typed}
				onInput={(event) => search(event.currentTarget.value)}
			/>
			<fieldset class="choose">
				<legend class="visually-hidden">{words.chooseTheme}</legend>
				<button
					type="button"
					aria-pressed={theme === undefined}
					onClick={() => chooseTheme(undefined)}
				>
					{words.allThemes}
				</button>
				{themes.map((one) => (
					<button
						key={one.id}
						type="button"
						data-colour={colourOf(one.number)}
						aria-pressed={theme === one.id}
						onClick={() => chooseTheme(theme === one.id ? undefined : one.id)}
					>
						<Sign theme={one.number} />
						<span class="own" dir="auto">
							{one.title}
						</span>
					</button>
				))}
			</fieldset>
		</search>
	);
}

/** There is no room for more viewers. What has been seen stays; somebody new sees nothing yet. */
function isBusy(live: WallProps['live']): boolean {
	return live.status.value === 'offline' && live.refusal.value === 'busy';
}

function Foot({ live }: { live: WallProps['live'] }) {
	return (
		<footer>
			<p class="away" role="status">
				{awayWords(live)}
			</p>
		</footer>
	);
}

function awayWords(live: WallProps['live']): string {
	const { wall } = texts.value;
	if (live.status.value !== 'offline') {
		return '';
	}
	const seen = live.entities.version.value > 0;
	return isBusy(live) ? (seen ? wall.busy : '') : wall.away;
}
