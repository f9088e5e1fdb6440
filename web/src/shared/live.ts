// What each page's main wires itself to: one connection, what the server has said, and a way to ask.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Device } from './device';
import { Entities } from './entities';
import { Orders, Refused } from './orders';
import type { Outbox } from './outbox';
import type {
	Ack,
	Entity,
	Hello,
	Limits,
	NackCode,
	Order,
	Presence,
	ServerMessage,
	Status as StatusMessage,
	Welcome,
} from './protocol';
import { type Keys, openKeys } from './seat';
import { Socket, type Status } from './socket';
import { summitLanguage } from './texts';
import { canUnpack } from './unpack';

export { Refused };

export type Role = 'public' | 'table' | 'observer' | 'desk' | 'control' | 'stage';

export interface Seat {
	/** As the server calls it: table/12. */
	name: string;
	role: Role;
	number: number;
	summit: string;
	epoch: string;
	limits: Limits;
}

/** How the devices of a table are doing. */
export type Present = Presence['tables'][number];

export interface LiveOptions {
	page: 'table' | 'desk' | 'control' | 'stage' | 'wall';
	/** Connect without a key, as the public. Else a page without a key is `refused`, without a reason. */
	public?: boolean;
	/** Operations that must survive a reload go through here instead of `perform`. */
	outbox?: Outbox;
	/** Keep what the server said on the device, so that a reload shows it before the server answers. */
	device?: Device;
	url?: string;
	keys?: Keys;
}

export interface Live {
	readonly entities: Entities;
	readonly status: ReadonlySignal<Status>;
	/** Why the key does not fit; with status `refused` and no reason: there is no key. With status
	 * `offline`: that there is no room for now. */
	readonly refusal: ReadonlySignal<NackCode | undefined>;
	/** Known after the first welcome, and after a reload from what the device kept. */
	readonly seat: ReadonlySignal<Seat | undefined>;
	/** The link of this seat was replaced: the server says nothing more, and only new cards are taken. */
	readonly replaced: ReadonlySignal<boolean>;
	/** Commands that wait for their answer. */
	readonly pending: ReadonlySignal<number>;
	/** Which devices serve which tables, as far as this seat is told; by the table's number. */
	readonly presence: ReadonlySignal<ReadonlyMap<number, Present>>;
	/** Rejects with `Refused` when the server says no; waits while there is no line. */
	perform(order: Order): Promise<Ack>;
	/** The hall's clock, in milliseconds. */
	now(): number;
	/** With the eight characters of a printed card. */
	join(code: string): void;
	/** With the key of another seat that this device has. */
	take(token: string): void;
	/** Forget the key of this seat. */
	leave(): void;
	sendStatus(status: Omit<StatusMessage, 't'>): void;
	stop(): void;
}

export function goLive(options: LiveOptions): Live {
	return new Wiring(options);
}

/** Read before the server has answered; written as one, so that they belong together. */
interface Remembered {
	seat: Seat;
	cursor: number;
	entities: Entity[];
}

class Wiring implements Live {
	readonly entities = new Entities();
	readonly status: ReadonlySignal<Status>;
	readonly refusal: ReadonlySignal<NackCode | undefined>;
	readonly seat: ReadonlySignal<Seat | undefined>;
	readonly pending: ReadonlySignal<number>;
	readonly replaced: ReadonlySignal<boolean>;
	readonly presence: ReadonlySignal<ReadonlyMap<number, Present>>;

	#options: LiveOptions;
	#keys: Keys;
	#socket: Socket;
	#orders = new Orders();
	#seat = signal<Seat | undefined>(undefined);
	#replaced = signal(false);
	#presence = signal<ReadonlyMap<number, Present>>(new Map());
	#code: string | undefined;
	#keeping: ReturnType<typeof setTimeout> | undefined;
	#hasKept = false;

