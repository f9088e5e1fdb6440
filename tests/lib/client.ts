// A client of the protocol. It never sleeps: it waits for messages, each of which is checked against
// the schema when it comes.
import { randomUUID } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { WebSocket } from 'ws';
import type {
	Ack,
	Command,
	Entity,
	Hello,
	Nack,
	NackCode,
	ServerMessage,
	Welcome,
} from '../../web/src/shared/protocol.gen.js';
import { Entities, type Of } from './entities.js';
import { serverMessageFault } from './schema.js';

export type { Ack, Command, Nack, NackCode, ServerMessage, Welcome };
/** A command without what every command has. */
export type Order = Command extends infer C ? (C extends Command ? Bare<C> : never) : never;
type Bare<C extends Command> = Omit<C, 't' | 'op' | 'at'> & { op?: string };

const patience = 10_000;

interface Waiting {
	what: string;
	look: () => boolean;
	resolve: () => void;
	reject: (why: Error) => void;
}

export interface Closed {
	code: number;
	reason: string;
}

export interface ConnectOptions {
	origin?: string;
	protocols?: string[];
	path?: string;
	/** The authority that is trusted, as PEM. */
	ca?: string;
}

export class Client {
	readonly has = new Entities();
	/** Everything that came, and what of it nobody asked for yet. */
	readonly heard: ServerMessage[] = [];
	readonly faults: string[] = [];
	/** How many messages came deflated. */
	packed = 0;
	welcome: Welcome | null = null;
	closed: Closed | null = null;
	#inbox: ServerMessage[] = [];
	#waiting = new Set<Waiting>();
	#socket: WebSocket;
	#deflate = false;

	private constructor(socket: WebSocket) {
		this.#socket = socket;
		socket.on('message', (data, binary) => {
			this.packed += binary ? 1 : 0;
			const text = binary ? inflateRawSync(data as Buffer) : data;
			this.#receive(text.toString(), binary);
		});
		socket.on('close', (code, reason) => {
			this.closed = { code, reason: reason.toString() };
			this.#look();
		});
		socket.on('error', () => {});
	}

	/** Opens a socket; rejects with the status when the server does not want it. */
	static connect(url: string, options: ConnectOptions = {}): Promise<Client> {
		const socket = new WebSocket(
			url.replace(/^http/, 'ws') + (options.path ?? '/ws'),
			options.protocols ?? ['burgertop.1'],
			{
				perMessageDeflate: false,
				...(options.origin ? { origin: options.origin } : {}),
				...(options.ca ? { ca: options.ca } : {}),
			},
		);
		return new Promise((resolve, reject) => {
			const client = new Client(socket);
			socket.once('open', () => resolve(client));
			socket.once('unexpected-response', (_request, response) => {
				reject(new Error(`refused with ${response.statusCode}`));
				socket.terminate();
			});
			socket.once('error', reject);
		});
	}

