// The one connection of a page: connects, says hello, notices a dead line, comes back. Knows no page.
import { type ReadonlySignal, signal } from '@preact/signals';
import { Backoff } from './backoff';
import {
	type ClientMessage,
	decode,
	type Hello,
	type NackCode,
	type ServerMessage,
	subprotocol,
	type Welcome,
} from './protocol';
import { ServerClock } from './serverclock';
import { Unpacker } from './unpack';

/** connecting: the first try. offline: it keeps trying; with the refusal `busy`, at a slow pace.
 * refused: the key does not fit. */
export type Status = 'connecting' | 'online' | 'offline' | 'refused';

export interface SocketOptions {
	url: string;
	/** Asked at each connection: the key, the cursor and the device. */
	hello(): Omit<Hello, 't'>;
	onWelcome(welcome: Welcome): void;
	/** Everything else, in order; never before the welcome of its connection. */
	onMessage(message: Exclude<ServerMessage, Welcome>): void;
	/** Once for each connection that had been welcomed. */
	onLost(): void;
	random?: () => number;
}

export const times = {
	/** The line must be open by then, and the welcome come as soon again; a wrong code may take 3 seconds. */
	welcome: 10_000,
	idle: 5000,
	answer: 5000,
	/** On a line where answers are slow, or wait behind a large state. */
	answerAtMost: 20_000,
	/** After waking up the line is often dead without a sign. */
	answerAfterWaking: 2000,
	/** Between two tries. Longer would spare a server little, and keep a hall waiting after an outage. */
	waitAtMost: 8000,
	/** A line that fell sooner than this was no success. */
	stable: 5000,
	/** A refused link is tried again in case the organisers put it right. */
	refused: 20_000,
	/** Where there is no room for the public, many wait: a try costs the server something. */
	busyFirst: 20_000,
	busyLongest: 60_000,
};

/** Refusals after which being looked at is no reason to try sooner. */
const patient = new Set<NackCode | undefined>(['code_unknown', 'busy']);

type Timer = ReturnType<typeof setTimeout> | undefined;

export class Socket {
	readonly clock = new ServerClock();
	#status = signal<Status>('connecting');
	#refusal = signal<NackCode | undefined>(undefined);
	readonly status: ReadonlySignal<Status> = this.#status;
	readonly refusal: ReadonlySignal<NackCode | undefined> = this.#refusal;

	#options: SocketOptions;
	#backoff: Backoff;
	#busyBackoff: Backoff;
	#line: WebSocket | undefined;
	#welcomedAt: number | undefined;
	#pingSent: number | undefined;
	#patience = times.answer;
	#helloSent = 0;
	#reconnect: Timer;
	#watch: Timer;
	#running = false;

	constructor(options: SocketOptions) {
		this.#options = options;
		this.#backoff = new Backoff(1000, times.waitAtMost, options.random);
		this.#busyBackoff = new Backoff(times.busyFirst, times.busyLongest, options.random);
	}

	start(): void {
		if (!this.#running) {
			this.#running = true;
			this.#listen('addEventListener');
			this.#connect();
		}
	}

