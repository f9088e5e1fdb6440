// What a client has, kept by the rules of docs/protocol.md ("States").
import type { Entity, Gone, State } from '../../web/src/shared/protocol.gen.js';

export type { Entity, Gone, State };
export type Of<T extends Entity['type']> = Extract<Entity, { type: T }>;

type Kept = Entity | Gone;

function isGone(e: Kept): e is Gone {
	return 'gone' in e;
}

export class Entities {
	#all = new Map<string, Kept>();
	#gathering: Map<string, Kept> | null = null;
	cursor = -1;
	/** How many full states came whole. */
	fulls = 0;

	apply(state: State): void {
		const into = state.full ? this.#gather(state.part ?? 1) : this.#all;
		for (const entity of state.set as Kept[]) {
			const key = `${entity.type} ${entity.id}`;
			const had = into.get(key);
			if (!had || had.seq <= entity.seq) {
				into.set(key, entity);
			}
		}
		if (state.full && !state.last) {
			return;
		}
		if (state.full) {
			this.#all = into;
			this.#gathering = null;
			this.fulls++;
		}
		this.cursor = state.seq;
	}

	#gather(part: number): Map<string, Kept> {
		if (part === 1 || !this.#gathering) {
			this.#gathering = new Map();
		}
		return this.#gathering;
	}

	all<T extends Entity['type']>(type: T): Of<T>[] {
		return [...this.#all.values()].filter((e): e is Of<T> => e.type === type && !isGone(e));
	}

	/** Everything that is there. */
	every(): Entity[] {
		return [...this.#all.values()].filter((e): e is Entity => !isGone(e));
	}

	get<T extends Entity['type']>(type: T, id: string): Of<T> | undefined {
		const found = this.#all.get(`${type} ${id}`);
		return found && !isGone(found) ? (found as Of<T>) : undefined;
	}

	isGone(type: Entity['type'], id: string): boolean {
		const found = this.#all.get(`${type} ${id}`);
		return found !== undefined && isGone(found);
	}
}