	#receive(text: string, binary: boolean): void {
		const message = JSON.parse(text) as ServerMessage;
		const fault = binary && !this.#deflate ? 'a binary message' : serverMessageFault(message);
		if (fault) {
			this.faults.push(`${fault}: ${text.slice(0, 400)}`);
		}
		this.heard.push(message);
		this.#inbox.push(message);
		if (message.t === 'state') {
			this.has.apply(message);
		} else if (message.t === 'welcome') {
			this.welcome = message;
		}
		this.#look();
	}

	#look(): void {
		for (const waiting of [...this.#waiting]) {
			if (waiting.look()) {
				this.#waiting.delete(waiting);
				waiting.resolve();
			} else if (this.closed) {
				this.#waiting.delete(waiting);
				const { code, reason } = this.closed;
				waiting.reject(new Error(`closed (${code} ${reason}) while waiting for ${waiting.what}`));
			}
		}
	}

	/** Waits until something holds of what has come. */
	until(what: string, holds: () => boolean): Promise<void> {
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => {
				this.#waiting.delete(waiting);
				reject(new Error(`${what} did not come; last heard ${this.#last()}`));
			}, patience);
			const waiting: Waiting = {
				what,
				look: holds,
				resolve: () => {
					clearTimeout(timer);
					resolve();
				},
				reject: (why) => {
					clearTimeout(timer);
					reject(why);
				},
			};
			this.#waiting.add(waiting);
			this.#look();
		});
	}

	#last(): string {
		return JSON.stringify(this.heard.at(-1) ?? null).slice(0, 300);
	}

	/** The first message of a kind that nobody took yet. */
	async take<T extends ServerMessage['t']>(
		t: T,
		fits: (message: Extract<ServerMessage, { t: T }>) => boolean = () => true,
	): Promise<Extract<ServerMessage, { t: T }>> {
		const find = () =>
			this.#inbox.findIndex((m) => m.t === t && fits(m as Extract<ServerMessage, { t: T }>));
		await this.until(`a ${t}`, () => find() >= 0);
		return this.#inbox.splice(find(), 1)[0] as Extract<ServerMessage, { t: T }>;
	}

	sendText(text: string | Buffer, binary = false): void {
		this.#socket.send(text, { binary });
	}

	/** One message in several frames. */
	sendPieces(pieces: Buffer[]): void {
		pieces.forEach((piece, i) => {
			this.#socket.send(piece, { binary: false, fin: i === pieces.length - 1 });
		});
	}

	send(message: object): void {
		this.sendText(JSON.stringify(message));
	}

	/** Says hello and waits for the welcome; the state may still be on its way. */
	async hello(words: Omit<Hello, 't'> = {}): Promise<Welcome> {
		this.#deflate = words.accept?.includes('deflate') ?? false;
		this.send({ t: 'hello', client: 'tests/1', ...words });
		return this.take('welcome');
	}

	/** Has everything up to that change. */
	async caughtUp(seq: number): Promise<void> {
		await this.until(`change ${seq}`, () => this.has.cursor >= seq);
	}

	/** Waits until it has an entity that is so. */
	async sees<T extends Entity['type']>(
		type: T,
		is: (entity: Of<T>) => boolean = () => true,
	): Promise<Of<T>> {
		await this.until(`a certain ${type}`, () => this.has.all(type).some(is));
		return this.has.all(type).find(is) as Of<T>;
	}

	/** Waits for a message of the server's that answers this operation. */
	async #answer(op: string): Promise<Ack | Nack> {
		const find = () =>
			this.#inbox.findIndex((m) => (m.t === 'ack' || m.t === 'nack') && m.op === op);
		await this.until(`the answer to ${op}`, () => find() >= 0);
		return this.#inbox.splice(find(), 1)[0] as Ack | Nack;
	}

	ask(order: Order): Promise<Ack | Nack> {
		const op = order.op ?? randomUUID();
		this.send({ t: 'do', at: Date.now(), ...order, op });
		return this.#answer(op);
	}

	/** Gives a command that is to be taken. */
	async do(order: Order): Promise<Ack> {
		const answer = await this.ask(order);
		if (answer.t === 'nack') {
			throw new Error(`${order.cmd} was refused: ${answer.code}: ${answer.message}`);
		}
		return answer;
	}

	/** Gives a command that is to be refused. */
	async refused(order: Order): Promise<NackCode> {
		const answer = await this.ask(order);
		if (answer.t === 'ack') {
			throw new Error(`${order.cmd} was taken`);
		}
		return answer.code;
	}

	/** Everything sent before is dealt with once the pong is there. */
	async ping(): Promise<number> {
		this.send({ t: 'ping' });
		return (await this.take('pong')).now;
	}

	async untilClosed(): Promise<Closed> {
		await this.until('the end of the connection', () => this.closed !== null);
		return this.closed as Closed;
	}

	/** Reads no more of what comes; then all of it. */
	deafen(): void {
		this.#socket.pause();
	}

	listen(): void {
		this.#socket.resume();
	}

	close(): void {
		this.#socket.close();
	}

	/** As when the power of the device fails: no goodbye. */
	cut(): void {
		this.#socket.terminate();
	}
}
