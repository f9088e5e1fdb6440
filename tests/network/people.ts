// People in the hall, many in one process: the pages' own connection, outbox and store, as they are
// shipped, each with a store and an address of its own. Told what to do by crowd.ts.
import '../../web/node_modules/fake-indexeddb/auto';
import { type ClientOptions, WebSocket } from 'ws';
import { openDevice } from '../../web/src/shared/device';
import { Drafts } from '../../web/src/shared/drafts';
import { uuid } from '../../web/src/shared/id';
import { goLive, type Live, Refused } from '../../web/src/shared/live';
import { Outbox } from '../../web/src/shared/outbox';
import type { Order } from '../../web/src/shared/protocol';
import type { Keys } from '../../web/src/shared/seat';
import type { Status } from '../../web/src/shared/socket';
import { type Actions, makeActions } from '../../web/src/table/actions';
import { openPlaces } from '../../web/src/table/places';
import { makeState } from '../../web/src/table/state';
import { digest } from './digest.js';

export interface Person {
	/** One device, one name; two devices may sit at one table. */
	name: string;
	page: 'table' | 'desk' | 'wall';
	/** None: somebody of the public. */
	token?: string;
	address: string;
}

export interface CardTold {
	op: string;
	id: string;
	text: string;
	state: 'waiting' | 'kept' | 'refused';
	number?: string;
	/** From pressing the button to "bewaard", in milliseconds; absent: not yet. */
	answeredAfter?: number;
}

export interface Told {
	name: string;
	status: Status;
	/** Each change of the status, by this machine's clock. */
	history: { at: number; status: Status }[];
	/** When it tried to connect. */
	tries: number[];
	cards: CardTold[];
	/** Of everything that it shows. */
	digest: string;
	cursor: number;
	/** The longest that a key or the button kept somebody waiting. */
	typingMost: number;
}

export type Asked =
	| { do: 'come'; url: string; people: Person[] }
	| { do: 'type'; every: number }
	| { do: 'rest' }
	| { do: 'tell' }
	| { do: 'perform'; name: string; order: Order };

const tries = new Map<string, number[]>();

/** A browser's WebSocket, but from an address of the hall. */
class HallSocket extends WebSocket {
	constructor(address: string, protocol: string) {
		const url = new URL(address);
		const from = url.searchParams.get('from') ?? '';
		url.search = '';
		const options: ClientOptions & { localAddress: string } = {
			perMessageDeflate: false,
			localAddress: from,
		};
		super(url, protocol, options);
		tries.set(from, [...(tries.get(from) ?? []), Date.now()]);
	}
}
// Tabs of one device speak to each other through these; here nobody shares a device.
Object.assign(globalThis, { WebSocket: HallSocket, BroadcastChannel: undefined });

function keysOf({ page, token }: Person): Keys {
	return { page, device: uuid(), token, keep: () => undefined, forget: () => undefined };
}

class Someone {
	readonly person: Person;
	readonly live: Live;
	readonly #outbox: Outbox | undefined;
	readonly #actions: Actions | undefined;
	readonly #history: Told['history'] = [];
	readonly #pressed = new Map<string, number>();
	readonly #answered = new Map<string, number>();
	#digested = { version: -1, digest: '' };
	#typing: NodeJS.Timeout | undefined;
	#typed = 0;
	#typingMost = 0;

