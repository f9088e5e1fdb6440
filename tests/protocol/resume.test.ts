import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Client, Order } from '../lib/client.js';
import { addCard, expect, type Hall, publish, test } from '../lib/hall.js';
import { done } from '../lib/program.js';

/** A table's device comes back with what it had. */
async function back(hall: Hall, since: number, epoch: string): Promise<Client> {
	const client = await hall.connect();
	const { seq } = await client.hello({ token: hall.seat('table/1').token, since, epoch });
	await client.until('the state', () => client.has.cursor >= Math.max(seq, since));
	return client;
}

function epochOf(client: Client): string {
	return client.welcome?.epoch ?? '';
}

test('a fresh client gets a full state', async ({ hall }) => {
	const client = await hall.at('table/1');
	expect(client.has.fulls).toBe(1);
	expect(client.has.all('summit')).toHaveLength(1);
	expect(client.has.all('scene').length).toBe(client.has.all('room').length);
	expect(client.has.all('tally').length).toBe(client.has.all('theme').length);
});

test('the parts of a full state are numbered, and only the last says so', async ({ hall }) => {
	const table = await hall.at('table/1');
	for (let i = 0; i < 60; i++) {
		await addCard(table, 1, `${i} ${'lang '.repeat(190)}`);
	}
	const client = await hall.at('table/1');
	const parts = client.heard.filter((m) => m.t === 'state').filter((m) => m.full);
	expect(parts.length).toBeGreaterThan(1);
	expect(parts.map((p) => p.part)).toEqual(parts.map((_, i) => i + 1));
	expect(parts.map((p) => p.last)).toEqual(parts.map((_, i) => i === parts.length - 1));
	expect(client.has.all('card')).toHaveLength(60);
});

test('who accepts deflate gets long messages as binary, short ones as text', async ({ hall }) => {
	const table = await hall.at('table/1');
	for (let i = 0; i < 60; i++) {
		await addCard(table, 1, `${i} ${'lang '.repeat(190)}`);
	}
	const { token } = hall.seat('table/1');
	const client = await hall.connect();
	const { seq } = await client.hello({ token, accept: ['brotli', 'deflate'] });
	await client.caughtUp(seq);
	expect(client.packed).toBeGreaterThan(1);
	expect(client.has.all('card')).toEqual(table.has.all('card'));
	const before = client.packed;
	await addCard(table, 1, 'Kort');
	await client.sees('card', (c) => c.text === 'Kort');
	expect(client.packed).toBe(before);
	const plain = await hall.connect();
	await plain.hello({ token, accept: ['brotli'] });
	await plain.caughtUp(seq);
	expect(plain.packed).toBe(0);
});

test('a client that comes back gets what changed since, and no more', async ({ hall }) => {
	const one = await hall.at('table/1');
	const first = await addCard(one, 1, 'Voor de onderbreking');
	await one.caughtUp(first.ack.seq);
	const cursor = one.has.cursor;
	const other = await hall.at('table/1');
	one.cut();
	const { id } = await addCard(other, 1, 'Tijdens de onderbreking');
	const again = await back(hall, cursor, epochOf(one));
	await again.sees('card', (c) => c.id === id);
	expect(again.has.fulls).toBe(0);
	expect(again.has.all('card').map((c) => c.id)).toEqual([id]);
	expect(again.has.all('room')).toHaveLength(0);
});

test('a client that comes back learns what went meanwhile', async ({ hall }) => {
	const table = await hall.at('table/1');
	const desk = await hall.at('desk/1');
	const { id } = await addCard(table, 1, 'Gaat weer weg');
	const idea = await publish(desk, 'Even te zien', [await desk.sees('card', (c) => c.id === id)]);
	await table.sees('idea', (i) => i.id === idea);
	const cursor = table.has.cursor;
	table.cut();
	await desk.do({ cmd: 'idea.withdraw', id: idea });
	const again = await back(hall, cursor, epochOf(table));
	await again.until('the idea to be gone', () => again.has.get('idea', idea) === undefined);
	expect(again.has.fulls > 0 || again.has.isGone('idea', idea)).toBe(true);
});

