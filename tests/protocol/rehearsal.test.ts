// A rehearsal tells the truth: it finds nothing where all is well, however bad the day, and finds
// what is wrong where something is.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect } from 'vitest';
import type { Card } from '../../web/src/shared/protocol.gen.js';
import { Hall } from '../lib/hall.js';
import { plans } from '../lib/paths.js';
import { exportRecord, makeSummit, run } from '../lib/program.js';
import { rehearse } from '../lib/rehearse.js';
import { Relay, type Weather } from '../lib/relay.js';

/** Twelve tables in three rooms, and hardly a break between the rounds. */
function shortDay(rounds: number): object {
	const round = { kind: 'round', title: 'Ronde', minutes: 20, question: 'Wat mist de buurt?' };
	const pause = { kind: 'break', title: 'Pauze', minutes: 1 };
	return {
		...JSON.parse(readFileSync(join(plans, 'small.json'), 'utf8')),
		rooms: [{ name: 'Grote kamer' }, { name: 'Serre' }, { name: 'Zolder' }],
		tables: [1, 2, 3].map((room) => ({ room, count: 4 })),
		programme: [pause, ...Array.from({ length: rounds }, () => [round, pause]).flat()],
		desks: 8,
	};
}

interface Fixtures {
	/** A hall with a day of so many rounds. */
	dayOf: (rounds: number) => Promise<Hall>;
	/** A network of its own before a hall. */
	before: (hall: Hall, weather: Weather) => Promise<Relay>;
}

const test = base.extend<Fixtures>({
	// biome-ignore lint/correctness/noEmptyPattern: what vitest asks for
	dayOf: async ({}, use) => {
		const halls: Hall[] = [];
		await use(async (rounds) => {
			const hall = new Hall();
			halls.push(hall);
			const plan = join(hall.dir, 'plan.json');
			writeFileSync(plan, JSON.stringify(shortDay(rounds)));
			await hall.prepare(plan);
			await hall.serve();
			return hall;
		});
		for (const hall of halls) {
			await hall.close();
		}
	},
	// biome-ignore lint/correctness/noEmptyPattern: what vitest asks for
	before: async ({}, use) => {
		const networks: Relay[] = [];
		await use(async (hall, weather) => {
			const network = await Relay.before(hall.url, weather);
			networks.push(network);
			return network;
		});
		await Promise.all(networks.map((network) => network.close()));
	},
});

/** A number in the report: the one after these words. */
function figure(report: string, words: string): number {
	const found = new RegExp(`${words} (\\d+(?:\\.\\d+)?)`).exec(report);
	expect(found, `${words} in\n${report}`).not.toBeNull();
	return Number(found?.[1]);
}

test('a storm is survived, a server killed in it too', { timeout: 60_000 }, async ({ dayOf }) => {
	const day = await dayOf(2);
	const { host } = new URL(day.url);
	const report = join(day.dir, 'report.txt');
	let again: Promise<unknown> | undefined;
	const killInMidRound = (line: string) => {
		if (!again && Number(/typed (\d+)/.exec(line)?.[1] ?? 0) > 5) {
			day.server.kill('SIGKILL');
			again = day.server.ended.then(() => day.serve({ listen: host }));
		}
	};
	const args = ['--profile', 'storm', '--speed', '200', '--report', report];
	const { code, stdout } = await rehearse(day, args, { onLine: killInMidRound });
	await again;

	expect(stdout).toMatch(/\nVerdict: Ready, with remarks\n$/);
	expect(code).toBe(0);
	expect(stdout).toMatch(/everybody +lost at once 1 time,/);
	expect(readFileSync(report, 'utf8')).toBe(stdout);
	const incidents = stdout.slice(stdout.indexOf('\nIncidents\n'), stdout.indexOf('\nRemarks\n'));
	expect(incidents).not.toMatch(/^ {2}!|not played/m);
	for (const what of ['never came', 'without network', 'started anew', 'Arabic', 'telephone']) {
		expect(incidents).toContain(what);
	}
	expect(incidents).toMatch(/was told that the other was first, and looked again/);
	const typed = figure(stdout, 'typed +');
	expect(typed).toBeGreaterThan(40);
	const record = await exportRecord(day.db, join(day.dir, 'record'));
	const { cards, calls, receipts, signoffs } = record as Record<string, { ended?: number }[]>;
	expect(calls?.filter((call) => call.ended)).toHaveLength(figure(stdout, 'given'));
	expect(figure(stdout, 'given')).toBe(figure(stdout, 'asked for'));
	expect(receipts).toHaveLength(figure(stdout, 'a message +seen by'));
	expect(signoffs).toHaveLength(figure(stdout, 'sign-offs +'));
	expect(signoffs).toHaveLength(2 * (receipts?.length ?? 0));
	const numbers = new Set((cards as unknown as { number: string }[]).map((card) => card.number));
	expect(numbers.size).toBe(typed);
	expect((await run(['check', '--db', day.db])).code).toBe(0);
});