	private constructor(person: Person, live: Live, outbox?: Outbox, drafts?: Drafts) {
		this.person = person;
		this.live = live;
		this.#outbox = outbox;
		live.status.subscribe((status) => this.#history.push({ at: Date.now(), status }));
		if (outbox && drafts) {
			this.#actions = this.#tablet(outbox, drafts);
			outbox.entries.subscribe(() => this.#lookForAnswers());
		}
	}

	static async come(person: Person, server: string): Promise<Someone> {
		const url = `${server}?from=${person.address}`;
		const common = { page: person.page, url, keys: keysOf(person) };
		if (person.page === 'table') {
			const device = await openDevice(person.name);
			const outbox = new Outbox(device);
			await outbox.load();
			const live = goLive({ ...common, outbox, device });
			return new Someone(person, live, outbox, new Drafts(device));
		}
		return new Someone(person, goLive({ ...common, public: person.token === undefined }));
	}

	/** As the tablet's page is put together, but for what is seen. */
	#tablet(outbox: Outbox, drafts: Drafts): Actions {
		const { live } = this;
		const places = openPlaces();
		const state = makeState({
			entities: live.entities,
			seat: live.seat,
			line: live.status,
			refusal: live.refusal,
			replaced: live.replaced,
			presence: live.presence,
			entries: outbox.entries,
			durable: outbox.durable,
			place: places.current,
			former: places.former,
		});
		return makeActions(state, {
			add: (card, where) => outbox.add(card, where),
			remove: (op) => outbox.remove(op),
			readDraft: (of) => drafts.read(of, 'field'),
			writeDraft: (of, field) => drafts.write(of, 'field', field),
			perform: (order) => live.perform(order),
			finish: async () => undefined,
			join: (code) => live.join(code),
			take: (token) => live.take(token),
			leave: () => live.leave(),
			settle: () => undefined,
		});
	}

	#lookForAnswers(): void {
		for (const { op, state } of this.#outbox?.entries.peek() ?? []) {
			const pressed = this.#pressed.get(op);
			if (pressed !== undefined && state === 'kept' && !this.#answered.has(op)) {
				this.#answered.set(op, Date.now() - pressed);
			}
		}
	}

	type(every: number): void {
		const go = () => {
			void this.#write();
			this.#typing = setTimeout(go, every * (0.5 + Math.random()));
		};
		this.rest();
		this.#typing = setTimeout(go, every * Math.random());
	}

	rest(): void {
		clearTimeout(this.#typing);
	}

	async #write(): Promise<void> {
		const start = performance.now();
		const pressed = Date.now();
		const text = `Kaartje ${++this.#typed} van ${this.person.name}`;
		this.#actions?.type(text);
		await this.#actions?.submit();
		this.#typingMost = Math.max(this.#typingMost, performance.now() - start);
		const entry = this.#outbox?.entries
			.peek()
			.find(({ message }) => 'text' in message && message.text === text);
		if (entry) {
			this.#pressed.set(entry.op, pressed);
			this.#lookForAnswers();
		}
	}

	/** The answer, whenever it comes: `ack`, or why not. */
	async perform(order: Order): Promise<string> {
		try {
			await this.live.perform(order);
			return 'ack';
		} catch (error) {
			return error instanceof Refused ? error.code : String(error);
		}
	}

	/** Made anew only when something came: it is much work for many. */
	#digest(): string {
		const { entities } = this.live;
		const version = entities.version.peek();
		if (version !== this.#digested.version) {
			this.#digested = { version, digest: digest(entities.all()) };
		}
		return this.#digested.digest;
	}

	tell(): Told {
		const { entities, status } = this.live;
		return {
			name: this.person.name,
			status: status.peek(),
			history: this.#history,
			tries: tries.get(this.person.address) ?? [],
			cards: (this.#outbox?.entries.peek() ?? []).flatMap((entry) => this.#cardOf(entry)),
			digest: this.#digest(),
			cursor: entities.cursor ?? -1,
			typingMost: this.#typingMost,
		};
	}

	#cardOf({ op, state, number, message }: Outbox['entries']['value'][number]): CardTold[] {
		const answeredAfter = this.#answered.get(op);
		return message.cmd === 'card.add'
			? [
					{
						op,
						id: message.id,
						text: message.text,
						state,
						...(number !== undefined && { number }),
						...(answeredAfter !== undefined && { answeredAfter }),
					},
				]
			: [];
	}
}

const here = new Map<string, Someone>();

async function obey(asked: Asked): Promise<unknown> {
	switch (asked.do) {
		case 'come':
			for (const person of asked.people) {
				here.set(person.name, await Someone.come(person, asked.url));
			}
			return null;
		case 'type':
			for (const someone of here.values()) {
				someone.type(asked.every);
			}
			return null;
		case 'rest':
			for (const someone of here.values()) {
				someone.rest();
			}
			return null;
		case 'tell':
			return [...here.values()].map((someone) => someone.tell());
		case 'perform':
			return here.get(asked.name)?.perform(asked.order);
	}
}

process.on('message', ({ id, asked }: { id: number; asked: Asked }) => {
	obey(asked).then(
		(answer) => process.send?.({ id, answer }),
		(error) => process.send?.({ id, error: String(error) }),
	);
});
process.once('disconnect', () => process.exit(0));
process.send?.({ id: 0 });