test('a cursor ahead of the server’s gets a full state', async ({ hall }) => {
	const one = await hall.at('table/1');
	const client = await hall.connect();
	await client.hello({
		token: hall.seat('table/1').token,
		since: one.has.cursor + 100_000,
		epoch: epochOf(one),
	});
	await client.until('a full state', () => client.has.fulls === 1);
});

test('a cursor of another epoch gets a full state', async ({ hall }) => {
	const one = await hall.at('table/1');
	const client = await hall.connect();
	await client.hello({
		token: hall.seat('table/1').token,
		since: one.has.cursor,
		epoch: randomUUID(),
	});
	await client.until('a full state', () => client.has.fulls === 1);
});

test('a restart keeps epoch, cursor and every card', async ({ hall }) => {
	const before = await hall.at('table/1');
	const { id, ack } = await addCard(before, 1, 'Overleeft de herstart');
	await before.caughtUp(ack.seq);
	await hall.server.stop();
	await hall.serve();
	const after = await hall.at('table/1');
	expect(epochOf(after)).toBe(epochOf(before));
	expect(after.has.get('card', id)).toEqual(before.has.get('card', id));
	expect((await addCard(after, 1, 'De volgende')).ack.number).toBe('1-2');
});

test('a cursor from before a restart goes on after it', async ({ hall }) => {
	const before = await hall.at('table/1');
	const { ack } = await addCard(before, 1, 'Voor de herstart');
	await before.caughtUp(ack.seq);
	const cursor = before.has.cursor;
	await hall.server.stop();
	await hall.serve();
	const other = await hall.at('table/1');
	const { id } = await addCard(other, 1, 'Na de herstart');
	const again = await back(hall, cursor, epochOf(before));
	await again.sees('card', (c) => c.id === id);
});

test('a backup has a new epoch, and devices give back what it lacked', async ({ hall }) => {
	const before = await hall.at('table/1');
	const kept = await addCard(before, 1, 'In de kopie');
	const copy = join(hall.dir, 'backup.db');
	await done(['backup', '--db', hall.db, '--to', copy]);
	const lost = await addCard(before, 1, 'Na de kopie');
	await hall.server.stop();
	await hall.restore(copy);
	await hall.serve();
	const after = await hall.at('table/1');
	expect(epochOf(after)).not.toBe(epochOf(before));
	expect(after.welcome?.summit).toBe(before.welcome?.summit);
	expect(after.has.get('card', kept.id)?.text).toBe('In de kopie');
	expect(after.has.get('card', lost.id)).toBeUndefined();
	for (const { order } of [kept, lost]) {
		await after.do(order);
	}
	await after.sees('card', (c) => c.id === lost.id && c.text === 'Na de kopie');
	expect(after.has.all('card')).toHaveLength(2);
});

test('a card that is given back keeps its number, in whatever order they come', async ({
	hall,
}) => {
	const table = await hall.at('table/1');
	await addCard(table, 1, 'In de kopie');
	const copy = join(hall.dir, 'backup.db');
	await done(['backup', '--db', hall.db, '--to', copy]);
	const two = await addCard(table, 1, 'Twee');
	const three = await addCard(table, 1, 'Drie');
	await hall.server.stop();
	await hall.restore(copy);
	await hall.serve();
	const after = await hall.at('table/1');
	expect((await after.do({ ...three.order, number: 3 } as Order)).number).toBe('1-3');
	expect((await addCard(after, 1, 'Nieuw')).ack.number).toBe('1-4');
	expect((await after.do({ ...two.order, number: 2 } as Order)).number).toBe('1-2');
	expect((await after.do({ ...two.order, number: 2 } as Order)).number).toBe('1-2');
	const numbers = after.has.all('card').map((c) => c.number);
	expect(numbers.sort()).toEqual(['1-1', '1-2', '1-3', '1-4']);
	expect((await done(['check', '--db', hall.db])).code).toBe(0);
});
