// A large audience that comes and goes, one that is larger than there is room for, and strangers that
// only stand at the door.
import type { Client } from '../lib/client.js';
import { addCard, expect } from '../lib/hall.js';
import { eventually, lapse, quantile } from '../lib/proc.js';
import { request } from '../lib/raw.js';
import { cpuOfASecond, everySeat, metric, metrics, tables, test } from './fullhouse.js';
import { crowd, Phone, Strangers, tally, upgradeAlone } from './phones.js';

test('seats come in through a crowd that descriptors do not suffice for', async ({ few }) => {
	const hall = await few(400);
	const phones = crowd(hall.url, 750);
	const { slowest, seats } = await everySeat(hall);
	const fates = await tally(phones);
	expect(slowest).toBeLessThan(5000);
	expect(seats.every((s) => s.closed === null)).toBe(true);
	const most = metric(await metrics(hall), 'viewers_most');
	expect(most).toBeGreaterThan(50);
	expect(fates).toEqual({ in: most, busy: 750 - most, lost: 0 });
	expect(metric(await metrics(hall), 'viewers_turned_away_total')).toBe(750 - most);
	expect(await cpuOfASecond(hall)).toBeLessThan(200);

	// When some leave, others get in.
	const inside: Phone[] = [];
	for (const phone of phones) {
		if ((await phone.fate) === 'in') {
			inside.push(phone);
		}
	}
	for (const phone of inside.slice(0, 20)) {
		phone.leave();
	}
	await eventually(
		'they have left',
		async () => metric(await metrics(hall), 'viewers') <= most - 20,
	);
	const later = crowd(hall.url, 30);
	expect(await tally(later)).toEqual({ in: 20, busy: 10, lost: 0 });
	for (const phone of [...phones, ...later]) {
		phone.leave();
	}
});

for (const [what, saying] of [
	['say nothing', ''],
	['never end their request', 'GET /wall HTTP/1.1\r\nHost: x\r\nX-Slow: '],
	['never say hello', upgradeAlone],
] as const) {
	test(`strangers that ${what} do not keep a seat out`, async ({ few }) => {
		const hall = await few(200);
		const control = await hall.at('control/1');
		const strangers = new Strangers(hall.url, 500, saying);
		const start = performance.now();
		const table = await hall.at('table/1');
		await addCard(table, 1, 'Toch binnen');
		expect(performance.now() - start).toBeLessThan(5000);
		await control.ping();
		await eventually(
			'there is room again',
			async () => (await request(hall.url, '/wall')).status === 200,
		);
		strangers.leave();
	});
}

/** Phones that come, stay for a while, and come again, while every table types. */
test('tables do not notice a crowd that comes and goes', async ({ hall }) => {
	const count = Number(process.env.BURGERTOP_PHONES ?? 1000);
	await hall.serve();
	const { seats } = await everySeat(hall);
	const waits: number[] = [];
	let over = false;
	const phones = new Set<Phone>();
	let came = 0;
	const visit = async () => {
		while (!over) {
			const phone = new Phone(hall.url);
			phones.add(phone);
			if ((await phone.fate) === 'in') {
				came++;
			}
			await lapse(500 + Math.random() * 2500);
			phone.leave();
			phones.delete(phone);
		}
	};
	const type = async (client: Client, table: number) => {
		await lapse(Math.random() * 2000);
		for (let i = 0; !over; i++) {
			const start = performance.now();
			await addCard(client, table, `Kaartje ${i} van tafel ${table}`);
			waits.push(performance.now() - start);
			await lapse(1000);
		}
	};
	const visitors = Array.from({ length: count }, visit);
	const typing = seats.slice(0, tables).map((client, i) => type(client, i + 1));
	await lapse(Number(process.env.BURGERTOP_CROWD_MS ?? 6000));
	over = true;
	for (const phone of phones) {
		phone.leave();
	}
	await Promise.all([...visitors, ...typing]);
	const [p50, p99] = [quantile(waits, 0.5), quantile(waits, 0.99)];
	console.log(
		`# ${came} visits; ${waits.length} cards, ack p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)} ms`,
	);
	expect(waits.length).toBeGreaterThan(tables * 3);
	expect(came).toBeGreaterThan(count);
	expect(p99).toBeLessThan(1000);
}, 120_000);
