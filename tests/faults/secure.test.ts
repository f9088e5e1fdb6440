// A crowd over https: handshakes cost more than plain lines, and may be left half done.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { whyNoAuthority } from '../lib/authority.js';
import type { Client } from '../lib/client.js';
import { addCard, expect, type Hall } from '../lib/hall.js';
import { top } from '../lib/paths.js';
import { eventually, lapse, quantile } from '../lib/proc.js';
import { cpuOfASecond, metric, metrics, tables, test as withHall } from './fullhouse.js';
import { crowd, type Fate, Strangers, tally } from './phones.js';

const test = withHall.extend<{ secured: Hall }>({
	secured: async ({ hall, skip }, use) => {
		const why = whyNoAuthority();
		if (why) {
			skip(why);
		}
		await hall.secure();
		await use(hall);
	},
});

const begun = Buffer.from('1603010200010001fc0303', 'hex');

for (const [what, saying] of [
	['say nothing', ''],
	['stop in the middle of the handshake', begun],
] as const) {
	test(`strangers that ${what} do not keep a seat out`, async ({ secured, few }) => {
		const hall = await few(200);
		const control = await hall.at('control/1');
		const strangers = new Strangers(hall.url, 500, saying);
		await eventually('they are there', () => strangers.open === 500);
		const start = performance.now();
		const table = await secured.at('table/1');
		await addCard(table, 1, 'Toch binnen');
		expect(performance.now() - start).toBeLessThan(5000);
		await control.ping();
		await eventually(
			'there is room again',
			async () => metric(await metrics(hall), 'connections') === 2,
		);
		expect(await cpuOfASecond(hall)).toBeLessThan(200);
		expect(hall.server.stderr.split('\n').length).toBeLessThan(10);
		strangers.leave();
	});
}

/** As a tablet does: tries until it is in. */
async function comeIn(hall: Hall, seat: string): Promise<Client> {
	for (;;) {
		try {
			return await hall.at(seat);
		} catch {
			await lapse(500 * Math.random());
		}
	}
}

test('seats come in through a crowd that descriptors do not suffice for', async ({
	secured,
	few,
}) => {
	const hall = await few(400);
	const phones = crowd(hall.url, 750, secured.authority?.trusted);
	await Promise.all(
		Array.from({ length: tables }, async (_, i) => {
			await addCard(await comeIn(hall, `table/${i + 1}`), i + 1, `Van tafel ${i + 1}`);
		}),
	);
	const fates = await tally(phones);
	const most = metric(await metrics(hall), 'viewers_most');
	expect(fates.in).toBeGreaterThan(50);
	expect(fates.in).toBeLessThanOrEqual(most);
	expect(metric(await metrics(hall), 'seats_taken')).toBe(tables);
	for (const phone of phones) {
		phone.leave();
	}
}, 60_000);

/** As many come as a hall holds; whether each got in. */
function newcomers(hall: Hall, count: number): Promise<Record<Fate, number>> {
	const node = join(top, 'tests/node_modules/.bin/vite-node');
	const script = join(top, 'tests/faults/newcomers.ts');
	const args = ['--script', script, hall.url, String(count), hall.authority?.root ?? ''];
	return new Promise((resolve, reject) => {
		execFile(node, args, { cwd: join(top, 'tests') }, (error, said) =>
			error ? reject(error) : resolve(JSON.parse(said)),
		);
	});
}

test('tables do not notice 750 handshakes at once', async ({ secured: hall }) => {
	await hall.serve();
	const table = await hall.at('table/1');
	const waits: number[] = [];
	let isOver = false;
	const all = newcomers(hall, 750).finally(() => {
		isOver = true;
	});
	while (!isOver) {
		const start = performance.now();
		await table.ping();
		waits.push(performance.now() - start);
		await lapse(2);
	}
	expect(await all).toEqual({ in: 750, busy: 0, lost: 0 });
	const tell = [0.5, 0.99, 1].map((share) => quantile(waits, share).toFixed(1)).join(' / ');
	console.log(`# ${waits.length} pings meanwhile: ${tell} ms`);
	expect(quantile(waits, 0.5)).toBeLessThan(50);
	expect(quantile(waits, 1)).toBeLessThan(1000);
}, 60_000);
