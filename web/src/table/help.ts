// A table asks for help: what for, whether anybody knows, and when it is over.
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { uuid } from '../shared/id';
import type { Call, CallKind } from '../shared/protocol';
import { entriesOf, type Ground } from './ground';

export const callKinds: readonly CallKind[] = ['question', 'tablet', 'talk', 'care', 'other'];

export interface Asked {
	id: string;
	kind: CallKind;
	/** The server has it: somebody comes. */
	known: boolean;
}

export interface HelpTask {
	/** The call that stands. */
	asked: ReadonlySignal<Asked | undefined>;
	/** The last one was ended elsewhere: help had come. */
	helped: ReadonlySignal<boolean>;
	/** The panel is open. */
	open: Signal<boolean>;
	ask(kind: CallKind): Promise<void>;
	/** Not needed any more. */
	end(): Promise<void>;
	/** It was read that help had come. */
	dismiss(): void;
}

export function makeHelpTask(ground: Ground): HelpTask {
	const { entities } = ground;
	// Answered operations are forgotten at once, and the state that they made comes a moment later.
	const made = signal<Asked | undefined>(undefined);
	const endedHere = signal<ReadonlySet<string>>(new Set());
	const followed = signal<string | undefined>(undefined);

	const isKnown = (id: string) => entities.calls().some((call) => call.id === id);
	const asked = computed((): Asked | undefined => {
		entities.version.value;
		const ended = (id: string) =>
			endedHere.value.has(id) ||
			entriesOf(ground, 'call.end').some(({ message }) => message.id === id);
		const standing = latest(entities.calls().filter((call) => call.ended === undefined));
		if (standing && !ended(standing.id)) {
			return { id: standing.id, kind: standing.kind, known: true };
		}
		const waiting = entriesOf(ground, 'call.make')
			.filter(({ state }) => state === 'waiting')
			.map(({ message }): Asked => ({ id: message.id, kind: message.kind, known: false }))
			.filter(({ id }) => !ended(id) && !isKnown(id));
		const here = made.value && !ended(made.value.id) && !isKnown(made.value.id) && made.value;
		return waiting.at(-1) ?? (here || undefined);
	});
	effect(() => {
		const call = asked.value;
		if (call?.known) {
			made.value = undefined;
			followed.value = call.id;
		}
	});

	return {
		asked,
		helped: computed(() => {
			entities.version.value;
			const call = entities.calls().find(({ id }) => id === followed.value);
			return call?.ended !== undefined && !endedHere.value.has(call.id);
		}),
		open: signal(false),
		async ask(kind) {
			if (!ground.mayAct.value || asked.value) {
				return;
			}
			const id = uuid();
			followed.value = undefined;
			made.value = { id, kind, known: false };
			await ground.give({ cmd: 'call.make', id, kind });
		},
		async end() {
			const call = asked.value;
			if (!call || !ground.mayAct.value) {
				return;
			}
			endedHere.value = new Set([...endedHere.value, call.id]);
			await ground.give({ cmd: 'call.end', id: call.id });
		},
		dismiss() {
			followed.value = undefined;
		},
	};
}

function latest(calls: readonly Call[]): Call | undefined {
	return [...calls].sort((a, b) => a.at - b.at).at(-1);
}
