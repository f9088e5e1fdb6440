// Lost tablets and observers: links that are replaced, cards that are held, and who looks on.
import { randomUUID } from 'node:crypto';
import type { Client } from '../lib/client.js';
import { addCard, card, expect, type Hall, test } from '../lib/hall.js';
import { done, exportRecord, readSeats } from '../lib/program.js';

/** The control room gives a seat another link: the new code. */
async function replace(control: Client, seat: string): Promise<string> {
	return (await control.do({ cmd: 'seat.replace', seat })).code ?? '';
}

/** A device that says the seat's first link, whatever became of it. */
async function withOldLink(hall: Hall, seat: string): Promise<Client> {
	const client = await hall.connect();
	await client.hello({ token: hall.seat(seat).token });
	return client;
}

test('a table’s new code leads to it; the old link is told and gets no states', async ({
	hall,
}) => {
	const [lost, control] = [await hall.at('table/1'), await hall.at('control/1')];
	const code = await replace(control, 'table/1');
	expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
	expect(await lost.take('nack')).toMatchObject({ code: 'link_replaced', retry: false });
	const spare = await hall.connect();
	const welcome = await spare.hello({ code });
	expect(welcome.seat).toBe('table/1');
	expect(welcome.replaced).toBeUndefined();
	await spare.caughtUp(welcome.seq);
	const cursor = lost.has.cursor;
	const { ack, id } = await addCard(spare, 1, 'Van de nieuwe tablet');
	await control.caughtUp(ack.seq);
	await spare.sees('card', (c) => c.id === id);
	await lost.ping();
	expect(lost.has.cursor).toBe(cursor);
	expect(lost.closed).toBeNull();
});

test('a hello with a replaced link or code is welcome, and no more', async ({ hall }) => {
	const control = await hall.at('control/1');
	await replace(control, 'table/1');
	for (const by of ['token', 'code'] as const) {
		const old = await hall.connect();
		const welcome = await old.hello({ [by]: hall.seat('table/1')[by] });
		expect(welcome).toMatchObject({ seat: 'table/1', replaced: true });
		expect(welcome.token).toBe(by === 'code' ? hall.seat('table/1').token : undefined);
		await old.ping();
		expect(old.heard.map((m) => m.t)).toEqual(['welcome', 'pong']);
	}
});

test('an unsent card of a lost tablet is held until the control room releases it', async ({
	hall,
}) => {
	const [control, desk] = [await hall.at('control/1'), await hall.at('desk/1')];
	const code = await replace(control, 'table/1');
	const spare = await hall.connect();
	await spare.caughtUp((await spare.hello({ code })).seq);
	const lost = await withOldLink(hall, 'table/1');
	const order = card(desk, 1, 'Nog niet verstuurd');
	const ack = await lost.do(order);
	expect(ack).toMatchObject({ number: '1-1', held: true });
	expect(await lost.do(order)).toEqual(ack);
	expect(await control.sees('card', (c) => c.id === order.id)).toMatchObject({ held: true });
	const next = await addCard(spare, 1, 'Daarna');
	expect(next.ack.number).toBe('1-2');
	await desk.sees('card', (c) => c.id === next.id);
	await desk.sees('tally', (t) => t.cards === 1);
	expect([desk.has.get('card', order.id), spare.has.get('card', order.id)]).toEqual([
		undefined,
		undefined,
	]);
	expect(await desk.refused({ cmd: 'card.read', id: order.id, version: ack.seq })).toBe(
		'unknown_id',
	);
	await control.do({ cmd: 'card.release', id: order.id });
	for (const client of [control, desk, spare]) {
		await client.sees('card', (c) => c.id === order.id && !c.held);
		await client.sees('tally', (t) => t.cards === 2);
	}
});

test('all else over a replaced link is refused', async ({ hall }) => {
	const control = await hall.at('control/1');
	await replace(control, 'table/1');
	await replace(control, 'desk/1');
	const [table, desk] = [await withOldLink(hall, 'table/1'), await withOldLink(hall, 'desk/1')];
	const call = { cmd: 'call.make' as const, id: randomUUID(), kind: 'talk' as const };
	expect(await table.refused(call)).toBe('link_replaced');
	expect(await desk.refused({ cmd: 'idea.withdraw', id: randomUUID() })).toBe('link_replaced');
	expect(await desk.refused(card(control, 1, 'Van een desk'))).toBe('not_allowed');
});

test('a replaced link and a held card outlive a restart', async ({ hall }) => {
	const control = await hall.at('control/1');
	const code = await replace(control, 'table/1');
	const order = card(control, 1, 'Bewaard en vastgehouden');
	await (await withOldLink(hall, 'table/1')).do(order);
	await hall.server.stop();
	await hall.serve();
	const spare = await hall.connect();
	expect((await spare.hello({ code })).replaced).toBeUndefined();
	const lost = await withOldLink(hall, 'table/1');
	expect(lost.welcome?.replaced).toBe(true);
	expect(await lost.do(order)).toMatchObject({ number: '1-1', held: true });
	const again = await hall.at('control/1');
	expect(again.has.get('card', order.id)?.held).toBe(true);
	expect((await hall.at('desk/1')).has.get('card', order.id)).toBeUndefined();
	const record = await exportRecord(hall.db, `${hall.dir}/record`);
	expect(record.cards).toMatchObject([{ id: order.id, held: true }]);
	const links = readSeats((await done(['links', '--db', hall.db, '--json'])).stdout);
	expect(links.find((l) => l.seat === 'table/1')?.code).toBe(code);
	expect((await done(['check', '--db', hall.db])).code).toBe(0);
});

