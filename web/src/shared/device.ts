// The device's own store (IndexedDB): unsent and sent operations, drafts, and what the server last said.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Command, NackCode } from './protocol';

/** An operation of this device, kept until the device is wiped at the end of the day. */
export interface Entry {
	/** The order in which they were made on this device. */
	order: number;
	op: string;
	summit: string;
	seat: string;
	made: number;
	message: Command;
	state: 'waiting' | 'kept' | 'refused';
	/** With an acknowledgement: the epoch it was given in, and what it said. */
	epoch?: string;
	number?: string;
	late?: boolean;
	/** With a refusal. */
	code?: NackCode;
}

interface Schema extends DBSchema {
	outbox: { key: number; value: Entry; indexes: { op: string } };
	kept: { key: string; value: unknown };
}

/** The few things that are asked of the store; memory can do them too, as long as the page is open. */
export interface Device {
	readonly durable: boolean;
	entries(): Promise<Entry[]>;
	/** Resolves when it is on disk. */
	add(entry: Omit<Entry, 'order'>): Promise<Entry>;
	put(entries: readonly Entry[]): Promise<void>;
	remove(order: number): Promise<void>;
	read(key: string): Promise<unknown>;
	write(key: string, value: unknown): Promise<void>;
}

const patience = 2000;

/** Never rejects, and never waits long: a browser that forbids or stalls the store gets memory. */
export async function openDevice(name = 'burgertop'): Promise<Device> {
	if (typeof indexedDB === 'undefined') {
		return memoryDevice();
	}
	try {
		const store = new Store(name);
		await store.entries();
		return store;
	} catch {
		return memoryDevice();
	}
}

function inTime<T>(work: Promise<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		const late = setTimeout(() => reject(new Error('the store does not answer')), patience);
		work.then(resolve, reject).finally(() => clearTimeout(late));
	});
}

class Store implements Device {
	readonly durable = true;
	#name: string;
	#database: Promise<IDBPDatabase<Schema>> | undefined;

	constructor(name: string) {
		this.#name = name;
	}

	entries(): Promise<Entry[]> {
		return this.#use((database) => database.getAll('outbox'));
	}

	add(entry: Omit<Entry, 'order'>): Promise<Entry> {
		return this.#use(async (database) => {
			const change = database.transaction('outbox', 'readwrite', { durability: 'strict' });
			// A second try after a failure must not make a second entry.
			const there = await change.store.index('op').get(entry.op);
			// The order comes from the store's key generator, which both tabs of a device share.
			const order = there?.order ?? (await change.store.add(entry as Entry));
			await change.done;
			return { ...entry, order };
		});
	}

	put(entries: readonly Entry[]): Promise<void> {
		return this.#use(async (database) => {
			const change = database.transaction('outbox', 'readwrite', { durability: 'strict' });
			await Promise.all(entries.map((entry) => change.store.put(entry)));
			await change.done;
		});
	}

	remove(order: number): Promise<void> {
		return this.#use((database) => database.delete('outbox', order));
	}

	read(key: string): Promise<unknown> {
		return this.#use((database) => database.get('kept', key));
	}

	write(key: string, value: unknown): Promise<void> {
		return this.#use(async (database) => {
			await database.put('kept', value, key);
		});
	}

	/** Browsers sometimes drop or stall the connection to a healthy store: once more, with a new one. */
	async #use<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
		try {
			return await inTime(this.#open().then(work));
		} catch {
			this.#database = undefined;
			return inTime(this.#open().then(work));
		}
	}

	#open(): Promise<IDBPDatabase<Schema>> {
		this.#database ??= openDB<Schema>(this.#name, 1, {
			upgrade(database) {
				const outbox = database.createObjectStore('outbox', {
					keyPath: 'order',
					autoIncrement: true,
				});
				outbox.createIndex('op', 'op', { unique: true });
				database.createObjectStore('kept');
			},
			// Another tab has a newer page that wants to upgrade: do not stand in its way.
			blocking: (_old, _new, event) => (event.target as IDBDatabase).close(),
			terminated: () => {
				this.#database = undefined;
			},
		});
		return this.#database;
	}
}

export function memoryDevice(): Device {
	const entries = new Map<number, Entry>();
	const kept = new Map<string, unknown>();
	let last = 0;
	return {
		durable: false,
		entries: async () => [...entries.values()],
		async add(entry) {
			const made = { ...entry, order: ++last };
			entries.set(made.order, made);
			return made;
		},
		async put(changed) {
			for (const entry of changed) {
				entries.set(entry.order, entry);
			}
		},
		async remove(order) {
			entries.delete(order);
		},
		read: async (key) => kept.get(key),
		async write(key, value) {
			kept.set(key, value);
		},
	};
}
