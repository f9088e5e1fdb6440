// A crowd of the public, and strangers that say nothing. Phones read no state: there may be thousands
// of them.
import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';

export type Fate = 'in' | 'busy' | 'lost';

export class Phone {
	/** How its hello was answered. */
	readonly fate: Promise<Fate>;
	readonly closed: Promise<number>;
	#socket: WebSocket;
	#asked = new Map<string, () => void>();

	/** With a token it is a tablet, that reads as little; `ca`: whom it trusts, where that is asked. */
	constructor(url: string, token?: string, ca?: string) {
		const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/ws`, ['burgertop.1'], {
			perMessageDeflate: false,
			...(ca ? { ca } : {}),
		});
		this.#socket = socket;
		socket.on('open', () => socket.send(JSON.stringify({ t: 'hello', token })));
		socket.on('error', () => {});
		this.closed = new Promise((resolve) => socket.on('close', resolve));
		this.fate = new Promise((resolve) => {
			socket.on('message', (data) => {
				const start = (data as Buffer).toString('latin1', 0, 100);
				const kind = /"t":"(\w+)"/.exec(start)?.[1];
				if (kind === 'ack') {
					this.#acknowledged(/"op":"([^"]+)"/.exec(start)?.[1] ?? '');
				}
				const busy = start.includes('"code":"busy"');
				resolve(kind === 'welcome' ? 'in' : busy ? 'busy' : 'lost');
			});
			socket.on('close', () => resolve('lost'));
		});
	}

	/** Until the command is acknowledged. */
	give(order: { op: string }): Promise<void> {
		return new Promise((resolve) => {
			this.#asked.set(order.op, resolve);
			this.#socket.send(JSON.stringify({ t: 'do', ...order }));
		});
	}

	#acknowledged(op: string): void {
		this.#asked.get(op)?.();
		this.#asked.delete(op);
	}

	leave(): void {
		this.#socket.terminate();
	}
}

export async function tally(phones: Phone[]): Promise<Record<Fate, number>> {
	const counts = { in: 0, busy: 0, lost: 0 };
	for (const fate of await Promise.all(phones.map((p) => p.fate))) {
		counts[fate]++;
	}
	return counts;
}

export function crowd(url: string, count: number, ca?: string): Phone[] {
	return Array.from({ length: count }, () => new Phone(url, undefined, ca));
}

/** Connections that say nothing, or stop in the middle. */
export class Strangers {
	#sockets: Socket[] = [];

	constructor(url: string, count: number, saying: string | Buffer = '') {
		const { hostname, port } = new URL(url);
		for (let i = 0; i < count; i++) {
			const socket = connect(Number(port), hostname, () => socket.write(saying));
			socket.on('error', () => {});
			this.#sockets.push(socket);
		}
	}

	get open(): number {
		return this.#sockets.filter((s) => s.readyState === 'open').length;
	}

	leave(): void {
		for (const socket of this.#sockets) {
			socket.destroy();
		}
	}
}

/** An upgrade to WebSocket, after which no hello follows. */
export const upgradeAlone = [
	'GET /ws HTTP/1.1',
	'Host: x',
	'Connection: Upgrade',
	'Upgrade: websocket',
	'Sec-WebSocket-Version: 13',
	'Sec-WebSocket-Protocol: burgertop.1',
	'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
	'\r\n',
].join('\r\n');
