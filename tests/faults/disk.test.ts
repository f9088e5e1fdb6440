// Disks that fill up, turn read-only or fail.
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '../lib/client.js';
import { addCard, test as base, card, expect, goTo, type Hall } from '../lib/hall.js';
import { eventually, lapse, tracerOf } from '../lib/proc.js';
import { exportRecord } from '../lib/program.js';
import { request } from '../lib/raw.js';
import { has } from './preload.js';

const smallBytes = 3 << 20;

/** A small disk of its own for the summit. */
class SmallDisk {
	readonly dir: string;

	constructor(hall: Hall) {
		this.dir = join(hall.dir, 'disk');
		mkdirSync(this.dir);
		this.#mount(`size=${smallBytes}`);
	}

	#mount(options: string): void {
		execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', this.dir], { stdio: 'pipe' });
	}

	grow(): void {
		this.#mount('remount,size=32m');
	}

	/** Something else takes room: about so much of the disk. */
	fill(share: number): void {
		writeFileSync(join(this.dir, 'photos'), Buffer.alloc(smallBytes * share));
	}

	/** Also while a server still has it open. */
	remove(): void {
		execFileSync('umount', ['--lazy', this.dir]);
	}
}

/** A test whose summit may lie on a small disk. */
const test = base.extend<{ smallDisk: () => SmallDisk }>({
	smallDisk: async ({ hall }, use) => {
		const disks: SmallDisk[] = [];
		await use(() => {
			const disk = new SmallDisk(hall);
			disks.push(disk);
			return disk;
		});
		for (const disk of disks) {
			disk.remove();
		}
	},
});

/** Whether this machine lets us mount; tried once. */
const mayMount = (() => {
	try {
		execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], {
			stdio: 'pipe',
		});
		return process.getuid?.() === 0;
	} catch {
		return false;
	}
})();
if (!mayMount) {
	console.warn('skipped: a full disk needs root and the right to mount');
}

/** A tablet as its page is: keeps each card and sends it again until it is acknowledged. */
async function keepSending(client: Client, order: ReturnType<typeof card>, isOver: () => boolean) {
	while (!isOver()) {
		const answer = await client.ask(order);
		if (answer.t === 'ack') {
			return answer.number;
		}
		expect(answer).toMatchObject({ code: 'storage', retry: true });
		await lapse(300);
	}
	return undefined;
}

async function health(hall: Hall) {
	const { status, body } = await request(hall.url, '/healthz');
	return `${status} ${body.toString().trim()}`;
}

test.skipIf(!mayMount)(
	'a disk that fills up in a round loses nothing, and says so',
	async ({ hall, smallDisk }) => {
		await hall.server.stop();
		const disk = smallDisk();
		copyFileSync(hall.db, join(disk.dir, 'summit.db'));
		await hall.restore(join(disk.dir, 'summit.db'));
		await hall.serve();
		const control = await hall.at('control/1');
		await goTo(control, control.has.all('step').find((s) => s.kind === 'round')?.id ?? '');
		const tablets = [await hall.at('table/1'), await hall.at('table/2')];
		const sent: { text: string; number: Promise<string | undefined> }[] = [];
		const long = 'x'.repeat(900);

		disk.fill(0.75);
		const warning = /warning: the disk of \S+ is filling up: \d+ MB are left of 3/;
		await eventually('it warns', () => warning.test(hall.server.stderr));
		expect(await health(hall)).toBe('200 ok');

		// They type until the disk is full, and a little more.
		let full = false;
		while (!full || sent.length % 10 > 0) {
			const table = sent.length % 2;
			const client = tablets[table] as Client;
			const text = `${sent.length} ${long}`;
			const order = card(client, table + 1, text);
			const number = keepSending(client, order, () => false);
			sent.push({ text, number });
			await Promise.race([number, lapse(30)]);
			full = full || (await health(hall)) !== '200 ok';
			expect(sent.length).toBeLessThan(5000);
		}
		await eventually('it says so', async () => (await health(hall)) === '503 the disk has no room');
		await control.ping();

		disk.grow();
		const start = performance.now();
		const numbers = await Promise.all(sent.map(({ number }) => number));
		expect(performance.now() - start).toBeLessThan(10_000);
		expect(new Set(numbers).size).toBe(sent.length);
		expect(await health(hall)).toBe('200 ok');
		const record = await exportRecord(hall.db, join(hall.dir, 'record'));
		const kept = new Map(
			(record.cards as { number: string; text: string }[]).map((c) => [c.number, c.text]),
		);
		expect(kept.size).toBe(sent.length);
		sent.forEach(({ text }, i) => {
			expect(kept.get(numbers[i] ?? '')).toBe(text);
		});
	},
	60_000,
);

test('how much room there is stands in the metrics', async ({ hall }) => {
	await eventually('it has looked', async () => {
		const { body } = await request(hall.url, '/metrics');
		return Number(/^burgertop_disk_free_bytes (\d+)$/m.exec(body.toString())?.[1]) > 1 << 20;
	});
});

const mayTrace = has('strace');
if (!mayTrace) {
	console.warn('skipped: failing calls need strace');
}

for (const [what, call, error] of [
	['turns read-only', 'pwrite64', 'EROFS'],
	['fails to sync', 'fdatasync', 'EIO'],
] as const) {
	test.skipIf(!mayTrace)(
		`a disk that ${what} ends the server, which loses nothing`,
		async ({ hall }) => {
			await hall.server.stop();
			// A leak check at the end cannot be done while another process traces.
			const env = { ASAN_OPTIONS: `${process.env.ASAN_OPTIONS ?? ''}:detect_leaks=0` };
			const server = await hall.serve({ env });
			const table = await hall.at('table/1');
			const before = await addCard(table, 1, 'Ervoor');
			const inject = `inject=${call}:error=${error}`;
			const tracer = spawn(
				'strace',
				['-qq', '-f', '-e', `trace=${call}`, '-e', inject, '-p', String(server.pid)],
				{ stdio: 'pipe' },
			);
			const order = { ...card(table, 1, 'Erna'), op: randomUUID() };
			await eventually('it is traced', () => tracerOf(server.pid) > 0);
			table.send({ t: 'do', ...order });
			expect(await server.ended).toMatchObject({ code: 1 });
			expect(server.stderr).toContain('the disk failed');
			expect(table.heard.some((m) => m.t === 'ack' && m.op === order.op)).toBe(false);
			tracer.kill();
			await hall.serve();
			const again = await hall.at('table/1');
			expect(again.has.all('card').some((c) => c.number === before.ack.number)).toBe(true);
			expect((await again.ask(order)).t).toBe('ack');
			expect(again.has.all('card').filter((c) => c.text === 'Erna').length).toBeLessThan(2);
		},
	);
}
