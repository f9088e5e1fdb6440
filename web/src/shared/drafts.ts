// What stands half-written in a field, kept with every keystroke: in the tab, for two tabs may be
// typing, and in the device's store, which outlives a browser that is killed.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Device } from './device';
import { uuid } from './id';
import { readStored, writeStored } from './stored';

/** Whose draft it is. */
export interface Desk {
	summit: string;
	seat: string;
}

/** Which tab wrote it, and its how manieth it is: no clock tells the newer of two. */
interface Kept {
	tab: string;
	count: number;
	/** Absent: nothing stands there any more. An older copy must not bring it back. */
	value?: unknown;
}

const shelf = 'draft:';
const perTab = () => sessionStorage;

export class Drafts {
	#durable = signal(true);
	/** False: the last keystrokes are in this tab alone. */
	readonly durable: ReadonlySignal<boolean> = this.#durable;

	#device: Device;
	#kept = new Map<string, Kept>();
	#tab = tabId();
	#count = 0;
	#unwritten = new Map<string, Kept>();
	#writing: Promise<void> | undefined;
	#closed = false;

	constructor(device: Device) {
		this.#device = device;
	}

	/** Reads what the device keeps; before this there are only drafts of the tab. */
	async load(): Promise<void> {
		const found = await this.#device.readAll(shelf).catch(() => new Map<string, unknown>());
		this.#kept = new Map([...found].flatMap(([key, value]) => asKept(value, key)));
		this.#count = Math.max(0, ...[...this.#kept.values()].map(({ count }) => count));
	}

	/** `of` says what it is a draft of. The caller looks whether what it gets has the shape of one. */
	read(desk: Desk, of: string): unknown {
		const key = keyOf(desk, of);
		const mine = parse(readStored(key, perTab));
		const kept = this.#kept.get(key);
		// A browser that was killed may bring back its tab as it was a while before.
		const isOlder = mine && kept && kept.tab === mine.tab && kept.count > mine.count;
		return mine && !isOlder ? mine.value : kept?.value;
	}

	/** Undefined: there is none any more. */
	write(desk: Desk, of: string, value: unknown): void {
		if (this.#closed) {
			return;
		}
		const key = keyOf(desk, of);
		const kept = { tab: this.#tab, count: ++this.#count, value };
		writeStored(key, JSON.stringify(kept), perTab);
		this.#kept.set(key, kept);
		this.#unwritten.set(key, kept);
		this.#writing ??= this.#writeAll();
	}

	/** For a device that is wiped: from now on nothing is written. */
	close(): void {
		this.#closed = true;
	}

	/** All that stand on this device, of every seat, by `summit:seat:of`. */
	all(): Map<string, unknown> {
		const standing = [...this.#kept].filter(([, { value }]) => value !== undefined);
		return new Map(standing.map(([key, { value }]) => [key.slice(shelf.length), value]));
	}

	/** Resolves when what was written is in the store, or could not be. */
	async settled(): Promise<void> {
		await this.#writing;
	}

	/** One at a time, and always the latest: keystrokes that come meanwhile do not queue up. */
	async #writeAll(): Promise<void> {
		for (const [key, kept] of this.#unwritten) {
			this.#unwritten.delete(key);
			try {
				await this.#device.write(key, kept);
				this.#durable.value = this.#device.durable;
			} catch {
				this.#durable.value = false;
			}
		}
		this.#writing = undefined;
	}
}

function tabId(): string {
	const key = 'burgertop:tab';
	const id = readStored(key, perTab) ?? uuid();
	writeStored(key, id, perTab);
	return id;
}

function keyOf({ summit, seat }: Desk, of: string): string {
	return `${shelf}${summit}:${seat}:${of}`;
}

function asKept(value: unknown, key: string): [string, Kept][] {
	const { tab, count, value: inside } = (value ?? {}) as Partial<Kept>;
	return typeof tab === 'string' && typeof count === 'number'
		? [[key, { tab, count, value: inside }]]
		: [];
}

function parse(text: string | undefined): Kept | undefined {
	try {
		return asKept(JSON.parse(text ?? 'null'), '')[0]?.[1];
	} catch {
		return undefined;
	}
}
