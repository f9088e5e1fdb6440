// The main scene: what the tables found, theme by theme, as it comes.
import { minutesSeconds, timeLeft } from '../../shared/clock';
import { colourOf, drawSign } from '../../shared/signs';
import { type Page, pagesOf, readingTime, Turner } from '../pages';
import { roundOf } from '../state';
import { make, reconcile, say } from './dom';
import { Measure } from './measure';
import { fadeAway } from './motion';
import { type Frame, type Scene, timeOfDay } from './scene';
import { type Content, Sheet } from './sheet';

/** A page on which something new comes all the time is turned in the end. */
const longest = 45_000;
const noticing = 8_000;

export class Live implements Scene {
	readonly element = make('div', 'scene live');
	#clock = make('div', 'clock', make('span', 'time'), make('span', 'label'));
	#rail = make('div', 'rail');
	#measure = new Measure();
	#turner = new Turner();
	#sheet: Sheet | undefined;
	#frame: Frame | undefined;
	/** Ideas that have been published so far; undefined: nobody has looked yet, nothing is new. */
	#known: Set<string> | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#since = 0;
	#due = 0;

	constructor() {
		this.#rail.ariaHidden = 'true';
		this.element.append(this.#measure.element, this.#rail, this.#clock);
	}

	update(frame: Frame): void {
		const other = this.#frame !== undefined && this.#frame.language !== frame.language;
		this.#frame = frame;
		this.tick(frame);
		this.#hear(frame);
		if (other) {
			this.resize(frame);
		} else {
			this.#place(frame);
		}
	}

	tick({ show, words, language, now }: Frame): void {
		const [time, label] = [...this.#clock.children];
		const round = roundOf(show.step);
		const left = round && timeLeft(round, now);
		if (time && label) {
			say(time, left === undefined ? timeOfDay(now, language) : minutesSeconds(left));
			say(label, left === undefined ? '' : left > 0 ? words.timeLeft : words.timeOver);
		}
	}

	resize(frame: Frame): void {
		this.#measure.forget();
		this.#sheet?.element.remove();
		this.#sheet = undefined;
		this.#frame = frame;
		this.#place(frame);
	}

	stop(): void {
		clearTimeout(this.#timer);
	}

	#hear({ show }: Frame): void {
		const ids = show.results.themes.flatMap((theme) => theme.ideas.map((idea) => idea.id));
		this.#turner.arrive(this.#known ? ids.filter((id) => !this.#known?.has(id)) : []);
		// Before anything has come, the first full state is not news.
		if (this.#known || show.summit) {
			this.#known = new Set(ids);
		}
	}

	#place({ show, words }: Frame): void {
		this.#drawRail(show.results.themes);
		const question = (roundOf(show.step)?.question ?? '') !== '';
		const pages = pagesOf(show.results, question, this.#measure.themes(show, words), (theme) =>
			this.#measure.ideas(theme, show, words),
		);
		const page = this.#turner.take(pages);
		if (!page) {
			return;
		}
		if (!this.#sheet?.shows(page)) {
			this.#turnTo(page);
			return;
		}
		const fresh = this.#turner.greet(page.items);
		this.#sheet.fill({ page, show, words }, fresh);
		this.#pointOut(page);
		if (fresh.length > 0) {
			this.#wait(Math.max(this.#due, Date.now() + noticing));
		} else if (this.#turner.expected) {
			this.#wait(Math.min(this.#due, Math.max(this.#since, Date.now() - noticing) + noticing));
		}
	}

	#turnTo(page: Page): void {
		const frame = this.#frame;
		if (!frame) {
			return;
		}
		const old = this.#sheet;
		const sheet = new Sheet();
		this.#sheet = sheet;
		// Behind the clock, and in the document before it is filled: texts are fitted to their place.
		this.element.insertBefore(sheet.element, this.#rail);
		sheet.fill({ page, show: frame.show, words: frame.words });
		if (old) {
			fadeAway(old.element);
		}
		sheet.comeIn();
		sheet.greet(this.#turner.greet(page.items), 1200);
		this.#pointOut(page);
		this.#since = Date.now();
		this.#wait(this.#since + readingTime(sheet.element.textContent?.length ?? 0));
	}

	#wait(due: number): void {
		this.#due = Math.min(due, this.#since + longest);
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#turn(), Math.max(0, this.#due - Date.now()));
	}

	#turn(): void {
		const page = this.#turner.turn();
		if (page && !this.#sheet?.shows(page)) {
			this.#turnTo(page);
		} else {
			// There is one page: look again later.
			this.#since = Date.now();
			this.#wait(this.#since + noticing);
		}
	}

	#drawRail(themes: Content['show']['results']['themes']): void {
		const draw = (theme: (typeof themes)[number]) => make('div', 'stop', drawSign(theme.number));
		reconcile(this.#rail, themes, draw, (stop, theme) => {
			const colour = String(colourOf(theme.number));
			if (stop.dataset['colour'] !== colour) {
				stop.dataset['colour'] = colour;
				stop.replaceChildren(drawSign(theme.number));
			}
		});
	}

	/** On the rail: where in the day's themes this page stands. */
	#pointOut(page: Page): void {
		for (const stop of this.#rail.children) {
			stop.classList.toggle(
				'here',
				!page.theme || (stop as HTMLElement).dataset['id'] === page.theme.id,
			);
		}
	}
}
