// The whole screen: one scene, and the change from one to the next.
import type { SceneKind } from '../../shared/protocol';
import { make } from './dom';
import { Live } from './live';
import { fadeAway, fadeIn } from './motion';
import { Pause } from './pause';
import type { Frame, Scene } from './scene';
import { Welcome } from './welcome';

const makers: Record<SceneKind, new () => Scene> = { welcome: Welcome, live: Live, pause: Pause };

export class StageView {
	#root: HTMLElement;
	#kind: SceneKind | 'no key' | undefined;
	#scene: Scene | undefined;
	#frame: Frame | undefined;

	constructor(root: HTMLElement) {
		this.#root = root;
	}

	show(frame: Frame): void {
		this.#frame = frame;
		const { scene } = frame.show;
		if (this.#kind !== scene) {
			const next = new makers[scene]();
			this.#swap(next.element);
			this.#kind = scene;
			this.#scene = next;
		}
		this.#scene?.update(frame);
	}

	/** Nobody has told this screen whose stage it is. */
	showNoKey(words: Frame['words']): void {
		const page = make('div', 'scene no-key');
		page.append(make('h1', 'title', words.noKeyTitle), make('p', 'line', words.noKeyText));
		this.#swap(page);
		this.#kind = 'no key';
		this.#scene = undefined;
	}

	tick(now: number): void {
		if (this.#frame) {
			this.#frame = { ...this.#frame, now };
			this.#scene?.tick(this.#frame);
		}
	}

	resize(): void {
		if (this.#frame) {
			this.#scene?.resize(this.#frame);
		}
	}

	#swap(element: HTMLElement): void {
		this.#scene?.stop();
		for (const old of [...this.#root.children]) {
			fadeAway(old as HTMLElement, 800);
		}
		this.#root.append(element);
		fadeIn(element, 800, 200);
	}
}
