// Two devices of one table that come and go: both edit the same cards, take them back and give them
// again, and send what was not answered once more. No text that was acknowledged is lost.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Card, Wording } from '../../web/src/shared/protocol.gen.js';
import type { Ack, Client, Order } from '../lib/client.js';
import { card, expect, type Hall, test } from '../lib/hall.js';
import { done, exportRecord } from '../lib/program.js';

const steps = 60;
const seeds = [1, 2, 3, 4, 5, 6];

/** Numbers from 0 to below `most`, the same ones for a seed. */
function dice(seed: number): (most: number) => number {
	let state = seed;
	return (most) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * most);
	};
}

type Asked = Order & { op: string };

/** As a tablet does it: operations are kept in order, and sent again until they are answered. */
class Device {
	readonly #hall: Hall;
	#line: Client | null = null;
	readonly asked: Asked[] = [];
	readonly acks = new Map<string, Ack>();
	/** What its people last wrote on each card; what the server says goes before it once all is answered. */
	readonly #wrote = new Map<string, string>();

	constructor(hall: Hall) {
		this.#hall = hall;
	}

	get isThere(): boolean {
		return this.#line !== null;
	}

	async come(): Promise<Client> {
		this.#line ??= await this.#hall.at('table/1');
		return this.#line;
	}

	/** As when the network fails: whatever was on its way is lost, or its answer is. */
	leave(): void {
		this.#line?.cut();
		this.#line = null;
	}

	/** Sends what was not answered, and waits for the answers. */
	async deliver(): Promise<void> {
		const line = await this.come();
		const left = this.asked.filter(({ op }) => !this.acks.has(op));
		for (const ack of await Promise.all(left.map((order) => line.do(order)))) {
			this.acks.set(ack.op, ack);
		}
		await line.caughtUp(Math.max(0, ...[...this.acks.values()].map(({ seq }) => seq)));
		this.#wrote.clear();
	}

	/** Sends what was not answered and goes before an answer comes. */
	deliverAndLeave(): void {
		for (const order of this.asked.filter(({ op }) => !this.acks.has(op))) {
			this.#line?.send({ t: 'do', ...order });
		}
		this.leave();
	}

	cards(): string[] {
		const known = this.#line?.has.all('card').map(({ id }) => id) ?? [];
		return [...new Set([...known, ...this.#wrote.keys()])];
	}

	add(order: Asked & { id: string; text: string }): void {
		this.asked.push(order);
		this.#wrote.set(order.id, order.text);
	}

	edit(id: string, text: string): void {
		const is = this.#line?.has.get('card', id);
		const was = this.#wrote.get(id) ?? is?.text ?? '';
		const kind = 'idea' as const;
		this.asked.push({
			cmd: 'card.edit',
			op: randomUUID(),
			id,
			kind,
			text,
			was: { kind, text: was },
		});
		this.#wrote.set(id, text);
	}

	take(cmd: 'card.withdraw' | 'card.restore', id: string): void {
		this.asked.push({ cmd, op: randomUUID(), id });
	}
}

/** One thing that happens at the table. */
async function happen(device: Device, example: Client, roll: (most: number) => number, i: number) {
	const cards = device.cards();
	const id = cards[roll(cards.length)];
	const what = roll(10);
	if (what === 0) {
		device.leave();
	} else if (what === 1) {
		device.deliverAndLeave();
	} else if (what === 2 || (what === 3 && !device.isThere)) {
		await device.deliver();
	} else if (id === undefined || (what === 3 && cards.length < 4)) {
		device.add(card(example, 1, `Kaartje ${i}`));
	} else if (what === 4) {
		device.take(roll(2) ? 'card.withdraw' : 'card.restore', id);
	} else {
		device.edit(id, `Tekst ${i}`);
	}
}

function shuffled<T>(items: readonly T[], roll: (most: number) => number): T[] {
	const left = [...items];
	return items.map(() => left.splice(roll(left.length), 1)[0] as T);
}

const offered = (is: Card): string[] => [
	is.text,
	...[...(is.variants ?? []), ...(is.earlier ?? [])].map(({ text }) => text),
];

for (const seed of seeds) {
	test(`whatever two devices write over each other is kept (seed ${seed})`, async ({ hall }) => {
		const roll = dice(seed);
		const devices = [new Device(hall), new Device(hall)] as const;
		const example = await hall.at('table/1');
		for (let i = 0; i < steps; i++) {
			await happen(devices[roll(2) as 0 | 1], example, roll, i);
		}
		await devices[0].deliver();
		await devices[1].deliver();
		const { seq } = await (await hall.connect()).hello({ token: hall.seat('table/1').token });

		const asked = devices.flatMap((device) => device.asked);
		for (const device of devices) {
			const line = await device.come();
			for (const order of shuffled(asked, roll)) {
				const before = devices.map(({ acks }) => acks.get(order.op)).find(Boolean);
				const { variant: _, ...again } = await line.do(order);
				expect(before).toMatchObject(again);
			}
		}
		const after = await hall.at('table/1');
		expect(after.welcome?.seq).toBe(seq);

		const record = await exportRecord(hall.db, join(hall.dir, 'record'));
		const words = new Set((record.words as Wording[]).map(({ text }) => text));
		const written = asked.flatMap((o) =>
			'text' in o ? [{ id: 'id' in o ? o.id : '', text: o.text }] : [],
		);
		expect(written.filter(({ text }) => !words.has(text))).toEqual([]);
		for (const is of after.has.all('card')) {
			const texts = written.filter(({ id }) => id === is.id).map(({ text }) => text);
			expect(texts).toEqual(expect.arrayContaining(offered(is)));
			expect(offered(is).length).toBe(Math.min(texts.length, 9 + (is.variants?.length ?? 0)));
			for (const device of devices) {
				expect((await device.come()).has.get('card', is.id)).toEqual(is);
			}
		}
		await done(['check', '--db', hall.db]);
	});
}
