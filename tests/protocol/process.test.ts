// The program as a process: how it starts, stops, refuses, and what its subcommands leave behind.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addCard, card, expect, publish, test } from '../lib/hall.js';
import { plans } from '../lib/paths.js';
import { done, exportRecord, makeSummit, readSeats, run } from '../lib/program.js';
import { Server } from '../lib/server.js';

const small = join(plans, 'small.json');

test('told to stop it says bye, closes and ends with 0 within two seconds', async ({ hall }) => {
	const clients = [await hall.at('table/1'), await hall.at('public')];
	const start = performance.now();
	hall.server.kill('SIGTERM');
	for (const client of clients) {
		await client.take('bye');
		await client.untilClosed();
	}
	expect(await hall.server.ended).toEqual({ code: 0, signal: null });
	expect(performance.now() - start).toBeLessThan(2000);
});

test('Ctrl-C stops it too', async ({ hall }) => {
	hall.server.kill('SIGINT');
	expect(await hall.server.ended).toEqual({ code: 0, signal: null });
});

test('what was sent just before the stop is on disk if it was answered', async ({ hall }) => {
	const table = await hall.at('table/1');
	for (let i = 0; i < 60; i++) {
		table.send({ t: 'do', ...card(table, 1, `kaartje ${i}`) });
	}
	await table.take('ack');
	hall.server.kill('SIGTERM');
	await table.untilClosed();
	await hall.server.ended;
	const acked = table.heard.filter((m) => m.t === 'ack').map((m) => m.number);
	await hall.serve();
	const after = await hall.at('table/1');
	const kept = new Set(after.has.all('card').map((c) => c.number));
	expect(acked.filter((number) => !kept.has(number ?? ''))).toEqual([]);
});

test('a second server for the same file is refused', async ({ hall }) => {
	await expect(Server.start(hall.db)).rejects.toMatchObject({ end: { code: 1 } });
	await (await hall.at('table/1')).ping();
});

test('a port that is taken is refused with a word', async ({ hall }) => {
	const { host } = new URL(hall.url);
	const other = join(hall.dir, 'other.db');
	await makeSummit(small, other);
	const refused = Server.start(other, { listen: host });
	await expect(refused).rejects.toThrow(new URL(hall.url).port);
});

test('a file that is not there, or no summit’s, is refused with its name', async ({ hall }) => {
	const text = join(hall.dir, 'notes.db');
	writeFileSync(text, 'no database at all\n'.repeat(100));
	for (const path of [join(hall.dir, 'none.db'), text]) {
		const { code, stderr } = await run(['check', '--db', path]);
		expect(code).not.toBe(0);
		expect(stderr).toContain(path);
	}
});

test('new does not overwrite', async ({ hall }) => {
	const { ino, size } = statSync(hall.db);
	const { code, stderr } = await run(['new', '--db', hall.db, small]);
	expect(code).toBe(1);
	expect(stderr).toContain(hall.db);
	expect(statSync(hall.db)).toMatchObject({ ino, size });
});

test('the key is for its owner alone, and not in the file', async ({ hall }) => {
	expect(statSync(`${hall.db}.key`).mode & 0o777).toBe(0o600);
	const { token, code } = hall.seat('table/1');
	const bytes = readFileSync(hall.db);
	expect(bytes.includes(token) || bytes.includes(code)).toBe(false);
});

test('a plan with several mistakes lists them all, and makes nothing', async ({ hall }) => {
	const plan = JSON.parse(readFileSync(small, 'utf8'));
	plan.name = '';
	plan.tables[0].room = 99;
	plan.colour = 'red';
	const bad = join(hall.dir, 'bad.json');
	writeFileSync(bad, JSON.stringify(plan));
	const db = join(hall.dir, 'bad.db');
	const { code, stderr } = await run(['new', '--db', db, bad]);
	expect(code).toBe(1);
	for (const mistake of ['name', 'tables', 'colour']) {
		expect(stderr).toContain(mistake);
	}
	expect(readdirSync(hall.dir).filter((name) => name.startsWith('bad.db'))).toEqual([]);
});

test('every plan that comes along can be used', async ({ hall }) => {
	for (const plan of readdirSync(plans).filter((name) => name.endsWith('.json'))) {
		const db = join(hall.dir, `${plan}.db`);
		const { seats } = await makeSummit(join(plans, plan), db);
		expect(seats.size, plan).toBeGreaterThan(3);
		expect((await run(['check', '--db', db])).code, plan).toBe(0);
	}
});