	constructor(options: LiveOptions) {
		this.#options = options;
		this.#keys = options.keys ?? openKeys(options.page);
		this.#socket = new Socket({
			url: options.url ?? socketAddress(),
			hello: () => this.#hello(),
			onWelcome: (welcome) => this.#welcomed(welcome),
			onMessage: (message) => this.#heard(message),
			onLost: () => this.#lost(),
		});
		this.status = this.#socket.status;
		this.refusal = this.#socket.refusal;
		this.seat = this.#seat;
		this.pending = this.#orders.pending;
		this.replaced = this.#replaced;
		this.presence = this.#presence;
		this.entities.onChange(() => this.#changed());
		void this.#begin();
	}

	perform(order: Order): Promise<Ack> {
		return this.#orders.perform(order, Date.now());
	}

	now(): number {
		return this.#socket.clock.now();
	}

	join(code: string): void {
		this.#code = code;
		// Until the welcome nobody knows whose seat this code is.
		this.#seat.value = undefined;
		this.entities.cursor = undefined;
		this.#socket.restart();
	}

	take(token: string): void {
		this.#keys.keep(token);
		this.#code = undefined;
		this.#seat.value = undefined;
		this.#replaced.value = false;
		this.entities.cursor = undefined;
		this.#socket.stop();
		void this.#recall().then((isOurs) => isOurs && this.#socket.restart());
	}

	leave(): void {
		this.#keys.forget();
		this.#seat.value = undefined;
		this.#replaced.value = false;
		this.entities.cursor = undefined;
		this.#socket.refuse();
	}

	sendStatus(status: Omit<StatusMessage, 't'>): void {
		this.#socket.send({ t: 'status', ...status });
	}

	stop(): void {
		clearTimeout(this.#keeping);
		this.#socket.stop();
	}

	async #begin(): Promise<void> {
		const public_ = this.#options.public ?? false;
		if (this.#keys.token === undefined && !public_) {
			this.#socket.refuse();
			return;
		}
		if (await this.#recall()) {
			this.#socket.start();
		}
	}

	/** What this device kept of the seat whose key it has. False: meanwhile it is at another one. */
	async #recall(): Promise<boolean> {
		const { token } = this.#keys;
		const said = await this.#options.device?.read(this.#shelf()).catch(() => undefined);
		if (this.#keys.token !== token || this.#code !== undefined) {
			return false;
		}
		if (said !== undefined && this.#seat.value === undefined) {
			// Written by this very module, see #keep.
			const { seat, cursor, entities } = said as Remembered;
			this.#seat.value = seat;
			this.entities.restore(entities, cursor);
		}
		return true;
	}

	#hello(): Omit<Hello, 't'> {
		const { token, device, page } = this.#keys;
		const key = this.#code !== undefined ? { code: this.#code } : token !== undefined && { token };
		const since = this.entities.cursor;
		const epoch = this.#seat.value?.epoch;
		return {
			...key,
			...(since !== undefined && epoch !== undefined && { since, epoch }),
			device,
			client: `${page}/1.0`,
			...(canUnpack && { accept: ['deflate'] }),
		};
	}

	#welcomed(welcome: Welcome): void {
		const seat = seatOf(welcome);
		const old = this.#seat.value;
		if (old && (old.name !== seat.name || old.summit !== seat.summit || old.epoch !== seat.epoch)) {
			// The old picture stays in sight until the new one is whole; its cursor means nothing here.
			this.entities.cursor = undefined;
		}
		if (welcome.token !== undefined) {
			this.#keys.keep(welcome.token);
		}
		this.#code = undefined;
		this.#seat.value = seat;
		this.#replaced.value = welcome.replaced === true;
		const send = this.#socket.send.bind(this.#socket);
		this.#options.outbox?.online({ welcome, send });
		this.#orders.online(send, welcome.limits.inflight);
	}

	#heard(message: Exclude<ServerMessage, Welcome>): void {
		if (message.t === 'state') {
			this.entities.apply(message);
		} else if (message.t === 'ack' || message.t === 'nack') {
			if (message.t === 'nack' && message.code === 'link_replaced') {
				this.#replaced.value = true;
			}
			const known = this.#options.outbox?.answer(message) || this.#orders.answer(message);
			if (!known && message.t === 'nack') {
				console.warn('refused by the server:', message.code, message.message);
			}
		} else if (message.t === 'presence') {
			const changed = message.tables.map((table) => [table.number, table] as const);
			this.#presence.value = new Map([...this.#presence.value, ...changed]);
		}
	}

	#lost(): void {
		this.#presence.value = new Map();
		this.entities.breakOff();
		this.#options.outbox?.offline();
		this.#orders.offline();
	}

	#changed(): void {
		const summit = this.entities.summit();
		if (summit) {
			summitLanguage(summit.language);
		}
		if (this.#options.device) {
			// At once the first time: the server may be gone before the second has passed.
			this.#keeping ??= setTimeout(() => this.#keep(), this.#hasKept ? 1000 : 0);
		}
	}

	#keep(): void {
		this.#keeping = undefined;
		const seat = this.#seat.value;
		const cursor = this.entities.cursor;
		if (seat && cursor !== undefined) {
			this.#hasKept = true;
			const said: Remembered = { seat, cursor, entities: this.entities.all() };
			// A convenience: what cannot be kept will come from the server again.
			this.#options.device?.write(this.#shelf(), said).catch(() => undefined);
		}
	}

	#shelf(): string {
		return `said:${this.#keys.page}:${this.#keys.token ?? ''}`;
	}
}

function seatOf({ seat, summit, epoch, limits }: Welcome): Seat {
	const [role = 'public', number = '0'] = seat.split('/');
	return { name: seat, role: role as Role, number: Number(number), summit, epoch, limits };
}

function socketAddress(): string {
	return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`;
}
