// More people than there is room for: seats go first, the public is told in a friendly way, and the
// server never spins.
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { addCard, expect } from '../lib/hall.js';
import { eventually } from '../lib/proc.js';
import { request } from '../lib/raw.js';
import { cpuOfASecond, everySeat, test } from './fullhouse.js';
import { crowd, Strangers, tally } from './phones.js';

test('a viewer that finds no room is told so, and closed with "try again later"', async ({
	hall,
}) => {
	await hall.serve({ args: ['--viewers', '1'] });
	const first = await hall.at('public');
	const second = await hall.connect();
	second.send({ t: 'hello' });
	expect(await second.take('nack')).toMatchObject({ code: 'busy', retry: true });
	expect((await second.untilClosed()).code).toBe(1013);
	await hall.at('table/1');
	await first.ping();
});

test('with two hundred descriptors the hall works, without an audience', async ({ few }) => {
	const hall = await few(200);
	const phones = crowd(hall.url, 750);
	const { slowest } = await everySeat(hall);
	expect(slowest).toBeLessThan(5000);
	expect(await tally(phones)).toEqual({ in: 0, busy: 750, lost: 0 });
	expect(await cpuOfASecond(hall)).toBeLessThan(200);
	expect(hall.server.stderr).toContain('open files');
});

test('short of descriptors the public’s pages wait, those of seats come', async ({ few }) => {
	const hall = await few(200);
	const strangers = new Strangers(hall.url, 60);
	await eventually('room is short', async () => (await request(hall.url, '/wall')).status === 503);
	for (const page of ['/', '/wall']) {
		const { status, headers, body } = await request(hall.url, page, { Connection: 'keep-alive' });
		expect(status, page).toBe(503);
		expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
		expect(headers.get('connection')).toBe('close');
		expect(body.toString()).toContain('Het is even druk');
		expect(body.toString()).toMatch(/http-equiv="refresh" content="\d+"/);
	}
	for (const page of ['/table', '/desk', '/control', '/stage', '/healthz', '/metrics']) {
		const { status, headers } = await request(hall.url, page, { Connection: 'keep-alive' });
		expect([status, headers.get('connection')], page).toEqual([200, 'close']);
	}
	await eventually(
		'there is room again',
		async () => (await request(hall.url, '/wall')).status === 200,
		4000,
	);
	strangers.leave();
});

test('without a descriptor left it neither spins nor fills the log', async ({ hall }) => {
	await hall.serve();
	const table = await hall.at('table/1');
	const { pid } = hall.server;
	const limit = (files: number) =>
		execFileSync('prlimit', ['--pid', String(pid), `--nofile=${files}:`]);
	const open = readdirSync(`/proc/${pid}/fd`).length;
	limit(open);
	const phones = crowd(hall.url, 100);
	await eventually('it says so', () => hall.server.stderr.includes('nobody can be let in'));
	expect(await cpuOfASecond(hall)).toBeLessThan(200);
	await addCard(table, 1, 'Gewoon bewaard');
	expect(hall.server.stderr.split('\n').length).toBeLessThan(10);
	limit(1000);
	expect(await tally(phones)).toEqual({ in: 100, busy: 0, lost: 0 });
	for (const phone of phones) {
		phone.leave();
	}
});
