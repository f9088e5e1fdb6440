// Which devices serve a table: told to the table and to the control room.
import { randomUUID } from 'node:crypto';
import type { Client } from '../lib/client.js';
import { expect, type Hall, test } from '../lib/hall.js';

async function tablet(hall: Hall, seat: string, device = randomUUID() as string): Promise<Client> {
	const client = await hall.connect();
	await client.caughtUp((await client.hello({ token: hall.seat(seat).token, device })).seq);
	return client;
}

/** What was last said of a table. */
function lastOf(client: Client, table: number) {
	const said = client.heard.flatMap((m) => (m.t === 'presence' ? m.tables : []));
	return said.filter((t) => t.number === table).at(-1);
}

function knows(client: Client, table: number, is: object): Promise<void> {
	return client.until(`table ${table} with ${JSON.stringify(is)}`, () =>
		Object.entries(is).every(([key, value]) => {
			const last = lastOf(client, table) as Record<string, unknown> | undefined;
			return last !== undefined && last[key] === value;
		}),
	);
}

test('a table knows how many devices serve it, and what waits on them', async ({ hall }) => {
	const one = await tablet(hall, 'table/1');
	await knows(one, 1, { devices: 1, outbox: 0 });
	const other = await tablet(hall, 'table/1');
	await knows(one, 1, { devices: 2 });
	one.send({ t: 'status', outbox: 3, battery: 0.5 });
	other.send({ t: 'status', outbox: 1, battery: 0.25 });
	await knows(other, 1, { devices: 2, outbox: 4, battery: 0.25 });
	other.cut();
	await knows(one, 1, { devices: 1, outbox: 3, battery: 0.5 });
	expect(lastOf(one, 2)).toBeUndefined();
});

test('two connections of one device are one', async ({ hall }) => {
	const device = randomUUID();
	const before = await tablet(hall, 'table/1', device);
	await knows(before, 1, { devices: 1 });
	const again = await tablet(hall, 'table/1', device);
	again.send({ t: 'status', outbox: 2 });
	await knows(again, 1, { devices: 1, outbox: 2 });
});

test('the control room knows of all tables, and since when one has no device', async ({ hall }) => {
	const one = await tablet(hall, 'table/1');
	const control = await hall.at('control/1');
	await knows(control, 1, { devices: 1 });
	await knows(control, 2, { devices: 0, outbox: 0, since: undefined });
	const tables = control.has.all('table').length;
	expect(control.heard.find((m) => m.t === 'presence')?.tables).toHaveLength(tables);
	const before = await control.ping();
	one.cut();
	await knows(control, 1, { devices: 0, battery: undefined });
	const since = lastOf(control, 1)?.since ?? 0;
	expect(since).toBeGreaterThanOrEqual(before);
	expect(since).toBeLessThanOrEqual(await control.ping());
	await tablet(hall, 'table/1');
	await knows(control, 1, { devices: 1, since: undefined });
});

test('the control room hears of changes at most once a second', async ({ hall }) => {
	const [one, control] = [await tablet(hall, 'table/1'), await hall.at('control/1')];
	await knows(control, 1, { devices: 1 });
	const heard = () => control.heard.filter((m) => m.t === 'presence').length;
	const from = heard();
	const start = Date.now();
	for (let outbox = 1; Date.now() - start < 1500; outbox++) {
		one.send({ t: 'status', outbox: outbox % 1000 });
		await one.ping();
	}
	one.send({ t: 'status', outbox: 4711 });
	await knows(control, 1, { outbox: 4711 });
	expect(heard() - from).toBeLessThanOrEqual((Date.now() - start) / 1000 + 1);
});

test('nobody else hears of it, and an observer does not count', async ({ hall }) => {
	const [desk, stage, wall] = [
		await hall.at('desk/1'),
		await hall.at('stage/1'),
		await hall.at('public'),
	];
	const observer = await hall.at('observer/1');
	const control = await hall.at('control/1');
	await knows(control, 1, { devices: 0 });
	const one = await tablet(hall, 'table/1');
	await knows(observer, 1, { devices: 1 });
	await knows(control, 1, { devices: 1 });
	for (const client of [desk, stage, wall]) {
		await client.ping();
		expect(client.heard.some((m) => m.t === 'presence')).toBe(false);
	}
	one.close();
});

test('a link has 64 connections at most: who comes then is told to come back', async ({ hall }) => {
	const there = await Promise.all(Array.from({ length: 64 }, () => hall.at('table/1')));
	const [one, other] = there as [Client, Client];
	await knows(one, 1, { devices: 64 });
	const next = await hall.connect();
	next.send({ t: 'hello', code: hall.seat('table/1').code });
	expect(await next.take('nack')).toMatchObject({ code: 'too_many', retry: true });
	expect((await next.untilClosed()).code).toBe(1013);
	await hall.at('observer/1');
	await hall.at('table/2');
	other.cut();
	await knows(one, 1, { devices: 63 });
	await hall.at('table/1');
	await knows(one, 1, { devices: 64 });
	const control = await hall.at('control/1');
	const { code } = await control.do({ cmd: 'seat.replace', seat: 'table/1' });
	const spare = await hall.connect();
	await spare.hello({ code: code ?? '' });
	await knows(spare, 1, { devices: 1 });
	expect(there.filter((client) => client.closed)).toEqual([other]);
});
