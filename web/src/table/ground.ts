// What the table's tasks beside cards stand on: the server's word, the device's outbox, and who may act.
import type { ReadonlySignal } from '@preact/signals';
import type { Entities } from '../shared/entities';
import type { Entry } from '../shared/outbox';
import type { Ack, Command, Order } from '../shared/protocol';
import type { TableState } from './state';

export interface Ground {
	state: TableState;
	entities: Entities;
	/** Operations of this seat that the device keeps, in the order in which they were made. */
	own: ReadonlySignal<readonly Entry[]>;
	/** False: an observer, who looks on. */
	mayAct: ReadonlySignal<boolean>;
	/** To the outbox: resolves when the operation is on this device's disk. It goes when it can. */
	give(order: Order): Promise<void>;
	/** A refused operation that is dealt with. */
	drop(op: string): Promise<void>;
	/** To the server, now: rejects with `Refused`, and waits while there is no line. */
	ask(order: Order): Promise<Ack>;
	/** What was begun at this seat and not yet given; it outlives the page. */
	readDraft(name: string): unknown;
	writeDraft(name: string, value: unknown): void;
}

type Message<C extends Command['cmd']> = Extract<Command, { cmd: C }>;

export interface EntryOf<C extends Command['cmd']> extends Entry {
	message: Message<C>;
}

/** Those of one command, in the order in which they were made. */
export function entriesOf<C extends Command['cmd']>(ground: Ground, cmd: C): EntryOf<C>[] {
	return ground.own.value.filter((entry): entry is EntryOf<C> => entry.message.cmd === cmd);
}

/**
 * What the server said does not have this operation yet: it waits, or its answer came before the state that it made.
 * `cursor`: how far the server's word has come.
 */
export function isAhead({ state, seq = 0 }: Entry, cursor = 0): boolean {
	return state === 'waiting' || (state === 'kept' && seq > cursor);
}

export function last<T>(list: readonly T[], fits: (one: T) => boolean = () => true): T | undefined {
	return list.filter(fits).at(-1);
}