test('an export while the server runs holds exactly what was acknowledged', async ({ hall }) => {
	const table = await hall.at('table/1');
	const desk = await hall.at('desk/1');
	const texts = Array.from({ length: 20 }, (_, i) => `Kaartje ${i}, met "aanhaling"; en\nregels`);
	const numbers = new Map<string, string>();
	for (const text of texts) {
		numbers.set((await addCard(table, 1, text)).ack.number ?? '', text);
	}
	const [first] = desk.has.all('card');
	await publish(desk, 'Een idee in het verslag', first ? [first] : []);
	const record = await exportRecord(hall.db, join(hall.dir, 'record'));
	const cards = record.cards as { number: string; text: string }[];
	expect(new Map(cards.map((c) => [c.number, c.text]))).toEqual(numbers);
	expect(JSON.stringify(record.ideas)).toContain('Een idee in het verslag');
});

test('check finds nothing amiss, while the server runs and after', async ({ hall }) => {
	const table = await hall.at('table/1');
	const desk = await hall.at('desk/1');
	const { id } = await addCard(table, 1, 'Nagekeken');
	await publish(desk, 'Nagekeken', [await desk.sees('card', (c) => c.id === id)]);
	expect((await run(['check', '--db', hall.db])).code).toBe(0);
	await hall.server.stop();
	expect((await run(['check', '--db', hall.db])).code).toBe(0);
});

test('check finds a file that was spoiled', async ({ hall }) => {
	const table = await hall.at('table/1');
	for (let i = 0; i < 200; i++) {
		await addCard(table, 1, `${i} ${'x'.repeat(900)}`);
	}
	await hall.server.stop();
	const bytes = readFileSync(hall.db);
	for (let at = bytes.length >> 1; at < bytes.length; at += 8192) {
		bytes.fill(0xa5, at, at + 64);
	}
	writeFileSync(hall.db, bytes);
	const { code } = await run(['check', '--db', hall.db]);
	expect(code).toBe(1);
});

test('a backup while the server runs is whole, and refuses to overwrite', async ({ hall }) => {
	const table = await hall.at('table/1');
	await addCard(table, 1, 'In de kopie');
	const copy = join(hall.dir, 'copy.db');
	await done(['backup', '--db', hall.db, '--to', copy]);
	expect((await run(['check', '--db', copy])).code).toBe(0);
	expect((await run(['backup', '--db', hall.db, '--to', copy])).code).toBe(1);
});

test('each subcommand has help, and says when it is wrongly called', async () => {
	for (const name of ['new', 'serve', 'links', 'order', 'export', 'check', 'backup', 'rehearse']) {
		const help = await run([name, '--help']);
		expect(help.code, name).toBe(0);
		expect(help.stdout, name).toContain(`burgertop ${name}`);
		expect((await run([name, '--no-such-option'])).code, name).toBe(2);
	}
	expect((await run([])).code).toBe(2);
	expect((await run(['frobnicate'])).code).toBe(2);
});

test('a link that was replaced while no server ran gets nothing, its successor all', async ({
	hall,
}) => {
	const old = hall.seat('table/1').token;
	await hall.server.stop();
	const { stdout } = await done(['links', '--db', hall.db, '--replace', 'table/1', '--json']);
	const [replaced] = readSeats(stdout);
	await hall.serve();
	const stranger = await hall.connect();
	expect((await stranger.hello({ token: old })).replaced).toBe(true);
	const client = await hall.connect();
	const welcome = await client.hello({ token: replaced?.token ?? '' });
	expect(welcome.seat).toBe('table/1');
	expect(welcome.replaced).toBeUndefined();
});

test('links are those that new printed, and lead to their page', async ({ hall }) => {
	const { stdout } = await done(['links', '--db', hall.db, '--json', '--base', 'http://x:1']);
	for (const { seat, link, token, code } of readSeats(stdout)) {
		expect(hall.seat(seat)).toMatchObject({ token, code });
		const page = seat.replace(/\/.*/, '').replace('observer', 'table');
		expect(link).toBe(`http://x:1/${page}#${token}`);
	}
});

test('a QR code is drawn for the wall', async ({ hall }) => {
	const { stdout } = await done(['links', '--db', hall.db, '--qr', 'wall', '--base', 'http://x:1']);
	expect(stdout.split('\n').length).toBeGreaterThan(10);
	expect(stdout).toMatch(/[\u2580\u2584\u2588]/);
});
