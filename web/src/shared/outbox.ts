// Operations of this device on their way to the server. An operation is on disk before it is sent,
// and most stay after their answer as a second copy. Knows no page and no socket.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { Backoff } from './backoff';
import type { Device, Entry } from './device';
import type { Ack, Command, Nack, Welcome } from './protocol';
import { takeTurn } from './turn';

export type { Entry };

/** An operation goes to the summit and seat that it was made for, and to no other. */
export interface Where {
	summit: string;
	seat: string;
}

export interface Line {
	welcome: Welcome;
	/** False: there is no line any more. */
	send(message: Command): boolean;
}

/** Of these no second copy is kept: a day that goes on from a backup can do without them. */
const passing: readonly Command['cmd'][] = ['call.make', 'call.end', 'notice.seen'];

/** With two tabs open one of them sends; should it sleep, the other does so after this long. */
const overdueAfter = 5000;
/** What could not be stored is tried again so often. */
const storeAgainAfter = 5000;
/** The store numbers with whole numbers; what it has not taken stands between them, for this tab alone. */
const unnumberedStep = 2 ** -20;

export class Outbox {
	#entries = signal<readonly Entry[]>([]);
	#durable: ReturnType<typeof signal<boolean>>;
	/** Those of every seat, in the order in which they were made. */
	readonly entries: ReadonlySignal<readonly Entry[]> = this.#entries;
	/** False: this browser keeps nothing, or its disk is full; a reload would lose what waits. */
	readonly durable = computed(() => this.#durable.value === true);

	#device: Device;
	#channel: BroadcastChannel | undefined;
	#backoff: Backoff;
	/** By op. */
	#unwritten = new Map<string, Entry>();
	#work: Promise<unknown> = Promise.resolve();
	#storing: ReturnType<typeof setTimeout> | undefined;

	#line: Line | undefined;
	#inFlight = new Set<string>();
	#paused: ReturnType<typeof setTimeout> | undefined;
	#release: (() => void) | undefined;
	#isSender = false;
	/** The link of this seat was replaced: only new cards are still taken. */
	#replaced = false;
	#watched = new Set<string>();
	#overdue = new Set<string>();
	#watch: ReturnType<typeof setInterval> | undefined;

	constructor(device: Device, random: () => number = Math.random) {
		this.#device = device;
		this.#durable = signal(device.durable);
		this.#backoff = new Backoff(1000, 15_000, random);
		if (typeof BroadcastChannel !== 'undefined') {
			this.#channel = new BroadcastChannel('burgertop:outbox');
			this.#channel.onmessage = () => void this.load();
		}
	}

	/** Reads what the device keeps; also when another tab says that it has changed. */
	load(): Promise<void> {
		return this.#queue(async () => {
			const stored = await this.#device.entries();
			for (const { op, order } of stored) {
				// A write that was given up may have come through after all.
				this.#number(op, order);
			}
			const known = new Set(stored.map(({ op }) => op));
			const all = stored.map((entry) => this.#unwritten.get(entry.op) ?? entry);
			const unstored = [...this.#unwritten.values()].filter(({ op }) => !known.has(op));
			this.#entries.value = [...all, ...unstored].sort(inOrder);
			this.#pump();
		});
	}

	/**
	 * Resolves when the operation is on disk; only then it is sent. What waits is never altered to
	 * say something newer instead: another tab, or this one before a reload, may have sent it.
	 */
	add(message: Command, { summit, seat }: Where): Promise<void> {
		return this.#queue(async () => {
			const made = { op: message.op, summit, seat, made: Date.now(), message };
			const entry = await this.#keep({ ...made, state: 'waiting' });
			this.#entries.value = [...this.#entries.value, entry];
			this.#channel?.postMessage('changed');
			this.#pump();
		});
	}

	/** A refused operation whose text has gone elsewhere. */
	remove(op: string): Promise<void> {
		const entry = this.#find(op);
		this.#forget(op);
		return this.#queue(async () => {
			// It may have been read back, or stored, in the meantime.
			this.#forget(op);
			if (entry) {
				const { order } = isNumbered(entry) ? entry : await this.#addToStore(entry);
				await this.#device.remove(order);
				this.#channel?.postMessage('changed');
			}
		});
	}

	/** The line stands: send what waits, in its order. */
	online(line: Line): void {
		this.offline();
		this.#line = line;
		const { summit, seat, epoch } = line.welcome;
		this.#replaced = line.welcome.replaced === true;
		// A server from a backup lacks what came after it: it gets back all that this device keeps.
		const again = this.#entries.value.filter(
			(entry) => isFor(entry, { summit, seat }) && entry.state === 'kept' && entry.epoch !== epoch,
		);
		this.#change(again.map((entry) => ({ ...entry, state: 'waiting' })));
		this.#release = takeTurn(`burgertop:outbox:${summit}:${seat}`, () => {
			this.#isSender = true;
			this.#pump();
		});
		this.#watch = setInterval(() => this.#lookForOverdue(), overdueAfter);
		this.#pump();
	}

	offline(): void {
		this.#line = undefined;
		this.#inFlight.clear();
		this.#overdue.clear();
		this.#isSender = false;
		this.#release?.();
		this.#release = undefined;
		clearInterval(this.#watch);
		clearTimeout(this.#paused);
		this.#paused = undefined;
	}

	/** For good: it sends nothing more. What it still has to write, and to say of that, goes first. */
	close(): void {
		this.offline();
		void this.#queue(async () => {
			this.#channel?.close();
			this.#channel = undefined;
		});
	}

	/** False: the answer is to an operation of somebody else. */
	answer(answer: Ack | Nack): boolean {
		const isReplaced = answer.t === 'nack' && answer.code === 'link_replaced';
		this.#replaced ||= isReplaced;
		const entry = answer.op === undefined ? undefined : this.#find(answer.op);
		if (!entry) {
			return false;
		}
		this.#inFlight.delete(entry.op);
		if (isReplaced) {
			// Not refused for good: it waits for the new link of its seat.
			this.#pump();
			return true;
		}
		if (answer.t === 'ack') {
			this.#backoff.reset();
			this.#change([acknowledged(entry, answer, this.#line?.welcome.epoch)]);
		} else if (answer.retry || answer.code === 'hello_first') {
			this.#pause();
			this.#pump();
			return true;
		} else {
			this.#change([{ ...entry, state: 'refused', code: answer.code }]);
		}
		if (passing.includes(entry.message.cmd)) {
			void this.remove(entry.op);
		}
		this.#pump();
		return true;
	}

	#forget(op: string): void {
		this.#unwritten.delete(op);
		this.#entries.value = this.#entries.value.filter((entry) => entry.op !== op);
	}

	#find(op: string): Entry | undefined {
		return this.#entries.value.find((entry) => entry.op === op);
	}

	#pump(): void {
		const line = this.#line;
		if (!line || this.#paused !== undefined) {
			return;
		}
		const ahead = new Set<string>();
		for (const entry of this.#waiting(line)) {
			if (this.#inFlight.size >= line.welcome.limits.inflight) {
				return;
			}
			// An edit must not overtake its card, should the server have asked for that one again.
			const subject = subjectOf(entry.message);
			const follows = subject !== undefined && ahead.has(subject);
			ahead.add(subject ?? entry.op);
			if (follows || this.#inFlight.has(entry.op) || !this.#maySend(entry)) {
				continue;
			}
			if (!line.send(messageOf(entry))) {
				return;
			}
			this.#inFlight.add(entry.op);
		}
	}

	#maySend(entry: Entry): boolean {
		const taken = !this.#replaced || entry.message.cmd === 'card.add';
		return taken && (this.#isSender || this.#overdue.has(entry.op));
	}

	#waiting(line: Line): Entry[] {
		return this.#entries.value.filter(
			(entry) => entry.state === 'waiting' && isFor(entry, line.welcome),
		);
	}

	#pause(): void {
		clearTimeout(this.#paused);
		this.#paused = setTimeout(() => {
			this.#paused = undefined;
			this.#pump();
		}, 500 + this.#backoff.next());
	}

	/** What waited a while ago and still does: whoever should have sent it is asleep. */
	#lookForOverdue(): void {
		const line = this.#line;
		if (!line || this.#isSender) {
			return;
		}
		const before = this.#watched;
		this.#watched = new Set(this.#waiting(line).map((entry) => entry.op));
		this.#overdue = new Set([...this.#watched].filter((op) => before.has(op)));
		this.#pump();
	}

	async #keep(entry: Omit<Entry, 'order'>): Promise<Entry> {
		try {
			// What was made before it comes before it in the store as well.
			await this.#storeNew();
			return await this.#device.add(entry);
		} catch {
			this.#storeLater();
			const last = this.#entries.value.at(-1)?.order ?? 0;
			const kept = { ...entry, order: last + unnumberedStep };
			this.#unwritten.set(kept.op, kept);
			return kept;
		}
	}

	/** What the store never took, in its order. */
	async #storeNew(): Promise<void> {
		const fresh = [...this.#unwritten.values()].filter((entry) => !isNumbered(entry));
		for (const entry of fresh.sort(inOrder)) {
			const { order } = await this.#addToStore(entry);
			this.#number(entry.op, order);
		}
	}

	/** Once, however often it is tried. Its number comes from the store, which all tabs share. */
	#addToStore({ order: _, ...entry }: Entry): Promise<Entry> {
		return this.#device.add(entry);
	}

	#number(op: string, order: number): void {
		const entry = this.#unwritten.get(op);
		if (entry && entry.order !== order) {
			this.#unwritten.set(op, { ...entry, order });
			this.#showUnwritten();
		}
	}

	#showUnwritten(): void {
		const shown = this.#entries.value.map((entry) => this.#unwritten.get(entry.op) ?? entry);
		this.#entries.value = shown.sort(inOrder);
	}

	#change(changed: readonly Entry[]): void {
		if (changed.length === 0) {
			return;
		}
		for (const entry of changed) {
			this.#unwritten.set(entry.op, entry);
		}
		this.#showUnwritten();
		void this.#queue(() => this.#write());
	}

	async #write(): Promise<void> {
		await this.#storeNew();
		const batch = [...this.#unwritten.values()];
		if (batch.length === 0) {
			return;
		}
		await this.#device.put(batch);
		this.#durable.value = this.#device.durable;
		for (const entry of batch) {
			if (this.#unwritten.get(entry.op) === entry) {
				this.#unwritten.delete(entry.op);
			}
		}
		this.#channel?.postMessage('changed');
	}

	#storeLater(): void {
		this.#durable.value = false;
		this.#storing ??= setTimeout(() => {
			this.#storing = undefined;
			void this.#queue(() => this.#write());
		}, storeAgainAfter);
	}

	/** One after another, so that what is read back is never older than what was written. */
	#queue(work: () => Promise<void>): Promise<void> {
		const result = this.#work.then(work).catch(() => this.#storeLater());
		this.#work = result;
		return result;
	}
}

