// What happens around a table: help, notices, sign-off.
import { randomUUID } from 'node:crypto';
import type { Client } from '../lib/client.js';
import { addCard, expect, test, workOf } from '../lib/hall.js';

function callFor(table: Client, kind: 'care' | 'tablet' = 'tablet') {
	const id = randomUUID();
	return { id, made: table.do({ cmd: 'call.make', id, kind }) };
}

/** The control room says something to a table, to a room, or to all. */
async function send(control: Client, text: string, to: { room?: string; table?: string } = {}) {
	const id = randomUUID();
	await control.do({ cmd: 'notice.send', id, text, ...to });
	return id;
}

function idOf(client: Client, type: 'table' | 'room', number: number): string {
	return client.has.all(type).find((e) => e.number === number)?.id ?? '';
}

/** Everything that was said before has reached the client: a notice that all get came last. */
async function heardAll(control: Client, ...clients: Client[]): Promise<void> {
	const last = await send(control, 'Dit was het');
	await Promise.all(clients.map((c) => c.sees('notice', (n) => n.id === last)));
}

test('a call for help is seen by its table, desk and control until it is ended', async ({
	hall,
}) => {
	const [one, other] = [await hall.at('table/1'), await hall.at('table/1')];
	const [desk, control] = [await hall.at('desk/1'), await hall.at('control/1')];
	const { id, made } = callFor(one, 'care');
	await made;
	for (const client of [one, other, desk, control]) {
		const call = await client.sees('call', (c) => c.id === id);
		expect(call).toMatchObject({ kind: 'care', table: idOf(one, 'table', 1) });
		expect(call.ended).toBeUndefined();
	}
	await control.do({ cmd: 'call.end', id });
	await other.sees('call', (c) => c.id === id && c.ended !== undefined);
});

test('a table takes its own call back, and no other table can', async ({ hall }) => {
	const [one, two] = [await hall.at('table/1'), await hall.at('table/2')];
	const { id, made } = callFor(one);
	await made;
	expect(await two.refused({ cmd: 'call.end', id })).toBe('unknown_id');
	await one.do({ cmd: 'call.end', id });
	await one.sees('call', (c) => c.id === id && c.ended !== undefined);
});

test('a call that is sent again is one call', async ({ hall }) => {
	const [one, control] = [await hall.at('table/1'), await hall.at('control/1')];
	const order = {
		cmd: 'call.make' as const,
		op: randomUUID() as string,
		id: randomUUID(),
		kind: 'talk' as const,
	};
	expect(await one.do(order)).toEqual(await one.do(order));
	await heardAll(control, one);
	expect(control.has.all('call')).toHaveLength(1);
});

test('a notice reaches those whom it is for', async ({ hall }) => {
	const [one, two, control] = [
		await hall.at('table/1'),
		await hall.at('table/2'),
		await hall.at('control/1'),
	];
	const forOne = await send(control, 'Tafel 1', { table: idOf(control, 'table', 1) });
	const forRoom = await send(control, 'Zaal', { room: idOf(control, 'room', 1) });
	await heardAll(control, one, two);
	const room = (table: number) =>
		control.has.all('table').find((t) => t.number === table)?.room === idOf(control, 'room', 1);
	expect(one.has.get('notice', forOne)?.text).toBe('Tafel 1');
	expect(two.has.get('notice', forOne)).toBeUndefined();
	expect(one.has.get('notice', forRoom) !== undefined).toBe(room(1));
	expect(two.has.get('notice', forRoom) !== undefined).toBe(room(2));
});

test('a notice to a room is not seen in another room', async ({ hall }) => {
	const control = await hall.at('control/1');
	const rooms = control.has.all('room');
	const tables = control.has.all('table');
	for (const room of rooms) {
		const id = await send(control, room.name, { room: room.id });
		for (const table of [tables[0], tables.at(-1)]) {
			const client = await hall.at(`table/${table?.number}`);
			expect(client.has.get('notice', id) !== undefined).toBe(table?.room === room.id);
		}
	}
});

test('a notice is taken back', async ({ hall }) => {
	const [one, control] = [await hall.at('table/1'), await hall.at('control/1')];
	const id = await send(control, 'Over vijf minuten pauze');
	await control.do({ cmd: 'notice.end', id });
	await one.sees('notice', (n) => n.id === id && n.ended !== undefined);
	expect(await one.refused({ cmd: 'notice.end', id })).toBe('not_allowed');
});

