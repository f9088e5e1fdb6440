// A disk that is slow to sync: acknowledgements follow after one or two syncs, and everything else
// goes on as if nothing were the matter.
import type { Client } from '../lib/client.js';
import { addCard, card, expect, goTo, type Hall } from '../lib/hall.js';
import { lapse, quantile } from '../lib/proc.js';
import { test } from './fullhouse.js';
import { crowd, Phone, tally } from './phones.js';
import { compiled, preloading } from './preload.js';

const tables = 75;

async function every(ms: number, isOver: () => boolean, what: () => Promise<unknown>) {
	while (!isOver()) {
		await Promise.all([what(), lapse(ms)]);
	}
}

/** How long each took, one after another. */
async function timed(waits: number[], what: () => Promise<unknown>): Promise<void> {
	const start = performance.now();
	await what();
	waits.push(performance.now() - start);
}

/** The longest time between two states at a client, within a stretch of time. */
async function gapAt(client: Client, ms: number): Promise<number> {
	const start = performance.now();
	let [last, most, heard] = [start, 0, client.heard.length];
	while (performance.now() - start < ms) {
		if (client.heard.length > heard) {
			most = Math.max(most, performance.now() - last);
			last = performance.now();
			heard = client.heard.length;
		}
		await lapse(5);
	}
	return Math.max(most, performance.now() - last);
}

interface Seen {
	acks: number[];
	pongs: number[];
	joins: number[];
	gaps: number[];
}

/** Every table types; somebody pings, somebody comes in, the public and a stage look on. */
async function watch(hall: Hall, ms: number): Promise<Seen> {
	const seen: Seen = { acks: [], pongs: [], joins: [], gaps: [] };
	const tablets = Array.from(
		{ length: tables },
		(_, i) => new Phone(hall.url, hall.seat(`table/${i + 1}`).token),
	);
	await tally(tablets);
	const [desk, control] = [await hall.at('desk/1'), await hall.at('control/1')];
	const viewers = [await hall.at('public'), await hall.at('stage/1')];
	const audience = crowd(hall.url, 200);
	const end = performance.now() + ms;
	const isOver = () => performance.now() > end;
	await Promise.all([
		...viewers.map(async (viewer) => {
			await viewer.take('state', (state) => state.full !== true);
			seen.gaps.push(await gapAt(viewer, ms - 1000));
		}),
		...tablets.map(async (tablet, i) => {
			await lapse(Math.random() * 1000);
			await every(1000, isOver, () =>
				timed(seen.acks, () => tablet.give(card(desk, i + 1, `Van tafel ${i + 1}`))),
			);
		}),
		every(50, isOver, () => timed(seen.pongs, () => control.ping())),
		every(300, isOver, async () => {
			await timed(seen.joins, async () => (await hall.at('public')).close());
			await timed(seen.joins, async () => (await hall.at('table/1')).close());
		}),
	]);
	for (const phone of [...tablets, ...audience]) {
		phone.leave();
	}
	return seen;
}

for (const delay of [10, 100, 1000]) {
	test(`with ${delay} ms a sync the hall goes on`, async ({ hall }) => {
		const env = { ...preloading(compiled('slowdisk')), SLOWDISK_MS: String(delay) };
		await hall.serve({ env });
		const control = await hall.at('control/1');
		const round = control.has.all('step').find((step) => step.kind === 'round');
		await goTo(control, round?.id ?? '');
		const { acks, pongs, joins, gaps } = await watch(hall, Math.max(3000, 5 * delay));
		const tell = (waits: number[]) =>
			[0.5, 0.99].map((share) => quantile(waits, share).toFixed(1)).join(' / ');
		console.log(
			`# ${delay} ms a sync: ack ${tell(acks)}, pong ${tell(pongs)}, let in ${tell(joins)}, largest gap ${Math.max(...gaps).toFixed(0)} ms`,
		);
		expect(acks.length).toBeGreaterThanOrEqual(tables);
		expect(quantile(acks, 0.5)).toBeLessThan(2 * delay + 150);
		expect(quantile(acks, 0.99)).toBeLessThan(4 * delay + 400);
		expect(quantile(pongs, 0.99)).toBeLessThan(200);
		expect(Math.max(...joins)).toBeLessThan(2 * delay + 1000);
		expect(Math.max(...gaps)).toBeLessThan(4 * delay + 800);
		// The clock of the round goes on, and the programme with it.
		const before = await control.ping();
		await lapse(300);
		expect((await control.ping()) - before).toBeGreaterThan(280);
		const table = await hall.at('table/2');
		await addCard(table, 2, 'Na afloop');
	});
}