function isNumbered({ order }: Entry): boolean {
	return Number.isInteger(order);
}

function inOrder(a: Entry, b: Entry): number {
	return a.order - b.order;
}

function isFor(entry: Entry, { summit, seat }: Where): boolean {
	return entry.summit === summit && entry.seat === seat;
}

/** What an operation is about, if one about the same thing must be answered before it is sent. */
function subjectOf(message: Command): string | undefined {
	switch (message.cmd) {
		case 'card.add':
		case 'card.edit':
		case 'card.withdraw':
		case 'card.restore':
		case 'call.make':
		case 'call.end':
			return message.id;
		case 'plan.write':
		case 'plan.hand':
			return message.step;
		case 'ballot.cast':
			return message.weighing;
		default:
			return undefined;
	}
}

/** A card that a server from a backup gets back keeps the name and number it is known by. */
function messageOf({ message, number, card }: Entry): Command {
	if (message.cmd !== 'card.add' && message.cmd !== 'plan.hand') {
		return message;
	}
	return {
		...message,
		...(number !== undefined && { number: Number(number.split('-')[1]) }),
		...(message.cmd === 'plan.hand' && card !== undefined && { card }),
	};
}

function acknowledged(entry: Entry, ack: Ack, epoch: string | undefined): Entry {
	// What an earlier epoch said of it holds no longer, but for its name and number.
	const { late: _late, variant: _variant, held: _held, ...same } = entry;
	return {
		...same,
		state: 'kept',
		...(epoch !== undefined && { epoch }),
		seq: ack.seq,
		...(ack.number !== undefined && { number: ack.number }),
		...(ack.card !== undefined && { card: ack.card }),
		...(ack.late !== undefined && { late: ack.late }),
		...(ack.variant !== undefined && { variant: ack.variant }),
		...(ack.held !== undefined && { held: ack.held }),
	};
}
