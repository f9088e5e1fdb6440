// Clocks that are set while the day is under way, and restarts in the middle of a round.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import type { Client } from '../lib/client.js';
import { addCard, expect, goTo, type Hall, test } from '../lib/hall.js';
import { eventually, lapse } from '../lib/proc.js';
import { Server } from '../lib/server.js';
import { preloading } from './preload.js';

const library = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';
const mayFake = existsSync(library);
if (!mayFake) {
	console.warn('skipped: clocks that jump need the package libfaketime');
}

/** Wall time as the server's system has it; what counts time since its start goes on as it is. */
class WallClock {
	readonly #file: string;

	constructor(hall: Hall) {
		this.#file = join(hall.dir, 'faketime');
		this.jump(ahead);
	}

	get env(): Record<string, string> {
		return {
			...preloading(library),
			FAKETIME_TIMESTAMP_FILE: this.#file,
			FAKETIME_NO_CACHE: '1',
			FAKETIME_DONT_FAKE_MONOTONIC: '1',
		};
	}

	jump(seconds: number): void {
		writeFileSync(this.#file, `${seconds < 0 ? '' : '+'}${seconds}`);
	}
}

function rounds(client: Client) {
	const steps = client.has.all('step').filter((step) => step.kind === 'round');
	return steps.sort((a, b) => a.number - b.number);
}

/** What is left of the round that is under way, by the hall's clock. */
async function left(client: Client): Promise<number> {
	const round = rounds(client).find((step) => step.started && !step.ended);
	if (!round?.started) {
		throw new Error('no round is under way');
	}
	return round.started + round.minutes * 60_000 - (await client.ping());
}

/** Where the server's clock stands at its start: that it is false can be seen. */
const ahead = 1000;
const hour = 3600;
const until2038 = Math.round((Date.UTC(2038, 0, 20) - Date.now()) / 1000);

describe.concurrent('a clock', () => {
	for (const [what, seconds] of [
		['two hours back', -2 * hour],
		['two hours forward', 2 * hour],
		['past January 2038', until2038],
	] as const) {
		test.skipIf(!mayFake)(`that jumps ${what} moves nothing`, async ({ hall }) => {
			await hall.server.stop();
			const clock = new WallClock(hall);
			await hall.serve({ env: clock.env });
			const [control, table] = [await hall.at('control/1'), await hall.at('table/1')];
			expect(Math.abs((await control.ping()) - Date.now() - ahead * 1000)).toBeLessThan(2000);
			const [first, second] = rounds(control);
			await goTo(control, first?.id ?? '');
			const before = await addCard(table, 1, 'Voor de sprong');
			const remained = await left(control);
			const start = performance.now();

			clock.jump(seconds);
			const silent = await hall.connect();
			const said = performance.now();
			const after = await addCard(table, 1, 'Na de sprong');
			expect(after.ack.seq).toBeGreaterThan(before.ack.seq);
			expect(after.ack.late ?? false).toBe(false);
			const elapsed = performance.now() - start;
			expect(Math.abs(remained - elapsed - (await left(control)))).toBeLessThan(1000);

			// The next step starts where the hall's clock is, and the first ends there.
			await goTo(control, second?.id ?? '');
			const next = await control.sees(
				'step',
				(s) => s.id === second?.id && s.started !== undefined,
			);
			expect(Math.abs((next.started ?? 0) - (await control.ping()))).toBeLessThan(1000);
			await control.sees('step', (s) => s.id === first?.id && s.ended === next.started);

			// Who says nothing is closed after five seconds, not at once and not never; the others stay.
			await silent.untilClosed();
			expect(performance.now() - said).toBeGreaterThan(4000);
			expect(performance.now() - said).toBeLessThan(7000);
			await Promise.all([control.ping(), table.ping()]);
		});
	}
});

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
	test(`after ${signal} in a round the time that is left is right`, async ({ hall }) => {
		const control = await hall.at('control/1');
		await goTo(control, rounds(control)[0]?.id ?? '');
		await lapse(300);
		const remained = await left(control);
		const start = performance.now();
		hall.server.kill(signal);
		await hall.server.ended;
		await hall.serve();
		const again = await hall.at('control/1');
		const elapsed = performance.now() - start;
		expect(Math.abs(remained - elapsed - (await left(again)))).toBeLessThan(1000);
	});
}

test('a lock that a killed server left behind hinders nobody', async ({ hall }) => {
	const { pid } = hall.server;
	hall.server.kill('SIGKILL');
	await hall.server.ended;
	expect(existsSync(`${hall.db}.lock`)).toBe(true);
	const server = await hall.serve();
	await eventually('it serves', async () => (await (await hall.at('table/1')).ping()) > 0);
	await expect(Server.start(hall.db)).rejects.toThrow(
		new RegExp(`pid ${server.pid}\\b(?<!${pid})`),
	);
});
