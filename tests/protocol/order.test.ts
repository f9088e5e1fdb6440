// burgertop order: one command from a command line.
import { expect, type Hall, test } from '../lib/hall.js';
import { done, run } from '../lib/program.js';

function order(hall: Hall, command: object | string, ...more: string[]) {
	const text = typeof command === 'string' ? command : JSON.stringify(command);
	return run(['order', text, '--db', hall.db, '--url', hall.url, ...more]);
}

test('the control room’s word reaches the tables', async ({ hall }) => {
	const table = await hall.at('table/1');
	const { code, stdout } = await order(hall, { cmd: 'notice.send', id: 'new', text: 'Pauze é' });
	expect(code).toBe(0);
	expect(JSON.parse(stdout)).toMatchObject({ t: 'ack' });
	const { id } = await table.sees('notice', (n) => n.text === 'Pauze é');
	expect((await order(hall, { cmd: 'notice.end', id })).code).toBe(0);
	await table.sees('notice', (n) => n.id === id && n.ended !== undefined);
});

test('a new code is printed', async ({ hall }) => {
	const { stdout } = await order(hall, { cmd: 'seat.replace', seat: 'table/1' });
	const spare = await hall.connect();
	const welcome = await spare.hello({ code: JSON.parse(stdout).code });
	expect(welcome).toMatchObject({ seat: 'table/1' });
	expect(welcome.replaced).toBeUndefined();
});

test('another seat gives a command, with the address as a WebSocket’s', async ({ hall }) => {
	const desk = await hall.at('desk/1');
	const url = hall.url.replace('http', 'ws');
	const call = JSON.stringify({ cmd: 'call.make', id: 'new', kind: 'tablet' });
	await done(['order', call, '--db', hall.db, '--url', url, '--seat', 'table/2']);
	await desk.sees('call');
});

test('what the server refuses is printed, and fails', async ({ hall }) => {
	const id = '00000001-0000-4000-8000-000000000001';
	const refused = await order(hall, { cmd: 'notice.end', id });
	expect(refused.code).toBe(1);
	expect(JSON.parse(refused.stdout)).toMatchObject({ t: 'nack', code: 'unknown_id' });
	const other = await order(hall, { cmd: 'notice.end', id }, '--seat', 'desk/1');
	expect(JSON.parse(other.stdout)).toMatchObject({ t: 'nack', code: 'not_allowed' });
});

test('what is no command is not sent', async ({ hall }) => {
	for (const [typed, why] of [
		['{', 'not one JSON object'],
		['[]', 'not one JSON object'],
		['{}', 'cmd: is missing'],
		['{"cmd":"notice.end","id":"nieuw"}', 'id: must be a UUID'],
		['{"cmd":"notice.frobnicate"}', 'there is no command'],
	] as const) {
		const { code, stdout, stderr } = await order(hall, typed);
		expect([code, stdout], typed).toEqual([1, '']);
		expect(stderr, typed).toContain(why);
	}
});

test('a seat that is not there, and a server that is not, are told', async ({ hall }) => {
	const command = { cmd: 'notice.send', id: 'new', text: 'Hallo' };
	expect((await order(hall, command, '--seat', 'table/99')).stderr).toContain('no seat table/99');
	await hall.server.stop();
	const { code, stderr } = await order(hall, command);
	expect(code).toBe(1);
	expect(stderr).toContain('no connection to the server');
});
