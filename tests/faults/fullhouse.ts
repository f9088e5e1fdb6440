// A hall of seventy-five tables whose server is short of room.
import { test as base } from 'vitest';
import type { Client } from '../lib/client.js';
import { addCard, Hall } from '../lib/hall.js';
import { cpuMs, lapse } from '../lib/proc.js';
import { request } from '../lib/raw.js';

export const tables = 75;

/** A summit of seventy-five tables, whose server may have that many descriptors. */
export const test = base.extend<{ hall: Hall; few: (files: number) => Promise<Hall> }>({
	// biome-ignore lint/correctness/noEmptyPattern: what vitest asks for
	hall: async ({}, use) => {
		const hall = new Hall();
		await hall.prepare('l750.json');
		await use(hall);
		await hall.close();
	},
	few: async ({ hall }, use) => {
		await use(async (files) => {
			await hall.serve({ under: ['prlimit', `--nofile=${files}`] });
			return hall;
		});
	},
});

export function metric(text: string, name: string): number {
	return Number(new RegExp(`^burgertop_${name} (\\d+)$`, 'm').exec(text)?.[1]);
}

export async function metrics(hall: Hall): Promise<string> {
	return (await request(hall.url, '/metrics')).body.toString();
}

/** All who work in the hall come in, and every table has a card kept; how long the slowest took. */
export async function everySeat(hall: Hall): Promise<{ slowest: number; seats: Client[] }> {
	const names = Array.from({ length: tables }, (_, i) => `table/${i + 1}`);
	let slowest = 0;
	const seats = await Promise.all(
		[...names, 'desk/1', 'desk/2', 'control/1', 'stage/1'].map(async (name) => {
			const start = performance.now();
			const client = await hall.at(name);
			const table = Number(/^table\/(\d+)$/.exec(name)?.[1] ?? 0);
			if (table > 0) {
				await addCard(client, table, `Van tafel ${table}`);
			}
			slowest = Math.max(slowest, performance.now() - start);
			return client;
		}),
	);
	return { slowest, seats };
}

/** How much of a second the server computes. */
export async function cpuOfASecond(hall: Hall): Promise<number> {
	const before = cpuMs(hall.server.pid);
	await lapse(1000);
	return cpuMs(hall.server.pid) - before;
}
