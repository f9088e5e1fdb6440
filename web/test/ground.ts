// A table with a made-up server: what the tasks of the tablet stand on, and what they do with it.
import { computed, signal } from '@preact/signals';
import { Entities } from '../src/shared/entities';
import type { Seat } from '../src/shared/live';
import type { Entry } from '../src/shared/outbox';
import type { Card, Command, Entity, Order, Step } from '../src/shared/protocol';
import type { Status } from '../src/shared/socket';
import type { Ground } from '../src/table/ground';
import { isOf, makeState } from '../src/table/state';

export const seat: Seat = {
	name: 'table/12',
	role: 'table',
	number: 12,
	summit: 'summit',
	epoch: 'epoch',
	limits: { text: 1000, title: 20, field: 60, message: 65_536, inflight: 64 },
};

/** Everything is waiting until the test says that the server answered. */
export class TestGround implements Ground {
	entities = new Entities();
	entries = signal<readonly Entry[]>([]);
	line = signal<Status>('online');
	state = makeState({
		entities: this.entities,
		seat: signal<Seat | undefined>(seat),
		line: this.line,
		refusal: signal(undefined),
		entries: this.entries,
		durable: signal(true),
		replaced: signal(false),
		presence: signal(new Map()),
		place: signal(undefined),
		former: signal([]),
	});
	own = computed(() => this.entries.value.filter((entry) => isOf(entry, seat)));
	mayAct = signal(true);
	asked: Order[] = [];
	drafts = new Map<string, unknown>();
	seq = 0;
	#order = 0;

	async give(order: Order): Promise<void> {
		const op = `op${++this.#order}`;
		this.entries.value = [
			...this.entries.value,
			{
				order: this.#order,
				op,
				summit: seat.summit,
				seat: seat.name,
				made: this.#order,
				message: { t: 'do', op, ...order } as Command,
				state: 'waiting',
			},
		];
	}
	async drop(op: string): Promise<void> {
		this.entries.value = this.entries.value.filter((entry) => entry.op !== op);
	}
	async ask(order: Order) {
		this.asked.push(order);
		return { t: 'ack' as const, op: '', seq: this.seq };
	}
	readDraft(name: string): unknown {
		return this.drafts.get(name);
	}
	writeDraft(name: string, value: unknown): void {
		this.drafts.set(name, JSON.parse(JSON.stringify(value)));
	}

	/** The server says how these are now; each is a change. */
	set(...list: (Omit<Entity, 'seq'> & { seq?: number })[]): void {
		for (const entity of list) {
			const seq = ++this.seq;
			this.entities.apply({ t: 'state', seq, set: [{ ...entity, seq } as Entity] });
		}
	}
	gone(type: Entity['type'], id: string): void {
		const seq = ++this.seq;
		this.entities.apply({ t: 'state', seq, set: [{ type, id, seq, gone: true }] });
	}
	/** The server answered the first operation that waits: before the state that it made. */
	answer(how: Partial<Entry> = {}): void {
		const waiting = this.entries.value.find(({ state }) => state === 'waiting');
		this.entries.value = this.entries.value.map((entry) =>
			entry === waiting
				? { ...entry, state: 'kept', epoch: seat.epoch, seq: this.seq + 1, ...how }
				: entry,
		);
	}
	/** The commands that wait for the server. */
	get waiting(): Command[] {
		return this.own.value.filter(({ state }) => state === 'waiting').map(({ message }) => message);
	}

	/** Two rounds with a break between them; the second one asks for a plan. */
	programme(now?: string, ended: string[] = []): void {
		const step = (id: string, number: number, kind: Step['kind'], over: Partial<Step> = {}) => ({
			type: 'step' as const,
			id,
			number,
			kind,
			title: id,
			minutes: 20,
			...(ended.includes(id) && { started: 1, ended: 2 }),
			...over,
		});
		const work = [{ theme: 'water', tables: [12] }];
		const plan: Partial<Step> = { makes: 'plan', fields: ['Wat', 'Waarom'] };
		const summit = { type: 'summit', id: 's', name: '', place: '', date: '', language: 'nl' };
		this.set(
			step('r1', 1, 'round', { work }),
			step('b', 2, 'break'),
			step('r2', 3, 'round', { work, ...plan }),
			step('w', 4, 'weighing'),
			step('p', 5, 'presentation'),
			step('c', 6, 'closing'),
			{ type: 'theme', id: 'water', number: 1, title: 'Water' } as Entity,
			{ ...summit, ...(now && { step: now }) } as Entity,
		);
	}
	card(n: number, over: Partial<Card> = {}): void {
		const version = this.seq + 1;
		this.set({
			type: 'card',
			id: `card${n}`,
			number: `12-${n}`,
			theme: 'water',
			kind: 'idea',
			text: `tekst ${n}`,
			version,
			step: 'r1',
			...over,
		} as Card);
	}
}
