import { randomUUID } from 'node:crypto';
import { addCard, card, expect, test } from '../lib/hall.js';

test('a card gets the next number of its table', async ({ hall }) => {
	const table = await hall.at('table/2');
	expect((await addCard(table, 2, 'Meer bankjes')).ack.number).toBe('2-1');
	expect((await addCard(table, 2, 'Minder stoeptegels')).ack.number).toBe('2-2');
});

test('the same operation again gets the same answer and changes nothing', async ({ hall }) => {
	const table = await hall.at('table/1');
	const desk = await hall.at('desk/1');
	const order = card(table, 1, 'Wie ruimt het op?');
	const first = await table.do(order);
	expect(await table.do(order)).toEqual(first);
	const later = await addCard(table, 1, 'Een ander kaartje');
	expect(later.ack.number).toBe('1-2');
	await desk.caughtUp(later.ack.seq);
	expect(desk.has.all('card')).toHaveLength(2);
});

test('the same operation again over another connection gets the same answer', async ({ hall }) => {
	const one = await hall.at('table/1');
	const other = await hall.at('table/1');
	const order = card(one, 1, 'Twee keer onderweg');
	const answers = await Promise.all([one.do(order), other.do(order)]);
	expect(answers[1]).toEqual(answers[0]);
});

test('the same operation after a restart gets the same answer', async ({ hall }) => {
	const before = await hall.at('table/1');
	const order = card(before, 1, 'Nog voor de herstart');
	const first = await before.do(order);
	await hall.server.stop();
	await hall.serve();
	const after = await hall.at('table/1');
	expect(await after.do(order)).toEqual(first);
	expect(after.has.all('card')).toHaveLength(1);
});

test('an operation of another seat is refused', async ({ hall }) => {
	const one = await hall.at('table/1');
	const two = await hall.at('table/2');
	const { op } = await addCard(one, 1, 'Van tafel 1');
	expect(await two.refused({ ...card(two, 2, 'Van tafel 2'), op })).toBe('op_taken');
});

test('an id that is another card’s is refused', async ({ hall }) => {
	const table = await hall.at('table/1');
	const { id } = await addCard(table, 1, 'De eerste');
	expect(await table.refused({ ...card(table, 1, 'De tweede'), id })).toBe('id_taken');
});

test('a card of an unknown theme or step is refused', async ({ hall }) => {
	const table = await hall.at('table/1');
	const order = card(table, 1, 'Waarover?');
	expect(await table.refused({ ...order, theme: randomUUID() })).toBe('unknown_id');
	expect(await table.refused({ ...order, step: randomUUID() })).toBe('unknown_id');
});

test('a card for a step that is no round is refused', async ({ hall }) => {
	const table = await hall.at('table/1');
	const step = table.has.all('step').find((s) => s.kind !== 'round')?.id ?? '';
	const order = { ...card(table, 1, 'In de pauze bedacht'), step };
	expect(await table.refused(order)).toBe('not_a_round');
});

test('a text is stored clean and in NFC', async ({ hall }) => {
	const table = await hall.at('table/1');
	const { id } = await addCard(table, 1, 'Cafe\u0301\u202e om de hoek\r\nmet\tterras');
	const card = await table.sees('card', (c) => c.id === id);
	expect(card.text).toBe('Caf\u00e9 om de hoek\nmet terras');
});

test('a text of a thousand code points is taken, of one more refused', async ({ hall }) => {
	const table = await hall.at('table/1');
	const order = card(table, 1, '\u{1f333}'.repeat(1001));
	expect(await table.refused(order)).toBe('text_too_long');
	await table.do({ ...order, text: '\u{1f333}'.repeat(1000) });
});

test('a text of which nothing can be seen is refused', async ({ hall }) => {
	const table = await hall.at('table/1');
	expect(await table.refused(card(table, 1, ' \u200b\u00a0\n'))).toBe('text_empty');
});

test('more than the commands in flight are refused, to be sent again', async ({ hall }) => {
	const table = await hall.at('table/1');
	const sent = 400;
	for (let i = 0; i < sent; i++) {
		table.send({ t: 'do', ...card(table, 1, `kaartje ${i}`) });
	}
	await table.until('all answers', () => {
		const answered = table.heard.filter((m) => m.t === 'ack' || m.t === 'nack');
		return answered.length === sent;
	});
	const nacks = table.heard.filter((m) => m.t === 'nack');
	expect(nacks.every((m) => m.code === 'too_many' && m.retry)).toBe(true);
	const acks = table.heard.filter((m) => m.t === 'ack');
	expect(acks.length).toBeGreaterThanOrEqual(64);
	expect(new Set(acks.map((m) => m.number)).size).toBe(acks.length);
});
