import { randomUUID } from 'node:crypto';
import type { Client } from '../lib/client.js';
import { expect, goTo, planOf, planStep, test, writePlan } from '../lib/hall.js';

/** A table writes its title and one field, and hands the plan in. */
async function handIn(table: Client, title: string, what: string) {
	await writePlan(table, 0, '', title);
	await writePlan(table, 1, '', what);
	const hand = {
		cmd: 'plan.hand' as const,
		step: planStep(table).id,
		card: randomUUID() as string,
	};
	return { hand, ack: await table.do(hand) };
}

test('a round may make a plan, and says its fields', async ({ hall }) => {
	const table = await hall.at('table/1');
	expect(planStep(table).fields).toEqual(['Wat', 'Waarom', 'Wie', 'Wat is er nodig']);
	const others = table.has.all('step').filter((s) => s.kind === 'round' && !s.fields);
	expect(others.every((s) => s.makes === undefined)).toBe(true);
});

test('two devices that write different fields make one plan, and get in nobody’s way', async ({
	hall,
}) => {
	const one = await hall.at('table/1');
	const other = await hall.at('table/1');
	const acks = await Promise.all([
		writePlan(one, 0, '', 'Het Waterplein'),
		writePlan(other, 1, '', 'Een plein met bomen'),
	]);
	expect(acks.map((ack) => ack.variant)).toEqual([undefined, undefined]);
	const texts = ['Het Waterplein', 'Een plein met bomen', '', '', ''];
	for (const device of [one, other]) {
		const plan = await device.sees('plan', (p) => p.fields.every((f, i) => f.text === texts[i]));
		expect(plan.variants).toBeUndefined();
		expect(device.has.all('plan')).toHaveLength(1);
	}
});

for (const [first, second] of [
	['bomen', 'water'],
	['water', 'bomen'],
] as const) {
	test(`two devices that write the same field, ${first} before ${second}: both texts are kept`, async ({
		hall,
	}) => {
		const one = await hall.at('table/1');
		const other = await hall.at('table/1');
		await writePlan(one, 1, '', 'een plein');
		await other.sees('plan');
		expect((await writePlan(one, 1, 'een plein', first)).variant).toBeUndefined();
		expect((await writePlan(other, 1, 'een plein', second)).variant).toBe(true);
		for (const device of [one, other]) {
			const plan = await device.sees('plan', (p) => p.variants !== undefined);
			expect(plan.fields[1]?.text).toBe(first);
			expect(plan.variants?.map((v) => [v.field, v.text])).toEqual([[1, second]]);
		}
	});
}

test('a choice between them is for both devices', async ({ hall }) => {
	const one = await hall.at('table/1');
	const other = await hall.at('table/1');
	await writePlan(one, 1, '', 'bomen');
	await writePlan(other, 1, 'iets anders', 'water');
	const { id, seq, variants } = await one.sees('plan', (p) => p.variants !== undefined);
	const version = variants?.[0]?.version ?? 0;
	await one.do({ cmd: 'plan.choose', id, field: 1, version, seen: seq });
	const plan = await other.sees('plan', (p) => p.variants === undefined);
	expect(plan.fields[1]).toEqual({ text: 'water', version });
	const gone = { cmd: 'plan.choose' as const, id, field: 1, version: 1, seen: seq };
	expect(await one.refused(gone)).toBe('version_changed');
});

test('a plan is chosen in by its own table alone', async ({ hall }) => {
	const one = await hall.at('table/1');
	const two = await hall.at('table/2');
	await writePlan(one, 1, '', 'bomen');
	const { id, fields, seq } = await one.sees('plan');
	const order = { cmd: 'plan.choose' as const, id, field: 1, seen: seq };
	expect(await two.refused({ ...order, version: fields[1]?.version ?? 0 })).toBe('unknown_id');
});

test('the same writing again gets the same answer and changes nothing', async ({ hall }) => {
	const table = await hall.at('table/1');
	const op = randomUUID();
	await writePlan(table, 1, '', 'bomen');
	const first = await writePlan(table, 1, 'iets anders', 'water', op);
	expect(await writePlan(table, 1, 'iets anders', 'water', op)).toEqual(first);
	expect(first.variant).toBe(true);
	const plan = await table.sees('plan', (p) => p.seq >= first.seq);
	expect(plan.variants).toHaveLength(1);
});

test('a plan is kept across a restart', async ({ hall }) => {
	const before = await hall.at('table/1');
	await writePlan(before, 0, '', 'Het Waterplein');
	await writePlan(before, 0, 'iets anders', 'Het Bomenplein');
	const plan = await before.sees('plan', (p) => p.variants !== undefined);
	await hall.server.stop();
	await hall.serve();
	expect((await hall.at('table/1')).has.all('plan')).toEqual([plan]);
});