test('two devices that saw a notice make one receipt', async ({ hall }) => {
	const [one, other, control] = [
		await hall.at('table/1'),
		await hall.at('table/1'),
		await hall.at('control/1'),
	];
	const notice = await send(control, 'Pauze');
	await one.do({ cmd: 'notice.seen', id: randomUUID(), notice });
	await other.do({ cmd: 'notice.seen', id: randomUUID(), notice });
	await heardAll(control, one, other);
	expect(control.has.all('receipt')).toMatchObject([{ notice, table: idOf(one, 'table', 1) }]);
	expect(other.has.all('receipt')).toHaveLength(1);
});

test('a table signs a round off, again when its result changed', async ({ hall }) => {
	const [one, control] = [await hall.at('table/1'), await hall.at('control/1')];
	const step = workOf(one, 1).step.id;
	const give = (seen: number) => one.do({ cmd: 'signoff.give', id: randomUUID(), step, seen });
	const first = one.has.cursor;
	await give(first);
	await control.sees('signoff', (s) => s.seen === first);
	const { id } = await addCard(one, 1, 'Toch nog een');
	await one.sees('card', (c) => c.id === id);
	const then = one.has.cursor;
	await give(then);
	await give(first);
	await control.sees('signoff', (s) => s.seen === then);
	await heardAll(control, one);
	expect(control.has.all('signoff')).toMatchObject([{ seen: then, step }]);
});

test('only a round is signed off', async ({ hall }) => {
	const one = await hall.at('table/1');
	const doors = one.has.all('step').find((s) => s.kind !== 'round')?.id ?? '';
	const order = { cmd: 'signoff.give' as const, id: randomUUID(), step: doors, seen: 1 };
	expect(await one.refused(order)).toBe('not_a_round');
});

test('nobody else sees a call, a receipt, a sign-off or a notice', async ({ hall }) => {
	const [one, two, stage, wall, control] = [
		await hall.at('table/1'),
		await hall.at('table/2'),
		await hall.at('stage/1'),
		await hall.at('public'),
		await hall.at('control/1'),
	];
	await callFor(one).made;
	const notice = await send(control, 'Voor tafel 1', { table: idOf(one, 'table', 1) });
	await one.do({ cmd: 'notice.seen', id: randomUUID(), notice });
	const step = workOf(one, 1).step.id;
	await one.do({ cmd: 'signoff.give', id: randomUUID(), step, seen: 1 });
	const { seq } = await one.do({ cmd: 'call.make', id: randomUUID(), kind: 'talk' });
	await control.caughtUp(seq);
	const late = await Promise.all([hall.at('table/2'), hall.at('public')]);
	await addCard(two, 2, 'Nu weten allen iets nieuws');
	const after = await two.do({ cmd: 'call.make', id: randomUUID(), kind: 'other' });
	for (const client of [two, stage, wall, ...late]) {
		await client.until('the counts', () => client.has.all('tally').some((t) => t.cards > 0));
		for (const message of client.heard) {
			expect(JSON.stringify(message)).not.toContain(notice);
		}
	}
	await two.caughtUp(after.seq);
	expect(two.has.all('call')).toHaveLength(1);
	for (const type of ['receipt', 'signoff', 'notice'] as const) {
		expect(two.has.all(type)).toEqual([]);
		expect(control.has.all(type)).toHaveLength(1);
	}
	for (const type of ['call', 'receipt', 'signoff', 'notice'] as const) {
		expect([...stage.has.all(type), ...wall.has.all(type)]).toEqual([]);
	}
});

test('help, notices and sign-offs outlive a restart', async ({ hall }) => {
	const [one, control] = [await hall.at('table/1'), await hall.at('control/1')];
	await callFor(one, 'care').made;
	const notice = await send(control, 'Pauze');
	await one.do({ cmd: 'notice.seen', id: randomUUID(), notice });
	const step = workOf(one, 1).step.id;
	const { seq } = await one.do({ cmd: 'signoff.give', id: randomUUID(), step, seen: 2 });
	await control.caughtUp(seq);
	const types = ['call', 'notice', 'receipt', 'signoff'] as const;
	const before = types.map((type) => control.has.all(type));
	await hall.server.stop();
	await hall.serve();
	const again = await hall.at('control/1');
	expect(types.map((type) => again.has.all(type))).toEqual(before);
});
