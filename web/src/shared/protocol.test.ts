import { describe, expect, test } from 'vitest';
import schema from '../../../schema/protocol.schema.json';
import { decode } from './protocol';

const golden = import.meta.glob<{ default: { t: string } }>(
	'../../../schema/messages/valid/*.json',
	{ eager: true },
);
const spoken = schema.$defs.ServerMessage.oneOf.map(({ $ref }) =>
	($ref.split('/').at(-1) ?? '').toLowerCase(),
);

describe('every example of what the server says', () => {
	const said = Object.entries(golden).filter(
		([
			,
			{
				default: { t },
			},
		]) => spoken.includes(t),
	);
	test.skipIf(said.length === 0)('is understood as it is', () => {
		for (const [path, { default: message }] of said) {
			expect(decode(JSON.stringify(message)), path).toEqual(message);
		}
	});
});

test.each([
	['no JSON', '{'],
	['no object', '[1]'],
	['null', 'null'],
	['a message of a newer server', '{"t":"applause","op":"x"}'],
	[
		'a welcome without limits',
		'{"t":"welcome","seat":"public","summit":"","epoch":"","seq":1,"now":1}',
	],
	['a full state without its part', '{"t":"state","seq":1,"full":true,"set":[]}'],
	['a number in words', '{"t":"pong","now":"noon"}'],
	['an ack of nothing', '{"t":"ack","seq":4}'],
])('%s is left alone', (_, text) => {
	expect(decode(text)).toBeNull();
});

test('what a newer server adds does not hide the rest', () => {
	const theme = { type: 'theme', id: 'a', seq: 3, number: 1, title: 'Water', colour: 'blue' };
	const message = {
		t: 'state',
		seq: 4,
		mood: 'good',
		set: [
			theme,
			{ type: 'applause', id: 'b', seq: 4 },
			{ type: 'theme', id: 'c', seq: 4 },
			{ type: 'constructor', id: 'd', seq: 4 },
			null,
			{ type: 'card', id: 'e', seq: 4, gone: true },
		],
	};
	expect(decode(JSON.stringify(message))).toMatchObject({
		seq: 4,
		set: [theme, { id: 'e', gone: true }],
	});
});

test('an unknown refusal is one that the page cannot make sense of', () => {
	const nack = { t: 'nack', op: 'x', code: 'too_loud', message: 'hush', retry: true };
	expect(decode(JSON.stringify(nack))).toEqual({ ...nack, code: 'bad_message' });
});
