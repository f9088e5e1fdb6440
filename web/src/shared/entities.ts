// What the server has told this page: whole states of entities, the newest of each. Knows no socket.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type {
	Ballot,
	Call,
	Card,
	Entity,
	EntityType,
	Gone,
	Idea,
	Notice,
	Plan,
	Receipt,
	Room,
	Scene,
	Signoff,
	State,
	Step,
	Summit,
	Table,
	Tally,
	Theme,
	Weighing,
} from './protocol';

export interface Change {
	type: EntityType;
	id: string;
	/** Absent: it is new. */
	before?: Entity;
	/** Absent: it has gone. */
	after?: Entity;
}

type Known = Entity | Gone;
type Kind<T extends EntityType> = Extract<Entity, { type: T }>;

interface Gathering {
	seq: number;
	parts: number;
	held: Map<string, Known>;
}

const keyOf = (known: Known) => `${known.type}/${known.id}`;
const isGone = (known: Known | undefined): known is Gone => known !== undefined && 'gone' in known;
const alive = (known: Known | undefined): Entity | undefined =>
	known === undefined || isGone(known) ? undefined : known;

export class Entities {
	/** What to say as `since`. Undefined: nothing whole has come yet. */
	cursor: number | undefined = undefined;

	// Those that have gone stay here as such, so that an older state does not bring them back.
	#held = new Map<string, Known>();
	#gathering: Gathering | undefined;
	#listeners = new Set<(changes: readonly Change[]) => void>();
	#version = signal(0);

	readonly version: ReadonlySignal<number> = this.#version;
	/** There is a whole picture, if perhaps an old one. */
	readonly complete = computed(() => this.#version.value > 0 && this.cursor !== undefined);

	apply(state: State): void {
		if (state.full) {
			this.#gather(state);
			return;
		}
		// What comes between the parts of a full state must outlive the change-over.
		if (this.#gathering) {
			merge(this.#gathering.held, state.set);
		}
		const changes = this.#merge(state.set);
		this.cursor = state.seq;
		this.#tell(changes);
	}

	/** What this device kept from an earlier visit, until the server has said something. */
	restore(entities: readonly Entity[], cursor: number): void {
		this.apply({ t: 'state', seq: cursor, full: true, part: 1, last: true, set: [...entities] });
	}

	/** The line broke: a full state that had begun will not be finished. */
	breakOff(): void {
		this.#gathering = undefined;
	}

	/** All that is held, to keep on this device. */
	all(): Entity[] {
		return [...this.#held.values()].flatMap((known) => alive(known) ?? []);
	}

	onChange(listener: (changes: readonly Change[]) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	summit(): Summit | undefined {
		return this.#list('summit')[0];
	}

	/** By id; without one, the step that the programme is in. */
	step(id?: string): Step | undefined {
		return this.#find('step', id ?? this.summit()?.step);
	}

	room = (id: string | undefined): Room | undefined => this.#find('room', id);
	table = (id: string | undefined): Table | undefined => this.#find('table', id);
	theme = (id: string | undefined): Theme | undefined => this.#find('theme', id);
	scene = (id: string | undefined): Scene | undefined => this.#find('scene', id);
	card = (id: string | undefined): Card | undefined => this.#find('card', id);
	plan = (id: string | undefined): Plan | undefined => this.#find('plan', id);
	weighing = (id: string | undefined): Weighing | undefined => this.#find('weighing', id);
	idea = (id: string | undefined): Idea | undefined => this.#find('idea', id);
	tally = (theme: string | undefined): Tally | undefined => this.#find('tally', theme);

	rooms = (): Room[] => this.#list('room').sort(byNumber);
	tables = (): Table[] => this.#list('table').sort(byNumber);
	themes = (): Theme[] => this.#list('theme').sort(byNumber);
	steps = (): Step[] => this.#list('step').sort(byNumber);
	scenes = (): Scene[] => this.#list('scene');
	/** Table by table, in the order of their numbers. */
	cards = (): Card[] => this.#list('card').sort(byCardNumber);
	/** In the order in which this page first heard of them. */
	ideas = (): Idea[] => this.#list('idea');
	plans = (): Plan[] => this.#list('plan');
	weighings = (): Weighing[] => this.#list('weighing');
	ballots = (): Ballot[] => this.#list('ballot');
	calls = (): Call[] => this.#list('call');
	notices = (): Notice[] => this.#list('notice');
	receipts = (): Receipt[] => this.#list('receipt');
	signoffs = (): Signoff[] => this.#list('signoff');
	tallies = (): Tally[] => this.#list('tally');
	cardsOf = (idea: string): Card[] => this.cards().filter((card) => card.idea === idea);

	#gather(state: State): void {
		const part = state.part ?? 1;
		if (part === 1) {
			this.#gathering = { seq: state.seq, parts: 0, held: new Map() };
		}
		const gathering = this.#gathering;
		if (!gathering || gathering.seq !== state.seq || gathering.parts !== part - 1) {
			this.#gathering = undefined;
			return;
		}
		gathering.parts = part;
		merge(gathering.held, state.set);
		if (state.last) {
			this.#gathering = undefined;
			const changes = difference(this.#held, gathering.held);
			this.#held = gathering.held;
			this.cursor = state.seq;
			this.#tell(changes);
		}
	}

	#merge(set: readonly Known[]): Change[] {
		const before = new Map(set.map((known) => [keyOf(known), this.#held.get(keyOf(known))]));
		merge(this.#held, set);
		return [...before].flatMap(([key, old]) => change(key, old, this.#held.get(key)) ?? []);
	}

	#tell(changes: readonly Change[]): void {
		this.#version.value++;
		for (const listener of this.#listeners) {
			listener(changes);
		}
	}

	#find<T extends EntityType>(type: T, id: string | undefined): Kind<T> | undefined {
		return alive(this.#held.get(`${type}/${id}`)) as Kind<T> | undefined;
	}

	#list<T extends EntityType>(type: T): Kind<T>[] {
		const found: Kind<T>[] = [];
		for (const known of this.#held.values()) {
			if (known.type === type && !isGone(known)) {
				found.push(known as Kind<T>);
			}
		}
		return found;
	}
}

function merge(held: Map<string, Known>, set: readonly Known[]): void {
	for (const known of set) {
		const key = keyOf(known);
		if ((held.get(key)?.seq ?? -1) < known.seq) {
			held.set(key, known);
		}
	}
}

function difference(before: Map<string, Known>, after: Map<string, Known>): Change[] {
	const keys = new Set([...before.keys(), ...after.keys()]);
	return [...keys].flatMap((key) => change(key, before.get(key), after.get(key)) ?? []);
}

function change(key: string, old: Known | undefined, now: Known | undefined): Change | undefined {
	const before = alive(old);
	const after = alive(now);
	// In another epoch the same number may stand for something else.
	if (before?.seq === after?.seq && JSON.stringify(before) === JSON.stringify(after)) {
		return undefined;
	}
	const [type, id] = key.split('/') as [EntityType, string];
	return { type, id, ...(before && { before }), ...(after && { after }) };
}

function byNumber(a: { number: number }, b: { number: number }): number {
	return a.number - b.number;
}

function byCardNumber(a: Card, b: Card): number {
	const [tableA = 0, countA = 0] = a.number.split('-').map(Number);
	const [tableB = 0, countB = 0] = b.number.split('-').map(Number);
	return tableA - tableB || countA - countB;
}