	stop(): void {
		this.#running = false;
		this.#listen('removeEventListener');
		clearTimeout(this.#reconnect);
		this.#drop();
	}

	/** With another key, or because somebody asks: connect afresh now. */
	restart(): void {
		this.stop();
		this.#refusal.value = undefined;
		this.#status.value = 'connecting';
		this.#backoff.reset();
		this.start();
	}

	/** There is no key: do not try. */
	refuse(): void {
		this.stop();
		this.#refusal.value = undefined;
		this.#status.value = 'refused';
	}

	/** False: not sent, there is no line. True says nothing about its arrival. */
	send(message: ClientMessage): boolean {
		if (this.#line?.readyState !== WebSocket.OPEN || this.#welcomedAt === undefined) {
			return false;
		}
		this.#line.send(JSON.stringify(message));
		return true;
	}

	#connect(): void {
		clearTimeout(this.#reconnect);
		if (!this.#running || this.#line) {
			return;
		}
		let line: WebSocket;
		try {
			line = new WebSocket(this.#options.url, subprotocol);
		} catch {
			this.#later(this.#backoff.next());
			return;
		}
		this.#line = line;
		// A line that was given up may still speak: only the present one is listened to.
		const present =
			<E>(handle: (event: E) => void) =>
			(event: E) => {
				if (this.#line === line) {
					handle(event);
				}
			};
		const unpacker = new Unpacker({
			text: present((text: string) => this.#hear(text)),
			broken: present<void>(() => this.#lost()),
		});
		line.binaryType = 'arraybuffer';
		line.onopen = present(() => this.#sayHello(line));
		line.onmessage = present((event: MessageEvent) => {
			this.#alive();
			unpacker.take(event.data);
		});
		line.onclose = present(() => this.#lost());
		line.onerror = present(() => this.#lost());
		this.#deadline(times.welcome);
	}

	#sayHello(line: WebSocket): void {
		this.#deadline(times.welcome);
		this.#helloSent = Date.now();
		line.send(JSON.stringify({ t: 'hello', ...this.#options.hello() } satisfies Hello));
	}

	/** Something came, whatever it says. */
	#alive(): void {
		if (this.#welcomedAt !== undefined) {
			this.#stayAwake();
		}
	}

	#hear(text: string): void {
		const message = decode(text);
		if (message === null) {
			return;
		}
		if (message.t === 'welcome') {
			this.#welcomed(message);
		} else if (this.#welcomedAt === undefined) {
			this.#refused(message);
		} else {
			this.#pass(message);
		}
	}

	#welcomed(welcome: Welcome): void {
		this.#welcomedAt = Date.now();
		this.#busyBackoff.reset();
		this.clock.sample(this.#helloSent, welcome.now);
		this.#refusal.value = undefined;
		this.#status.value = 'online';
		// The whole state may come before the answer.
		this.#ping(Math.max(times.welcome, this.#patience));
		this.#options.onWelcome(welcome);
	}

	/** Instead of a welcome. `closing` and the like are no refusal of the key. */
	#refused(message: ServerMessage): void {
		if (message.t !== 'nack' || message.retry) {
			this.#lost(message.t === 'nack' && message.code === 'busy');
			return;
		}
		this.#drop();
		this.#refusal.value = message.code;
		this.#status.value = 'refused';
		if (message.code !== 'code_unknown') {
			this.#later(times.refused * (0.5 + Math.random() / 2));
		}
	}

	#pass(message: Exclude<ServerMessage, Welcome>): void {
		if (message.t === 'pong' && this.#pingSent !== undefined) {
			this.clock.sample(this.#pingSent, message.now);
			this.#learnPatience(3 * (Date.now() - this.#pingSent));
			this.#pingSent = undefined;
		}
		this.#options.onMessage(message);
		if (message.t === 'bye') {
			this.#lost();
		}
	}

	#ping(patience: number): void {
		// One at a time: an answer must belong to its question for the clock's sake.
		if (this.#pingSent === undefined && this.send({ t: 'ping' })) {
			this.#pingSent = Date.now();
		}
		this.#deadline(patience);
	}

	/** Something came, so the line lives; ask again when it has been silent for a while. */
	#stayAwake(): void {
		clearTimeout(this.#watch);
		this.#watch = setTimeout(() => this.#ping(this.#patience), times.idle);
	}

	#deadline(patience: number): void {
		clearTimeout(this.#watch);
		this.#watch = setTimeout(() => this.#unanswered(), patience);
	}

	/** Dead, or slow: should it be slow, giving up as soon again would never get anywhere. */
	#unanswered(): void {
		if (this.#welcomedAt !== undefined) {
			this.#learnPatience(2 * this.#patience);
		}
		this.#lost();
	}

	#learnPatience(wanted: number): void {
		this.#patience = Math.min(Math.max(wanted, times.answer), times.answerAtMost);
	}

	#lost(busy = false): void {
		const stood = this.#welcomedAt !== undefined && Date.now() - this.#welcomedAt >= times.stable;
		if (stood) {
			this.#backoff.reset();
		}
		this.#drop();
		if (this.#status.value !== 'refused') {
			this.#status.value = 'offline';
			this.#refusal.value = busy ? 'busy' : undefined;
		}
		this.#later((busy ? this.#busyBackoff : this.#backoff).next());
	}

	#drop(): void {
		const line = this.#line;
		const welcomed = this.#welcomedAt !== undefined;
		this.#line = undefined;
		this.#welcomedAt = undefined;
		this.#pingSent = undefined;
		clearTimeout(this.#watch);
		try {
			line?.close();
		} catch {
			// It was closed already.
		}
		if (welcomed) {
			this.#options.onLost();
		}
	}

	#later(wait: number): void {
		clearTimeout(this.#reconnect);
		if (this.#running) {
			this.#reconnect = setTimeout(() => this.#connect(), wait);
		}
	}

	/** Tablets kill sockets without telling; being looked at again is the moment to find out. */
	#wake = (): void => {
		if (typeof document !== 'undefined' && document.visibilityState === 'hidden') {
			return;
		}
		if (this.#welcomedAt !== undefined) {
			// On a slow line no less than usual.
			const slow = this.#patience > times.answer;
			this.#ping(slow ? this.#patience : times.answerAfterWaking);
		} else if (!this.#line && !patient.has(this.#refusal.value)) {
			this.#backoff.reset();
			this.#connect();
		}
	};

	#listen(how: 'addEventListener' | 'removeEventListener'): void {
		if (typeof window !== 'undefined') {
			window[how]('pageshow', this.#wake);
			window[how]('online', this.#wake);
			document[how]('visibilitychange', this.#wake);
		}
	}
}
