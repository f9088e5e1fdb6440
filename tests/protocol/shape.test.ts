// Messages that are not as they should be.
import { randomUUID } from 'node:crypto';
import { card, expect, test } from '../lib/hall.js';
import { definition } from '../lib/schema.js';

test('what is not JSON is refused, and the connection stays', async ({ hall }) => {
	const client = await hall.at('table/1');
	for (const text of [
		'',
		'{',
		'null',
		'[]',
		'7',
		'"x"',
		'{"t":"ping"}{"t":"ping"}',
		'{"t":"ping",}',
	]) {
		client.sendText(text);
		expect((await client.take('nack')).code, text).toBe('bad_json');
	}
	await client.ping();
});

test('a key that stands twice is refused', async ({ hall }) => {
	const client = await hall.at('table/1');
	client.sendText('{"t":"ping","t":"ping"}');
	expect((await client.take('nack')).code).toBe('bad_json');
});

test('a NUL in a text is refused', async ({ hall }) => {
	const client = await hall.at('table/1');
	client.sendText('{"t":"hello","client":"a\\u0000b"}');
	expect((await client.take('nack')).code).toBe('bad_json');
});

test('messages without a kind, or of an unknown one, are refused', async ({ hall }) => {
	const client = await hall.at('table/1');
	client.send({});
	expect((await client.take('nack')).code).toBe('bad_message');
	client.send({ t: 7 });
	expect((await client.take('nack')).code).toBe('bad_message');
	client.send({ t: 'welcome' });
	expect((await client.take('nack')).code).toBe('unknown_message');
	client.send({ t: 'do', op: randomUUID(), cmd: 'card.eat' });
	expect((await client.take('nack')).code).toBe('unknown_command');
});

const commands = [
	'CardAdd',
	'CardRead',
	'CardPlace',
	'IdeaAdd',
	'IdeaEdit',
	'IdeaPublish',
	'IdeaWithdraw',
	'ProgrammeGo',
	'SceneShow',
	'CardEdit',
	'CardChoose',
	'CardWithdraw',
	'CardRestore',
];

/** A command with a value that will do in each of its fields. */
function example(name: string): Record<string, unknown> {
	const values: Record<string, unknown> = {
		text: 'tekst',
		language: 'tr',
		translation: 'vertaling',
		was: { kind: 'idea', text: 'tekst' },
		seen: 1,
		title: 'titel',
		version: 1,
		base: 1,
		at: 1768554060000,
		cards: [],
		t: 'do',
	};
	const { properties = {} } = definition(name);
	return Object.fromEntries(
		Object.entries(properties).map(([field, is]) => {
			const kind = name === 'SceneShow' ? 'live' : 'idea';
			return [field, is.const ?? values[field] ?? (field === 'kind' ? kind : randomUUID())];
		}),
	);
}

for (const name of commands) {
	test(`${name}: a missing field is named`, async ({ hall }) => {
		const client = await hall.at('control/1');
		const fields = definition(name).required?.filter((f) => f !== 't' && f !== 'cmd') ?? [];
		for (const field of fields) {
			const { [field]: _, ...rest } = example(name);
			client.send(rest);
			const nack = await client.take('nack');
			expect(nack.code, field).toBe('missing_field');
			expect(nack.message).toContain(field);
		}
	});

	test(`${name}: a field of the wrong kind is named`, async ({ hall }) => {
		const client = await hall.at('control/1');
		const fields = Object.keys(definition(name).properties ?? {});
		for (const field of fields.filter((f) => f !== 't' && f !== 'cmd')) {
			client.send({ ...example(name), [field]: ['not this'] });
			const nack = await client.take('nack');
			expect(nack.code, field).toBe('bad_field');
			expect(nack.message).toContain(field);
		}
	});

	test(`${name}: an unknown field is named`, async ({ hall }) => {
		const client = await hall.at('control/1');
		client.send({ ...example(name), colour: 'red' });
		const nack = await client.take('nack');
		expect(nack.code).toBe('unknown_field');
		expect(nack.message).toContain('colour');
	});
}

test('a refusal names the operation when it could be read', async ({ hall }) => {
	const client = await hall.at('table/1');
	const op = randomUUID();
	client.send({ ...card(client, 1, 'x'), t: 'do', op, colour: 'red' });
	expect((await client.take('nack')).op).toBe(op);
});

test('a message may come in many pieces', async ({ hall }) => {
	const client = await hall.at('table/1');
	const order = card(client, 1, 'In stukjes: \u{1f333}é');
	const bytes = Buffer.from(JSON.stringify({ t: 'do', ...order }));
	client.sendPieces([...bytes].map((byte) => Buffer.of(byte)));
	await client.take('ack', (a) => a.op === order.op);
	await client.sees('card', (c) => c.id === order.id && c.text === order.text);
});

test('the longest message of a seat is taken, one byte more closes with 1009', async ({ hall }) => {
	const client = await hall.at('table/1');
	client.sendText('{"t":"ping"}'.padEnd(65536));
	await client.take('pong');
	client.sendText('{"t":"ping"}'.padEnd(65537));
	expect((await client.untilClosed()).code).toBe(1009);
});

test('the public may send 4,096 bytes, one more closes with 1009', async ({ hall }) => {
	const client = await hall.at('public');
	client.sendText('{"t":"ping"}'.padEnd(4096));
	await client.take('pong');
	client.sendText('{"t":"ping"}'.padEnd(4097));
	expect((await client.untilClosed()).code).toBe(1009);
});

test('before the hello the public’s limit holds', async ({ hall }) => {
	const client = await hall.connect();
	client.sendText('{"t":"ping"}'.padEnd(4097));
	expect((await client.untilClosed()).code).toBe(1009);
});

test('pieces that together are too long close with 1009', async ({ hall }) => {
	const client = await hall.at('public');
	client.sendPieces(Array.from({ length: 10 }, () => Buffer.alloc(1000, 32)));
	expect((await client.untilClosed()).code).toBe(1009);
});

test('a binary message closes with 1003', async ({ hall }) => {
	const client = await hall.at('table/1');
	client.sendText('{"t":"ping"}', true);
	expect((await client.untilClosed()).code).toBe(1003);
});

test('a text that is not UTF-8 closes with 1007', async ({ hall }) => {
	const client = await hall.at('table/1');
	client.sendText(Buffer.from([0x22, 0xc3, 0x28, 0x22]));
	expect((await client.untilClosed()).code).toBe(1007);
});

test('a status of the device is taken without an answer', async ({ hall }) => {
	const client = await hall.at('table/1');
	const before = client.heard.length;
	client.send({ t: 'status', outbox: 3, battery: 0.41 });
	await client.ping();
	expect(client.heard.slice(before).map((m) => m.t)).toEqual(['pong']);
});
