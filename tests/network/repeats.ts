// Messages that come more than once, on two lines at once, in another order than they were sent in.

import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Ack, Client, Nack, Order } from '../lib/client.js';
import { card, publish } from '../lib/deeds.js';
import { quantile } from '../lib/proc.js';
import type { Site } from './site.js';
import { type Outcome, trial } from './trial.js';

/** Under what a client may have waiting. */
const atOnce = 50;

function shuffled<T>(items: readonly T[]): T[] {
	return items
		.map((item) => ({ item, at: Math.random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ item }) => item);
}

type Asked = Order & { op: string };

/** Sends all of it, some at a time; what was answered to each operation is added to `answers`. */
async function send(client: Client, orders: Asked[], answers: Map<string, (Ack | Nack)[]>) {
	const before = client.heard.length;
	const heard = () =>
		client.heard.slice(before).flatMap((m) => (m.t === 'ack' || m.t === 'nack' ? [m] : []));
	for (let sent = 0; sent < orders.length; ) {
		for (const order of orders.slice(sent, sent + atOnce)) {
			client.send({ t: 'do', ...order });
			sent++;
		}
		await client.until('an answer to each', () => heard().length === sent);
	}
	for (const answer of heard()) {
		answers.set(answer.op ?? '', [...(answers.get(answer.op ?? '') ?? []), answer]);
	}
}

/** All answers to an operation are the same acknowledgement. */
function answeredAlike(answers: Map<string, (Ack | Nack)[]>): string[] {
	return [...answers].flatMap(([op, [first, ...others]]) => {
		if (first?.t !== 'ack') {
			return [`${op} was refused: ${first?.code}`];
		}
		return others.every((other) => isDeepStrictEqual(other, first))
			? []
			: [`${op} had different answers`];
	});
}

const times = (order: Asked) =>
	Array.from({ length: 1 + Math.floor(Math.random() * 5) }, () => order);

/** Cards of a table, each one to five times, on two lines. */
export const repeats = (cards: number) =>
	trial(`${cards} cards, each sent up to five times, shuffled, on two lines`, async (site) => {
		const lines = [await site.at('table/1'), await site.at('table/1')] as const;
		const made = Array.from({ length: cards }, (_, i) => card(lines[0], 1, `Kaartje ${i}`));
		const answers = new Map<string, (Ack | Nack)[]>();
		await Promise.all(
			lines.map((line) => send(line, shuffled(made.flatMap((one) => times(one))), answers)),
		);
		const { seq } = await site.at('table/1').then((one) => one.welcome ?? { seq: -1 });
		// The whole day once more, backwards and forwards.
		await send(lines[0], [...made].reverse(), answers);
		await send(lines[1], shuffled(made), answers);
		return finish(site, seq, answers, made);
	});

async function finish(
	site: Site,
	seq: number,
	answers: Map<string, (Ack | Nack)[]>,
	made: { id: string; text: string; op: string }[],
): Promise<Outcome> {
	const faults = answeredAlike(answers);
	const record = await site.record();
	const rows = new Map(record.map((row) => [row.id, row]));
	const after = await site.at('desk/1');
	if (record.length !== made.length || rows.size !== made.length) {
		faults.push(`${made.length} cards became ${record.length} rows of ${rows.size} cards`);
	}
	for (const { id, text, op } of made) {
		const answer = answers.get(op)?.[0];
		const number = answer?.t === 'ack' ? answer.number : undefined;
		if (rows.get(id)?.text !== text || rows.get(id)?.number !== number) {
			faults.push(`"${text}" (${number}) is not in the record as it was acknowledged`);
		}
	}
	if (after.welcome?.seq !== seq) {
		faults.push(`sending all again changed something: ${seq} became ${after.welcome?.seq}`);
	}
	const sent = [...answers.values()].map((all) => all.length);
	const most = quantile(sent, 1);
	const total = sent.reduce((sum, n) => sum + n, 0);
	return { faults, acked: made.length, figures: `${total} messages, one of them ${most} times` };
}

/** What the theme team did, sent again later and in any order, changes nothing. */
export const late = (ideas: number) =>
	trial(`${ideas} ideas edited three times, all of it sent again shuffled`, async (site) => {
		const table = await site.at('table/1');
		const desk = await site.at('desk/1');
		const orders: Asked[] = [];
		const answers = new Map<string, (Ack | Nack)[]>();
		const give = async (order: Order) => {
			const asked = { ...order, op: randomUUID() };
			orders.push(asked);
			answers.set(asked.op, [await desk.do(asked)]);
		};
		for (let i = 0; i < ideas; i++) {
			const one = card(table, 1, `Kaartje ${i}`);
			await table.do(one);
			const seen = await desk.sees('card', ({ id }) => id === one.id);
			const id = await publish(desk, `Idee ${i}`, [seen]);
			for (const title of ['eens', 'nog eens', 'voor het laatst']) {
				const { version } = await desk.sees('idea', (idea) => idea.id === id);
				await give({ cmd: 'idea.edit', id, base: version, title: `${title} ${i}` });
				await desk.sees('idea', (idea) => idea.title === `${title} ${i}`);
			}
			const { version } = await desk.sees('idea', (idea) => idea.id === id);
			await give({ cmd: 'idea.publish', id, version });
		}
		const seq = (await site.at('desk/1')).welcome?.seq;
		const other = await site.at('desk/1');
		await send(other, shuffled(orders.flatMap(times)), answers);
		const after = await site.at('desk/1');
		const faults = answeredAlike(answers);
		const titles = after.has
			.all('idea')
			.filter(({ title }) => !title.startsWith('voor het laatst'));
		if (titles.length > 0 || after.has.all('idea').length !== ideas) {
			faults.push(`older titles came back: ${titles.map(({ title }) => title).join(', ')}`);
		}
		if (after.welcome?.seq !== seq) {
			faults.push(`sending all again changed something: ${seq} became ${after.welcome?.seq}`);
		}
		return { faults, acked: ideas, figures: `${orders.length} commands sent again` };
	});
