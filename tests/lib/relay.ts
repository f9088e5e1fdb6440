// A bad network between clients and a server: everything may come late, lines may fall silent, and
// what the server says may be changed on the way.
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface Weather {
	/** Milliseconds that everything takes more, each way. */
	delay?: number;
	/** What the server says, as it is to arrive. Lengths must stay: they stand in the frames. */
	change?: (bytes: Buffer) => Buffer;
}

export class Relay {
	#server: Server;
	#sockets = new Set<Socket>();
	#lines: Socket[][] = [];
	#silent = new WeakSet<Socket>();

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

	#join(down: Socket): void {
		const up = connect(Number(this.to.port), this.to.hostname);
		this.#lines.push([down, up]);
		this.#pass(down, up, (bytes) => bytes);
		this.#pass(up, down, this.weather.change ?? ((bytes) => bytes));
	}

	#pass(from: Socket, to: Socket, carry: (bytes: Buffer) => Buffer): void {
		const { delay = 0 } = this.weather;
		this.#sockets.add(from);
		from.on('data', (bytes) => {
			if (!this.#silent.has(from)) {
				const carried = carry(bytes);
				setTimeout(() => to.destroyed || to.write(carried), delay);
			}
		});
		from.on('error', () => {});
		from.on('close', () => {
			this.#sockets.delete(from);
			setTimeout(() => to.destroy(), delay);
		});
	}
}