test('a plan is seen by its table, desk and control, and by nobody else', async ({ hall }) => {
	const table = await hall.at('table/1');
	const control = await hall.at('control/1');
	const others = await Promise.all(['table/2', 'stage/1', 'public'].map((seat) => hall.at(seat)));
	await writePlan(table, 0, '', 'Het Waterplein');
	const { seq } = await goTo(control, planStep(control).id);
	for (const client of others) {
		await client.caughtUp(seq);
		expect(client.has.all('plan')).toEqual([]);
	}
	for (const [seat, plans] of Object.entries({
		'table/1': 1,
		'desk/1': 1,
		'control/1': 1,
		'table/2': 0,
	})) {
		const client = await hall.at(seat);
		expect(client.has.all('plan'), seat).toHaveLength(plans);
	}
});

test('a plan is handed in as a card of the table', async ({ hall }) => {
	const table = await hall.at('table/2');
	const { hand, ack } = await handIn(table, 'Het Waterplein', 'Een plein met bomen');
	expect(ack).toMatchObject({ number: '2-1', card: hand.card, late: false });
	expect(await table.do({ ...hand, op: ack.op })).toEqual(ack);
	const card = await table.sees('card', (c) => c.id === hand.card);
	const plan = planOf(table);
	expect(card).toMatchObject({ kind: 'plan', plan: plan?.id, number: '2-1' });
	expect(card.text).toBe('Het Waterplein\n\nWat\nEen plein met bomen');
	expect(plan?.card).toBe(card.id);
	expect(plan?.handed).toBeGreaterThan(0);
});

test('handed in again it is the next wording of the same card, to be read again', async ({
	hall,
}) => {
	const table = await hall.at('table/2');
	const desk = await hall.at('desk/1');
	const { hand } = await handIn(table, 'Het Waterplein', 'Een plein met bomen');
	const { version } = await desk.sees('card');
	await desk.do({ cmd: 'card.read', id: hand.card, version });
	await writePlan(table, 1, 'Een plein met bomen', 'Een plein met een pomp');
	const again = await table.do({ ...hand, card: randomUUID() });
	expect(again).toMatchObject({ number: '2-1', card: hand.card });
	const card = await desk.sees('card', (c) => c.version !== version);
	expect(card.text).toBe('Het Waterplein\n\nWat\nEen plein met een pomp');
	expect(card.read).toBe(version);
	expect(desk.has.all('card')).toHaveLength(1);
});

test('a plan without a title is not handed in, but may come late', async ({ hall }) => {
	const table = await hall.at('table/2');
	const control = await hall.at('control/1');
	const step = planStep(table);
	const hand = { cmd: 'plan.hand' as const, step: step.id, card: randomUUID() as string };
	expect(await table.refused(hand)).toBe('unknown_id');
	await writePlan(table, 1, '', 'Een plein met bomen');
	expect(await table.refused(hand)).toBe('text_empty');
	await goTo(control, step.id);
	await control.sees('summit', (s) => s.step === step.id);
	await goTo(control, control.has.all('step').find((s) => s.kind === 'closing')?.id ?? '');
	await writePlan(table, 0, '', 'Het Waterplein');
	expect((await table.do(hand)).late).toBe(true);
});

test('what cannot be written is refused', async ({ hall }) => {
	const table = await hall.at('table/1');
	const theme = table.has.all('theme')[0]?.id ?? '';
	const round = table.has.all('step').find((s) => s.kind === 'round' && !s.makes)?.id ?? '';
	const order = { cmd: 'plan.write' as const, id: randomUUID(), theme, field: 0, was: '' };
	const write = { ...order, step: planStep(table).id, text: 'é'.repeat(120) };
	expect(await table.refused({ ...write, step: round })).toBe('not_a_round');
	expect(await table.refused({ ...write, step: randomUUID() })).toBe('unknown_id');
	expect(await table.refused({ ...write, theme: randomUUID() })).toBe('unknown_id');
	expect(await table.refused({ ...write, id: theme })).toBe('id_taken');
	expect(await table.refused({ ...write, field: 5 })).toBe('bad_field');
	expect(await table.refused({ ...write, text: 'é'.repeat(121) })).toBe('text_too_long');
	await table.do(write);
	const desk = await hall.at('desk/1');
	expect(await desk.refused(write)).toBe('not_allowed');
});

test('a plan in a restored summit comes back whole from what a device sends again', async ({
	hall,
}) => {
	const table = await hall.at('table/1');
	const ops = [randomUUID(), randomUUID()];
	await writePlan(table, 1, '', 'bomen', ops[0]);
	await writePlan(table, 1, 'bomen', 'bomen en water', ops[1]);
	const { hand } = await handIn(table, 'Het Waterplein', 'bomen en water');
	await hall.server.stop();
	await hall.prepare();
	await hall.serve();
	const again = await hall.at('table/1');
	await writePlan(again, 1, 'bomen', 'bomen en water', ops[1]);
	await writePlan(again, 0, '', 'Het Waterplein');
	expect((await again.do({ ...hand, number: 7 })).number).toBe('1-7');
	expect((await again.sees('card')).text).toBe('Het Waterplein\n\nWat\nbomen en water');
});