test('tables edit cards and take some back, and all of it is counted', { timeout: 60_000 }, async ({
	dayOf,
}) => {
	const day = await dayOf(1);
	const { code, stdout } = await rehearse(day, ['--speed', '100', '--cards', '400']);
	expect(stdout).toMatch(/\nVerdict: Ready/);
	expect(code).toBe(0);
	expect(figure(stdout, 'a new desk sees')).toBe(400);
	const edited = figure(stdout, 'changed +');
	const left = figure(stdout, 'edited,') - figure(stdout, 'taken back,');
	expect(edited).toBeGreaterThan(0);
	const { cards, words } = await exportRecord(day.db, join(day.dir, 'record'));
	const isCard = ({ slot }: { slot: string }) => slot === 'text';
	expect((words as { slot: string }[]).filter(isCard)).toHaveLength(400 + edited);
	const withdrawn = (cards as Card[]).filter((card) => card.withdrawn);
	expect(withdrawn).toHaveLength(left);
});

test('plans are worked out and handed in, and ideas weighed', { timeout: 60_000 }, async () => {
	const day = new Hall();
	await day.prepare();
	await day.serve();
	const { code, stdout } = await rehearse(day, ['--speed', '400']);
	expect(stdout).toMatch(/by 6 of 6 tables, 60 of 60 points\n/);
	expect(stdout).toMatch(/\nVerdict: Ready/);
	expect(code).toBe(0);
	const record = await exportRecord(day.db, join(day.dir, 'record'));
	const cards = record.cards as { kind: string; plan?: string }[];
	expect(record.plans).toHaveLength(6);
	expect(cards.filter((card) => card.kind === 'plan' && card.plan)).toHaveLength(6);
	expect(record.ballots).toHaveLength(6);
	await day.close();
});

test('what the server says wrongly makes it not ready', { timeout: 60_000 }, async ({
	dayOf,
	before,
}) => {
	const day = await dayOf(1);
	const change = (bytes: Buffer) =>
		Buffer.from(
			bytes
				.toString('latin1')
				.replaceAll('buurt', 'straa')
				.replaceAll('"number":"4-2"', '"number":"4-1"'),
			'latin1',
		);
	const { url } = await before(day, { change });
	const { code, stdout } = await rehearse(day, ['--speed', '400'], { url });
	expect(stdout).toMatch(/\nVerdict: Not ready\n$/);
	expect(code).toBe(1);
	expect(figure(stdout, 'a new desk sees.*other words')).toBeGreaterThan(0);
	expect(figure(stdout, 'the record has.*other words')).toBe(0);
	expect(figure(stdout, 'cards with other words than were typed:')).toBeGreaterThan(0);
	expect(figure(stdout, 'number is not theirs alone.*:')).toBeGreaterThan(0);
});

test('slow answers are remarked on', { timeout: 60_000 }, async ({ dayOf, before }) => {
	const day = await dayOf(1);
	const { url } = await before(day, { delay: 700 });
	const args = ['--speed', '400', '--cards', '12', '--viewers', '0'];
	const { code, stdout } = await rehearse(day, args, { url });
	expect(stdout).toMatch(/\nVerdict: Ready, with remarks\n$/);
	expect(code).toBe(0);
	expect(figure(stdout, 'seconds to an answer, 99 of 100:')).toBeGreaterThanOrEqual(1.4);
	expect(figure(stdout, 'seconds there and back, 99 of 100:')).toBeGreaterThanOrEqual(1.4);
	expect(figure(stdout, 'typed +')).toBe(12);
});

test('lines that fall silent are noticed and remarked on', { timeout: 60_000 }, async ({
	dayOf,
	before,
}) => {
	const day = await dayOf(1);
	const network = await before(day, {});
	let silent = false;
	const silence = (line: string) => {
		if (!silent && Number(/typed (\d+)/.exec(line)?.[1] ?? 0) > 3) {
			silent = true;
			network.halfFallsSilent();
		}
	};
	const args = ['--speed', '100', '--cards', '60'];
	const { code, stdout } = await rehearse(day, args, { url: network.url, onLine: silence });
	expect(silent).toBe(true);
	expect(stdout).toMatch(/\nVerdict: Ready, with remarks\n$/);
	expect(code).toBe(0);
	expect(figure(stdout, 'lost +')).toBeGreaterThan(10);
	expect(figure(stdout, 'one and the same connection was lost:')).toBe(1);
	expect(figure(stdout, 'sent more than once')).toBeGreaterThan(0);
});

test('links of another summit are told as such', async ({ dayOf }) => {
	const day = await dayOf(1);
	const other = join(day.dir, 'other.db');
	await makeSummit(join(plans, 'small.json'), other);
	const { code, stdout } = await rehearse(day, [], { linksOf: other });
	expect(code).toBe(1);
	expect(stdout).toMatch(/are they of this summit\?\n\nVerdict: Not ready\n$/);
});

test('no server at all is told as such', async ({ dayOf }) => {
	const day = await dayOf(1);
	await day.server.stop();
	const { code, stdout } = await rehearse(day, []);
	expect(code).toBe(1);
	expect(stdout).toMatch(/no server answers at this address\n\nVerdict: Not ready\n$/);
});
