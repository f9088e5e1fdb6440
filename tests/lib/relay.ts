// A bad network between clients and a server: everything may come late, lines may fall silent, and
// what the server says may be changed on the way.
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface Weather {
	/** Milliseconds that everything takes more, each way. */
	delay?: number;
	/** Of everything on its way down, and of everything on its way up; without it there is no bound. */
	bytesPerSecond?: number;
	/** What the server says, as it is to arrive. Lengths must stay: they stand in the frames. */
	change?: (bytes: Buffer) => Buffer;
}

export class Relay {
	#server: Server;
	#sockets = new Set<Socket>();
	#lines: Socket[][] = [];
	#silent = new WeakSet<Socket>();
	#state: 'good' | 'cut' | 'still' = 'good';
	/** When each direction has carried what it was given. */
	#freeAt = { up: 0, down: 0 };
	/** Bytes that have gone down. */
	carried = 0;

	private constructor(
		private readonly to: URL,
		private readonly weather: Weather,
	) {
		this.#server = createServer((down) => this.#join(down));
	}

	static async before(url: string, weather: Weather): Promise<Relay> {
		const network = new Relay(new URL(url), weather);
		await new Promise<void>((resolve) => network.#server.listen(0, '127.0.0.1', resolve));
		return network;
	}

	get url(): string {
		const address = this.#server.address();
		return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
	}

	/** Ends it, and every line of it. */
	async close(): Promise<void> {
		for (const socket of this.#sockets) {
			socket.destroy();
		}
		await new Promise((resolve) => this.#server.close(resolve));
	}

	/** From now on nothing passes on half of the lines that stand, and nobody is told. */
	halfFallsSilent(): void {
		for (const [i, ends] of this.#lines.entries()) {
			for (const end of i % 2 ? ends : []) {
				this.#silent.add(end);
			}
		}
	}

	/** Every line is broken, and there are no new ones. */
	cut(): void {
		this.#state = 'cut';
		for (const socket of this.#sockets) {
			socket.destroy();
		}
	}

	/** Nothing passes any more, and nobody is told; it goes on where it stopped. */
	stand(): void {
		this.#state = 'still';
		for (const socket of this.#sockets) {
			socket.pause();
		}
	}

	heal(): void {
		this.#state = 'good';
		for (const socket of this.#sockets) {
			socket.resume();
		}
	}

	#join(down: Socket): void {
		if (this.#state === 'cut') {
			down.destroy();
			return;
		}
		const up = connect(Number(this.to.port), this.to.hostname);
		this.#lines.push([down, up]);
		this.#pass(down, up, 'up', (bytes) => bytes);
		this.#pass(up, down, 'down', this.weather.change ?? ((bytes) => bytes));
	}

	/** Milliseconds until that many bytes more have arrived. */
	#takes(bytes: number, way: 'up' | 'down'): number {
		const { delay = 0, bytesPerSecond = Number.POSITIVE_INFINITY } = this.weather;
		const now = performance.now();
		const free = Math.max(now, this.#freeAt[way]) + (1000 * bytes) / bytesPerSecond;
		this.#freeAt[way] = free;
		return free - now + delay;
	}

	#pass(from: Socket, to: Socket, way: 'up' | 'down', carry: (bytes: Buffer) => Buffer): void {
		this.#sockets.add(from);
		if (this.#state === 'still') {
			from.pause();
		}
		// In their order, whichever timer is the first of two that are due together.
		const onTheWay: (() => void)[] = [];
		const later = (bytes: number, then: () => void) => {
			onTheWay.push(then);
			setTimeout(() => onTheWay.shift()?.(), this.#takes(bytes, way));
		};
		from.on('data', (bytes) => {
			if (!this.#silent.has(from)) {
				this.carried += way === 'down' ? bytes.length : 0;
				const carried = carry(bytes);
				later(bytes.length, () => to.destroyed || to.write(carried));
			}
		});
		from.on('error', () => {});
		from.on('close', () => {
			this.#sockets.delete(from);
			later(0, () => to.destroy());
		});
	}
}
