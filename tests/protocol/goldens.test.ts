// The examples in schema/messages: against the schema, and against the server.
import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { expect, test } from '../lib/hall.js';
import { goldens } from '../lib/paths.js';
import { clientMessageFault, definition, serverMessageFault } from '../lib/schema.js';

interface Golden {
	name: string;
	bytes: Buffer;
	text: string;
}

function read(folder: string): Golden[] {
	const dir = join(goldens, folder);
	return readdirSync(dir)
		.filter((name) => name.endsWith('.json'))
		.map((name) => ({ name, bytes: readFileSync(join(dir, name)) }))
		.map(({ name, bytes }) => ({ name, bytes, text: bytes.toString('utf8') }));
}

const ofClients = new Set(['hello', 'do', 'status', 'ping']);
const valid = read('valid');
const invalid = read('invalid');
const fromClient = valid.filter(({ text }) => ofClients.has(JSON.parse(text).t));
const fromServer = valid.filter((golden) => !fromClient.includes(golden));
/** What says that a message is not shaped as it should be. */
const shapeCodes = [
	'bad_json',
	'bad_message',
	'unknown_message',
	'unknown_command',
	'unknown_field',
	'missing_field',
	'bad_field',
];

describe('valid', () => {
	test.each(fromClient)('$name is a client’s by the schema', ({ text }) => {
		expect(clientMessageFault(JSON.parse(text))).toBeNull();
	});

	test.each(fromServer)('$name is the server’s by the schema', ({ text }) => {
		expect(serverMessageFault(JSON.parse(text))).toBeNull();
	});

	test('every kind of message and every command has one', () => {
		const seen = new Set(valid.map(({ text }) => JSON.parse(text)).map((m) => m.cmd ?? m.t));
		const commands = ['card.add', 'card.read', 'card.place', 'idea.add', 'idea.edit'];
		commands.push('idea.publish', 'idea.withdraw', 'programme.go', 'scene.show');
		commands.push('card.edit', 'card.choose', 'card.withdraw', 'card.restore');
		commands.push('plan.write', 'plan.choose', 'plan.hand', 'ballot.cast');
		commands.push('weighing.put', 'weighing.open', 'weighing.close', 'weighing.show');
		const messages = ['hello', 'status', 'ping', 'welcome', 'state', 'ack', 'nack', 'pong', 'bye'];
		expect([...commands, ...messages].filter((kind) => !seen.has(kind))).toEqual([]);
	});

	test('the server finds no fault with the shape of a client’s', async ({ hall }) => {
		for (const { name, text } of fromClient) {
			const client = await hall.connect();
			client.sendText(text);
			client.send({ t: 'ping' });
			await client.until(`an answer to ${name}`, () => client.heard.length > 0);
			const codes = client.heard.filter((m) => m.t === 'nack').map((m) => m.code);
			expect(
				codes.filter((c) => shapeCodes.includes(c)),
				name,
			).toEqual([]);
		}
	});
});

describe('invalid', () => {
	test('the server refuses each with the code in its name', async ({ hall }) => {
		const client = await hall.at('table/1');
		const wrong: string[] = [];
		for (const { name, bytes } of invalid.filter((golden) => isUtf8(golden.bytes))) {
			client.sendText(bytes);
			const nack = await client.take('nack');
			if (!name.startsWith(`${nack.code}--`)) {
				wrong.push(`${name}: ${nack.code}: ${nack.message}`);
			}
		}
		expect(wrong).toEqual([]);
		expect(invalid.length).toBeGreaterThan(50);
	});

	test('what is not UTF-8 closes the connection', async ({ hall }) => {
		for (const { name, bytes } of invalid.filter((golden) => !isUtf8(golden.bytes))) {
			const client = await hall.at('table/1');
			client.sendText(bytes);
			expect((await client.untilClosed()).code, name).toBe(1007);
		}
	});

	test('codes in names are codes of the schema', () => {
		const known = definition('NackCode') as { enum?: string[] };
		const named = invalid.map(({ name }) => name.split('--')[0] ?? '');
		expect(named.filter((code) => !known.enum?.includes(code))).toEqual([]);
	});
});
