// Seventy-five tablets, each with an outbox: what was not answered is sent again after reconnecting,
// in order. They type faster than people do, and write down what was acknowledged.
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { ServerMessage, State } from '../../web/src/shared/protocol.gen.js';

export interface Sent {
	op: string;
	id: string;
	text: string;
	/** Its number, once acknowledged. */
	number?: string;
}

/** What a card needs to say besides its words. */
export interface Work {
	step: string;
	theme: string;
}

const inflightMost = 16;

export class Tablet {
	/** Every card ever typed here. */
	readonly cards: Sent[] = [];
	readonly faults: string[] = [];
	#waiting = new Map<string, Sent>();
	#socket: WebSocket | null = null;
	#typing = false;
	#retry: NodeJS.Timeout | undefined;

	constructor(
		readonly table: number,
		readonly token: string,
		readonly work: Work,
	) {}

	/** Types until stopped; the server may come and go. */
	start(url: string): void {
		this.#typing = true;
		this.#connect(url);
	}

	stop(): void {
		this.#typing = false;
		clearTimeout(this.#retry);
		this.#socket?.terminate();
		this.#socket = null;
	}

	get waiting(): number {
		return this.#waiting.size;
	}

	#connect(url: string): void {
		const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/ws`, ['burgertop.1'], {
			perMessageDeflate: false,
		});
		this.#socket = socket;
		socket.on('open', () => socket.send(JSON.stringify({ t: 'hello', token: this.token })));
		socket.on('message', (data) => this.#receive(JSON.parse(data.toString())));
		socket.on('error', () => {});
		socket.on('close', () => {
			if (this.#typing && socket === this.#socket) {
				this.#retry = setTimeout(() => this.#connect(url), 20 + Math.random() * 80);
			}
		});
	}

	#receive(message: ServerMessage): void {
		if (message.t === 'welcome') {
			for (const card of this.#waiting.values()) {
				this.#send(card);
			}
			this.#type();
		} else if (message.t === 'ack') {
			this.#acknowledged(message.op, message.number ?? '');
			this.#type();
		} else if (message.t === 'nack' && !message.retry) {
			this.faults.push(`table ${this.table}: ${message.code}: ${message.message}`);
		}
	}

	#acknowledged(op: string, number: string): void {
		const card = this.#waiting.get(op);
		if (card) {
			card.number = number;
			this.#waiting.delete(op);
		}
	}

	#type(): void {
		while (this.#typing && this.#waiting.size < 1 + Math.floor(Math.random() * inflightMost)) {
			const text = `Kaartje ${this.cards.length + 1} van tafel ${this.table}`;
			const card: Sent = { op: randomUUID(), id: randomUUID(), text };
			this.cards.push(card);
			this.#waiting.set(card.op, card);
			this.#send(card);
		}
	}

	#send({ op, id, text }: Sent): void {
		if (this.#socket?.readyState === WebSocket.OPEN) {
			const { step, theme } = this.work;
			const order = { cmd: 'card.add', op, id, step, theme, kind: 'idea', text };
			this.#socket.send(JSON.stringify({ t: 'do', ...order }));
		}
	}
}

export interface Seen {
	id: string;
	number: string;
	text: string;
}

export interface Summary {
	epoch: string;
	cards: Seen[];
	work: Work;
}

/** What a seat of the theme team sees: every card. */
export function look(url: string, token: string): Promise<Summary> {
	return new Promise((resolve, reject) => {
		const cards = new Map<string, Seen>();
		const work = { step: '', theme: '' };
		let epoch = '';
		const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/ws`, ['burgertop.1'], {
			perMessageDeflate: false,
		});
		const take = (state: State) => {
			for (const entity of state.set) {
				if (entity.type === 'card' && 'text' in entity) {
					cards.set(entity.id, { id: entity.id, number: entity.number, text: entity.text });
				} else if (entity.type === 'step' && 'kind' in entity && entity.kind === 'round') {
					work.step = entity.id;
				} else if (entity.type === 'theme') {
					work.theme = entity.id;
				}
			}
			if (state.full && state.last) {
				socket.terminate();
				resolve({ epoch, cards: [...cards.values()], work });
			}
		};
		socket.on('open', () => socket.send(JSON.stringify({ t: 'hello', token })));
		socket.on('error', reject);
		socket.on('message', (data) => {
			const message = JSON.parse(data.toString()) as ServerMessage;
			if (message.t === 'welcome') {
				epoch = message.epoch;
			} else if (message.t === 'nack') {
				reject(new Error(`the theme team was refused: ${message.code}`));
			} else if (message.t === 'state') {
				take(message);
			}
		});
	});
}

export interface Verdict {
	acked: number;
	/** Acknowledged, and not there, or under another number. */
	lost: number;
	/** One number for two cards, or one card twice. */
	twice: number;
	/** Never sent by anybody. */
	invented: number;
}

/** What the tablets wrote down, against what is there. */
export function compare(tablets: Tablet[], seen: Seen[]): Verdict {
	const there = new Map(seen.map((card) => [card.id, card]));
	const sent = new Map(tablets.flatMap((t) => t.cards).map((card) => [card.id, card]));
	const acked = [...sent.values()].filter((card) => card.number !== undefined);
	const texts = new Set(seen.map((card) => card.text));
	return {
		acked: acked.length,
		lost: acked.filter((card) => there.get(card.id)?.number !== card.number).length,
		twice: seen.length - new Set(seen.map((card) => card.number)).size + (seen.length - texts.size),
		invented: seen.filter((card) => sent.get(card.id)?.text !== card.text).length,
	};
}
