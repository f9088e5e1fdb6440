// What the control room does. Every move names the step that it leaves, so that two people who press
// at the same moment advance the evening once.
import { batch } from '@preact/signals';
import type { NackCode, Order, Scene, SceneKind, Step } from '../shared/protocol';
import type { Hall, Move } from './hall';
import type { Control } from './state';

/** Longer than a double press, shorter than anybody waits. */
export const REST_MS = 1500;

export interface Page {
	readonly control: Control;
	readonly perform: (order: Order) => Promise<unknown>;
	readonly later: (what: () => void, ms: number) => void;
}

export function receive({ control }: Page, hall: Hall): void {
	batch(() => {
		control.hall.value = hall;
		control.ready.value = true;
		const { asking } = control;
		const isStale = asking.value && asking.value.from?.id !== control.now.current.value?.id;
		if (isStale) {
			// The question was about a step that is over by now.
			asking.value = null;
			control.notice.value = { say: 'first' };
		}
	});
}

function codeOf(refusal: unknown): NackCode | null {
	if (typeof refusal !== 'object' || refusal === null || !('code' in refusal)) {
		return null;
	}
	return typeof refusal.code === 'string' ? (refusal.code as NackCode) : null;
}

export function isAtRest({ control }: Page): boolean {
	return control.going.value === null && !control.resting.value;
}

/** The large button. */
export function goNext(page: Page): void {
	const move = page.control.now.next.value;
	if (move) {
		go(page, move);
	}
}

/** Another step than the next one is asked about first. */
export function ask({ control }: Page, to: Step): void {
	const from = control.now.current.value;
	control.asking.value = to.id === from?.id ? null : { from, to };
}

export function answer(page: Page, yes: boolean): void {
	const move = page.control.asking.value;
	page.control.asking.value = null;
	if (move && yes) {
		go(page, move);
	}
}

function go(page: Page, move: Move): void {
	const { control } = page;
	if (!isAtRest(page)) {
		return;
	}
	control.asking.value = null;
	control.notice.value = null;
	control.going.value = move;
	const from = move.from ? { from: move.from.id } : {};
	page.perform({ cmd: 'programme.go', ...from, to: move.to.id }).then(
		() => arrived(page, { say: 'went', title: move.to.title }),
		(refusal: unknown) => {
			const code = codeOf(refusal);
			arrived(page, code === 'step_changed' ? { say: 'first' } : { say: 'refused', code });
		},
	);
}

function arrived({ control, later }: Page, notice: Control['notice']['value']): void {
	batch(() => {
		control.going.value = null;
		control.resting.value = true;
		control.notice.value = notice;
	});
	later(() => {
		control.resting.value = false;
	}, REST_MS);
}

export function show(page: Page, scene: Scene, room: string, kind: SceneKind): void {
	const { showing, notice } = page.control;
	if (showing.value.has(scene.id) || scene.kind === kind) {
		return;
	}
	showing.value = new Map(showing.value).set(scene.id, kind);
	const done = (say: Control['notice']['value']) =>
		batch(() => {
			const left = new Map(showing.value);
			left.delete(scene.id);
			showing.value = left;
			notice.value = say;
		});
	page.perform({ cmd: 'scene.show', id: scene.id, kind }).then(
		() => done({ say: 'shown', room, kind }),
		(refusal: unknown) => done({ say: 'refused', code: codeOf(refusal) }),
	);
}