test('the same replacement sent again is one', async ({ hall }) => {
	const control = await hall.at('control/1');
	const order = { cmd: 'seat.replace' as const, op: randomUUID() as string, seat: 'table/1' };
	const first = await control.do(order);
	expect(await control.do(order)).toEqual(first);
	expect(await control.refused({ cmd: 'seat.replace', seat: 'table/99' })).toBe('unknown_id');
	const table = await hall.at('table/2');
	expect(await table.refused({ cmd: 'seat.replace', seat: 'table/1' })).toBe('not_allowed');
	const spare = await hall.connect();
	expect((await spare.hello({ code: first.code ?? '' })).replaced).toBeUndefined();
});

test('an old link gets nothing by an operation that its seat made before', async ({ hall }) => {
	const lost = await hall.at('control/1');
	const id = randomUUID();
	const notice = { cmd: 'notice.send' as const, op: randomUUID() as string, id, text: 'Pauze' };
	await lost.do(notice);
	const order = { cmd: 'seat.replace' as const, op: randomUUID() as string, seat: 'control/1' };
	const { code } = await lost.do(order);
	const old = await withOldLink(hall, 'control/1');
	expect(await old.refused(notice)).toBe('link_replaced');
	expect(await old.refused({ ...order, op: notice.op })).toBe('link_replaced');
	expect(await old.refused(order)).toBe('link_replaced');
	const control = await hall.connect();
	await control.hello({ code: code ?? '' });
	expect(await control.do(order)).toMatchObject({ code });
});

test('an old link gives a card again, and gets its answer', async ({ hall }) => {
	const [table, control] = [await hall.at('table/1'), await hall.at('control/1')];
	const order = { ...card(table, 1, 'Vlak voor het verlies'), op: randomUUID() as string };
	const ack = await table.do(order);
	await replace(control, 'table/1');
	expect(await (await withOldLink(hall, 'table/1')).do(order)).toEqual(ack);
});

test('an operation of one command answers no other', async ({ hall }) => {
	const control = await hall.at('control/1');
	const order = { cmd: 'seat.replace' as const, op: randomUUID() as string, seat: 'table/1' };
	await control.do(order);
	const notice = { cmd: 'notice.send' as const, id: randomUUID() as string, text: 'Pauze' };
	expect(await control.refused({ ...notice, op: order.op })).toBe('op_taken');
	await hall.server.stop();
	await hall.serve();
	const again = await hall.at('control/1');
	expect(await again.refused({ ...notice, op: order.op })).toBe('op_taken');
	expect(await again.do(order)).toMatchObject({ code: expect.any(String) });
});

test('a card that is given again tells nothing of another table’s', async ({ hall }) => {
	const [one, two] = [await hall.at('table/1'), await hall.at('table/2')];
	const { id } = await addCard(two, 2, 'Van een andere tafel');
	const order = { ...card(one, 1, 'Van deze tafel'), op: randomUUID() as string };
	await one.do(order);
	const ack = await one.do({ ...order, id });
	expect([ack.number, ack.late, ack.held]).toEqual([undefined, undefined, undefined]);
	const was = { kind: 'idea' as const, text: 'zoals het nooit was' };
	const edit = { cmd: 'card.edit' as const, kind: 'idea' as const, text: 'Anders', was };
	await two.do({ ...edit, id });
	const own = { ...edit, op: randomUUID() as string, id: order.id };
	await one.do(own);
	expect((await one.do({ ...own, id })).variant).toBeUndefined();
});

test('an observer sees what its table sees, and does nothing', async ({ hall }) => {
	const [table, observer] = [await hall.at('table/1'), await hall.at('observer/1')];
	expect(observer.welcome?.seat).toBe('observer/1');
	const { id } = await addCard(table, 1, 'Meegelezen');
	await observer.sees('card', (c) => c.id === id);
	const other = await addCard(await hall.at('table/2'), 2, 'Van een andere tafel');
	await observer.sees('tally', (t) => t.cards > 0);
	await addCard(table, 1, 'Nog een');
	await observer.until('the second card', () => observer.has.all('card').length === 2);
	expect(observer.has.get('card', other.id)).toBeUndefined();
	expect(await observer.refused(card(observer, 1, 'Van een toeschouwer'))).toBe('not_allowed');
	const call = { cmd: 'call.make' as const, id: randomUUID(), kind: 'talk' as const };
	expect(await observer.refused(call)).toBe('not_allowed');
});

test('each table has an observer’s link, after all others', async ({ hall }) => {
	const seats = readSeats((await done(['links', '--db', hall.db, '--json'])).stdout);
	const names = seats.map((s) => s.seat);
	const tables = names.filter((n) => n.startsWith('table/'));
	expect(names.slice(-tables.length)).toEqual(tables.map((t) => t.replace('table', 'observer')));
	expect(seats.at(-1)?.link).toContain('/table#');
});
