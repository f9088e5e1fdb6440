// A calm scene with the time.
import { resumesAt } from '../state';
import { fitText, make, makeOwn, say } from './dom';
import { type Frame, type Scene, timeOfDay } from './scene';

const lineSizes = [7, 6, 5];

export class Pause implements Scene {
	readonly element = make('div', 'scene pause');
	#title = makeOwn('h1', 'title');
	#time = make('p', 'time');
	#resumes = make('p', 'resumes');
	#next = makeOwn('p', 'next');

	constructor() {
		const foot = make('div', 'foot', this.#resumes, this.#next);
		this.element.append(this.#title, this.#time, foot);
	}

	update(frame: Frame): void {
		const { show, words } = frame;
		const { step, next } = show;
		say(this.#title, step?.kind === 'break' ? step.title : words.pause);
		say(this.#next, next ? words.next(next.title) : '');
		this.tick(frame);
		this.#fit();
	}

	tick({ show, words, language, now }: Frame): void {
		const end = resumesAt(show.step, now);
		say(this.#time, timeOfDay(now, language));
		say(this.#resumes, end === undefined ? '' : words.resumes(timeOfDay(end, language)));
	}

	resize(): void {
		this.#fit();
	}

	stop(): void {
		// Nothing runs.
	}

	#fit(): void {
		fitText(this.#title, [9, 7.5, 6, 5]);
		fitText(this.#next, lineSizes);
	}
}
