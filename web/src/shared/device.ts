// The device's own store (IndexedDB): unsent and sent operations, drafts, and what the server last said.
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
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
	/** The change that it made: once an entity has come with this or a later one, the server's word holds. */
	seq?: number;
	number?: string;
	late?: boolean;
	/** The edit stands beside another wording, to be chosen from. */
	variant?: boolean;
	/** It came over a replaced link, and waits for the control room. */
	held?: boolean;
	/** After plan.hand: the card that the plan is. */
	card?: string;
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
	/** Resolves when it is on disk. What is there already, by its op, stays as it is and keeps its number. */
	add(entry: Omit<Entry, 'order'>): Promise<Entry>;
	put(entries: readonly Entry[]): Promise<void>;
	remove(order: number): Promise<void>;
	read(key: string): Promise<unknown>;
	/** All that was written under keys that begin so. */
	readAll(prefix: string): Promise<Map<string, unknown>>;
	/** Undefined: under this key there is nothing any more. Resolves when it is on disk. */
	write(key: string, value: unknown): Promise<void>;
	/** Removes everything. Whoever asks something afterwards is refused. */
	wipe(): Promise<void>;
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
	#wiped = false;

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

	readAll(prefix: string): Promise<Map<string, unknown>> {
		return this.#use(async (database) => {
			const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
			const { store } = database.transaction('kept');
			const [keys, values] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
			return new Map(keys.map((key, i) => [key, values[i]]));
		});
	}

	write(key: string, value: unknown): Promise<void> {
		return this.#use(async (database) => {
			const change = database.transaction('kept', 'readwrite', { durability: 'strict' });
			await (value === undefined ? change.store.delete(key) : change.store.put(value, key));
			await change.done;
		});
	}

	async wipe(): Promise<void> {
		this.#wiped = true;
		const database = await this.#database?.catch(() => undefined);
		database?.close();
		await inTime(deleteDB(this.#name));
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
		if (this.#wiped) {
			return Promise.reject(new Error('this device was wiped'));
		}
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
			const there = [...entries.values()].find(({ op }) => op === entry.op);
			if (there) {
				return { ...entry, order: there.order };
			}
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
		readAll: async (prefix) => new Map([...kept].filter(([key]) => key.startsWith(prefix))),
		async write(key, value) {
			if (value === undefined) {
				kept.delete(key);
			} else {
				kept.set(key, value);
			}
		},
		async wipe() {
			entries.clear();
			kept.clear();
		},
	};
}
