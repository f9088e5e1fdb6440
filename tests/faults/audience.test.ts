// A large audience that comes and goes, one that is larger than there is room for, and strangers that
// only stand at the door.
import { addCard, card, expect } from '../lib/hall.js';
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

/** How many phones there are, how many devices at each table, and for how long. */
const dose = process.env.BURGERTOP_LONG
	? { phones: 7500, devices: 10, ms: 60_000 }
	: { phones: 1000, devices: 1, ms: 6000 };

/** Phones that come, stay for a while, and come again: five hundred arrive in a second. */
async function comeAndGo(url: string, isOver: () => boolean): Promise<number> {
	const staying = new Set<Phone>();
	let came = 0;
	const visit = async () => {
		while (!isOver()) {
			const phone = new Phone(url);
			staying.add(phone);
			const fate = await phone.fate;
			came += fate === 'in' ? 1 : 0;
			const until = performance.now() + dose.phones * (1 + 2 * Math.random());
			while (!isOver() && performance.now() < until) {
				await lapse(200);
			}
			phone.leave();
			staying.delete(phone);
		}
	};
	await Promise.all(Array.from({ length: dose.phones }, visit));
	return came;
}

/** Types a card each second; gives how long each took to be kept. */
async function type(tablet: Phone, next: () => { op: string }, isOver: () => boolean) {
	const waits: number[] = [];
	await lapse(Math.random() * 1000);
	while (!isOver()) {
		const start = performance.now();
		await tablet.give(next());
		waits.push(performance.now() - start);
		await lapse(1000);
	}
	return waits;
}

test('tables do not notice a crowd that comes and goes', async ({ hall }) => {
	await hall.serve();
	const all = Array.from({ length: tables }, (_, i) => i + 1);
	const tablets = all.map((table) =>
		Array.from(
			{ length: dose.devices },
			() => new Phone(hall.url, hall.seat(`table/${table}`).token),
		),
	);
	expect((await tally(tablets.flat())).in).toBe(tables * dose.devices);
	const desk = await hall.at('desk/1');
	const end = performance.now() + dose.ms;
	const isOver = () => performance.now() > end;
	const typing = tablets.map(([tablet], i) =>
		type(tablet as Phone, () => card(desk, i + 1, `Van tafel ${i + 1}`), isOver),
	);
	const [came, ...kept] = await Promise.all([comeAndGo(hall.url, isOver), ...typing]);
	const waits = kept.flat();
	const [p50, p99] = [quantile(waits, 0.5), quantile(waits, 0.99)].map((ms) => ms.toFixed(1));
	console.log(`# ${came} visits; ${waits.length} cards, ack p50 ${p50} ms, p99 ${p99} ms`);
	for (const tablet of tablets.flat()) {
		tablet.leave();
	}
	expect(waits.length).toBeGreaterThan(tables * 3);
	expect(came).toBeGreaterThan(dose.phones);
	expect(quantile(waits, 0.99)).toBeLessThan(1000);
}, 180_000);
