// What people do at a summit, through a client of the protocol.
import { randomUUID } from 'node:crypto';
import type { Card, Plan, Step, Theme } from '../../web/src/shared/protocol.gen.js';
import type { Ack, Client, Order } from './client.js';

/** The first round of the programme and the theme that a table works on in it. */
export function workOf(client: Client, table: number): { step: Step; theme: Theme } {
	for (const step of client.has.all('step').sort((a, b) => a.number - b.number)) {
		const work = step.work?.find((w) => w.tables.includes(table));
		const theme = work && client.has.get('theme', work.theme);
		if (step.kind === 'round' && theme) {
			return { step, theme };
		}
	}
	throw new Error(`table ${table} has no work in any round`);
}

export interface Added {
	ack: Ack;
	id: string;
	op: string;
	/** What was sent: the same again is the same operation. */
	order: Order;
}

/** What a table sends for a card of its first round. */
export function card(client: Client, table: number, text: string) {
	const { step, theme } = workOf(client, table);
	return {
		cmd: 'card.add' as const,
		op: randomUUID() as string,
		id: randomUUID() as string,
		step: step.id,
		theme: theme.id,
		kind: 'idea' as const,
		text,
	};
}

/** A table sends a card for its first round. */
export async function addCard(client: Client, table: number, text: string): Promise<Added> {
	const order = card(client, table, text);
	return { ack: await client.do(order), id: order.id, op: order.op, order };
}

/** The programme goes to a step, from wherever it is. */
export function goTo(control: Client, to: string): Promise<Ack> {
	const from = control.has.all('summit')[0]?.step;
	return control.do({ cmd: 'programme.go', to, ...(from ? { from } : {}) });
}

/** A desk makes an idea of cards, which counts as reading them, and publishes it. */
export async function publish(desk: Client, title: string, cards: Card[]): Promise<string> {
	const id = randomUUID();
	const theme = cards[0]?.theme ?? desk.has.all('theme')[0]?.id ?? '';
	await desk.do({
		cmd: 'idea.add',
		id,
		theme,
		title,
		cards: cards.map((c) => ({ id: c.id, version: c.version })),
	});
	await desk.until('the idea', () => desk.has.get('idea', id) !== undefined);
	const version = desk.has.get('idea', id)?.version ?? 0;
	await desk.do({ cmd: 'idea.publish', id, version });
	return id;
}

/** The round of the programme that makes a plan. */
export function planStep(client: Client): Step {
	const step = client.has.all('step').find((s) => s.makes === 'plan');
	if (!step) {
		throw new Error('no round makes a plan');
	}
	return step;
}

export function planOf(client: Client): Plan | undefined {
	return client.has.all('plan')[0];
}

/** A table writes in a field of its plan. */
export function writePlan(
	table: Client,
	field: number,
	was: string,
	text: string,
	op: string = randomUUID(),
): Promise<Ack> {
	const theme = table.has.all('theme')[0]?.id ?? '';
	const step = planStep(table).id;
	return table.do({ cmd: 'plan.write', op, id: randomUUID(), step, theme, field, was, text });
}

/** A desk puts up a weighing, as a draft; its id. */
export async function putUp(desk: Client, ideas: string[], points: number): Promise<string> {
	const id = randomUUID();
	await desk.do({ cmd: 'weighing.put', id, title: 'Wat weegt het zwaarst?', ideas, points });
	return id;
}

type Points = [idea: string | undefined, points: number][];

/** A table divides its points. */
export function cast(table: Client, weighing: string, was: Points, now: Points): Promise<Ack> {
	const shares = (list: Points) => list.map(([idea, points]) => ({ idea: idea ?? '', points }));
	return table.do({
		cmd: 'ballot.cast',
		id: randomUUID(),
		weighing,
		was: shares(was),
		shares: shares(now),
	});
}
