// The scene of the doors: whose day this is, where, when, and the way to the wall.
import { renderSVG } from 'uqr';
import { drawSign } from '../../shared/signs';
import { fitText, make, makeOwn, say } from './dom';
import { type Frame, longDate, type Scene } from './scene';

const nameSizes = [30, 26, 23, 20, 17, 15, 13, 11, 9.5, 8, 7];
/** Ink on paper, as every reader of codes expects it; the quiet edge is part of it. */
const colours = { whiteColor: '#f7f4ec', blackColor: '#0b1222', border: 3 };
const lineSizes = [7, 6, 5];

export class Welcome implements Scene {
	readonly element = make('div', 'scene welcome');
	#date = make('p', 'date');
	#name = makeOwn('h1', 'name');
	#foot = make('div', 'foot');
	#place = makeOwn('p', 'place');
	#signs = make('div', 'signs');
	#way = make('div', 'way');
	#invitation = make('p', 'invitation');

	constructor() {
		const address = wallAddress();
		if (address !== undefined) {
			this.#way.append(this.#invitation, drawCode(address));
		}
		this.#foot.append(this.#place, this.#signs, this.#way);
		this.#signs.ariaHidden = 'true';
		this.element.append(this.#date, this.#name, this.#foot);
	}

	update({ show, words, language }: Frame): void {
		const { summit } = show;
		const said = [
			say(this.#date, summit ? longDate(summit.date, language) : ''),
			say(this.#place, summit?.place ?? ''),
			say(this.#invitation, words.follow),
			say(this.#name, summit?.name ?? words.welcome),
		];
		this.#drawSigns(show.results.themes.map((theme) => theme.number));
		if (said.includes(true)) {
			this.#fit();
		}
	}

	tick(): void {
		// Nothing here tells the time.
	}

	resize(): void {
		this.#fit();
	}

	stop(): void {
		// Nothing runs.
	}

	#fit(): void {
		// A short place stands beside the code; a whole address needs a line of its own.
		this.#foot.classList.toggle('wide', (this.#place.textContent?.length ?? 0) > 36);
		fitText(this.#place, lineSizes);
		fitText(this.#name, nameSizes);
	}

	#drawSigns(numbers: readonly number[]): void {
		const said = numbers.join();
		if (this.#signs.dataset['numbers'] !== said) {
			this.#signs.dataset['numbers'] = said;
			this.#signs.replaceChildren(...numbers.map(drawSign));
		}
	}
}

/** No phone can follow a code that names this very machine. */
function wallAddress(): string | undefined {
	const here = /^(localhost|127\..*|\[::1\])$/.test(location.hostname);
	return here ? undefined : `${location.origin}/wall`;
}

function drawCode(address: string): Element {
	// Parsed apart: as a document of its own it can do nothing here.
	const drawing = new DOMParser().parseFromString(renderSVG(address, colours), 'image/svg+xml');
	const code = document.importNode(drawing.documentElement, true);
	code.setAttribute('class', 'code');
	code.setAttribute('role', 'img');
	code.setAttribute('aria-label', address);
	return code;
}
