// Commands of a page that waits for their answer: sent, sent again with the same op after the line
// broke, and answered once. They live as long as the page; what must outlive it goes to the outbox.
import { type ReadonlySignal, signal } from '@preact/signals';
import { Backoff } from './backoff';
import { uuid } from './id';
import type { Ack, Command, Nack, NackCode, Order } from './protocol';

/** The server said no. `texts.value.shared.refused[code]` says what to do next. */
export class Refused extends Error {
	readonly nack: Nack;
	readonly code: NackCode;

	constructor(nack: Nack) {
		super(nack.message);
		this.name = 'Refused';
		this.nack = nack;
		this.code = nack.code;
	}
}

interface Asked {
	command: Command;
	sent: boolean;
	resolve(ack: Ack): void;
	reject(reason: Refused): void;
}

export class Orders {
	#asked = new Map<string, Asked>();
	#pending = signal(0);
	readonly pending: ReadonlySignal<number> = this.#pending;
	#send: ((command: Command) => boolean) | undefined;
	#atOnce = 1;
	#backoff = new Backoff();
	#pause: ReturnType<typeof setTimeout> | undefined;

	perform(order: Order, at: number): Promise<Ack> {
		const command = { t: 'do', op: uuid(), at: Math.round(at), ...order } as Command;
		return new Promise((resolve, reject) => {
			this.#asked.set(command.op, { command, sent: false, resolve, reject });
			this.#pending.value = this.#asked.size;
			this.#pump();
		});
	}

	online(send: (command: Command) => boolean, atOnce: number): void {
		this.#send = send;
		this.#atOnce = atOnce;
		this.#pump();
	}

	offline(): void {
		this.#send = undefined;
		clearTimeout(this.#pause);
		this.#pause = undefined;
		for (const asked of this.#asked.values()) {
			asked.sent = false;
		}
	}

	/** False: the answer is to somebody else's command. */
	answer(answer: Ack | Nack): boolean {
		const asked = answer.op === undefined ? undefined : this.#asked.get(answer.op);
		if (!asked) {
			return false;
		}
		if (answer.t === 'nack' && answer.retry) {
			asked.sent = false;
			this.#later();
			return true;
		}
		this.#backoff.reset();
		this.#asked.delete(asked.command.op);
		this.#pending.value = this.#asked.size;
		if (answer.t === 'ack') {
			asked.resolve(answer);
		} else {
			asked.reject(new Refused(answer));
		}
		this.#pump();
		return true;
	}

	#pump(): void {
		if (this.#pause !== undefined || !this.#send) {
			return;
		}
		let waiting = [...this.#asked.values()].filter((asked) => asked.sent).length;
		for (const asked of this.#asked.values()) {
			if (asked.sent) {
				continue;
			}
			if (waiting++ >= this.#atOnce || !this.#send(asked.command)) {
				return;
			}
			asked.sent = true;
		}
	}

	#later(): void {
		this.#pause ??= setTimeout(() => {
			this.#pause = undefined;
			this.#pump();
		}, 500 + this.#backoff.next());
	}
}
