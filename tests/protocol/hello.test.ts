import { randomUUID } from 'node:crypto';
import { expect, test } from '../lib/hall.js';

test('a token gives its seat', async ({ hall }) => {
	const client = await hall.connect();
	const welcome = await client.hello({ token: hall.seat('table/1').token });
	expect(welcome.seat).toBe('table/1');
	expect(welcome.token).toBeUndefined();
});

test('a code gives its seat and the token to use from then on', async ({ hall }) => {
	const { code, token } = hall.seat('table/2');
	const client = await hall.connect();
	const welcome = await client.hello({ code });
	expect(welcome).toMatchObject({ seat: 'table/2', token });
});

test('a code may be typed in any case, with spaces and hyphens, O for 0, I and L for 1', async ({
	hall,
}) => {
	const { code } = hall.seat('desk/1');
	const plain = code.replace(/[^0-9A-Z]/gi, '');
	const typed = [...plain.toLowerCase()]
		.map((c) => ({ '0': 'o', '1': 'l' })[c] ?? c)
		.join('')
		.replace(/^(...)(.*)$/, ' $1 - $2');
	const client = await hall.connect();
	expect((await client.hello({ code: typed })).seat).toBe('desk/1');
});

test('without either the seat is the public', async ({ hall }) => {
	const client = await hall.connect();
	const welcome = await client.hello();
	expect(welcome.seat).toBe('public');
	expect(welcome.limits).toMatchObject({ text: 1000, title: 120, message: 4096, inflight: 64 });
});

test('a seat may send longer messages than the public', async ({ hall }) => {
	const client = await hall.connect();
	const welcome = await client.hello({ token: hall.seat('control/1').token });
	expect(welcome.limits.message).toBe(65536);
});

test('a token of no seat is refused and the connection closed', async ({ hall }) => {
	const client = await hall.connect();
	client.send({ t: 'hello', token: 'A'.repeat(22) });
	expect((await client.take('nack')).code).toBe('token_unknown');
	await client.untilClosed();
});

test('a token with one letter changed is refused', async ({ hall }) => {
	const { token } = hall.seat('table/1');
	const client = await hall.connect();
	client.send({ t: 'hello', token: (token.startsWith('A') ? 'B' : 'A') + token.slice(1) });
	expect((await client.take('nack')).code).toBe('token_unknown');
});

test('a code of no seat is refused and the connection closed', async ({ hall }) => {
	const client = await hall.connect();
	client.send({ t: 'hello', code: 'ZZZZ-ZZZZ' });
	expect((await client.take('nack')).code).toBe('code_unknown');
	await client.untilClosed();
});

test('wrong codes are answered ever more slowly, links at once', async ({ hall }) => {
	const waits: number[] = [];
	for (let i = 0; i < 8; i++) {
		const client = await hall.connect();
		const start = performance.now();
		client.send({ t: 'hello', code: `ZZZZ000${i}` });
		await client.take('nack');
		waits.push(performance.now() - start);
	}
	// People mistype: the first few cost nothing. A machine that guesses soon waits.
	expect(waits.at(-1)).toBeGreaterThan(600);
	expect(waits.at(-1)).toBeGreaterThan(waits[0] ?? 0);
	expect(Math.max(...waits)).toBeLessThan(4000);
	const start = performance.now();
	await hall.at('table/1');
	expect(performance.now() - start).toBeLessThan(500);
});

test('the first message must be hello', async ({ hall }) => {
	const client = await hall.connect();
	client.send({ t: 'do', op: randomUUID(), cmd: 'idea.withdraw', id: randomUUID() });
	expect((await client.take('nack')).code).toBe('hello_first');
});

test('a second hello is refused and changes nothing', async ({ hall }) => {
	const client = await hall.at('table/1');
	client.send({ t: 'hello', token: hall.seat('control/1').token });
	expect((await client.take('nack')).code).toBe('hello_twice');
	const id = client.has.all('step')[0]?.id ?? '';
	expect(await client.refused({ cmd: 'programme.go', to: id })).toBe('not_allowed');
});

test('a connection that says nothing is closed within seconds', async ({ hall }) => {
	const client = await hall.connect();
	const start = performance.now();
	await client.untilClosed();
	expect(performance.now() - start).toBeGreaterThan(3000);
});

test('two devices may sit at one table', async ({ hall }) => {
	const one = await hall.at('table/1');
	const other = await hall.at('table/1');
	await Promise.all([one.ping(), other.ping()]);
	expect(one.closed ?? other.closed).toBeNull();
});

test('the hall’s clock comes with welcome and pong', async ({ hall }) => {
	const client = await hall.connect();
	const { now } = await client.hello();
	expect(Math.abs(now - Date.now())).toBeLessThan(2000);
	expect(await client.ping()).toBeGreaterThanOrEqual(now);
});
