// Hostile texts and JSON from a folder that may lie beside the checkout (lib/paths.ts).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { clean, refusal } from '../lib/clean.js';
import type { Client } from '../lib/client.js';
import { readCsv } from '../lib/csv.js';
import { card, expect, type Hall, test } from '../lib/hall.js';
import { attacks } from '../lib/paths.js';
import { exportRecord } from '../lib/program.js';
import { request } from '../lib/raw.js';

const present = existsSync(attacks);
if (!present) {
	console.warn(`skipped: the hostile texts are not at ${attacks}`);
}

/** Sends every text as a card; gives what was refused, by text. */
async function sendAll(table: Client, texts: string[]): Promise<Map<string, string>> {
	const refused = new Map<string, string>();
	for (const text of texts) {
		const answer = await table.ask(card(table, 1, text));
		if (answer.t === 'nack') {
			refused.set(text, answer.code);
		}
	}
	return refused;
}

async function expectKept(hall: Hall, table: Client, texts: string[]): Promise<void> {
	const refused = await sendAll(table, texts);
	const predicted = texts.map((t) => [t, refusal(t, 1000)] as const).filter(([, code]) => code);
	expect(Object.fromEntries(refused)).toEqual(Object.fromEntries(predicted));
	const kept = texts.filter((t) => !refused.has(t)).map(clean);
	const record = await exportRecord(hall.db, join(hall.dir, 'record'));
	expect((record.cards as { text: string }[]).map((c) => c.text)).toEqual(kept);
	const fresh = await hall.at('desk/1');
	expect(new Set(fresh.has.all('card').map((c) => c.text))).toEqual(new Set(kept));
	expect(await (await request(hall.url, '/healthz')).status).toBe(200);
}

describe.skipIf(!present)('hostile texts', () => {
	test('the naughty strings are kept as typed, but for the cleaning rule', async ({ hall }) => {
		const texts: string[] = JSON.parse(readFileSync(join(attacks, 'blns.json'), 'utf8'));
		await expectKept(hall, await hall.at('table/1'), texts);
	});

	test('each attack card is taken or refused as its class says', async ({ hall }) => {
		const cards = readCsv(readFileSync(join(attacks, 'attack_cards.csv'), 'utf8'));
		const table = await hall.at('table/1');
		expect(cards.length).toBeGreaterThan(40);
		const refusedAsEmpty = cards.filter((c) => c.expected?.startsWith('refused as empty'));
		for (const { text = '' } of refusedAsEmpty) {
			expect(refusal(text, 1000)).toBe('text_empty');
		}
		const tooLong = cards.filter((c) => c.expected?.startsWith('refused above the limit'));
		for (const { text = '' } of tooLong) {
			expect(refusal(text, 1000)).toBe('text_too_long');
		}
		const typed = cards.filter((c) => c.class !== 'nul').map((c) => c.text ?? '');
		await expectKept(hall, table, typed);
	});

	test('an escaped NUL in a card is refused', async ({ hall }) => {
		const cards = readCsv(readFileSync(join(attacks, 'attack_cards.csv'), 'utf8'));
		const text = cards.find((c) => c.class === 'nul')?.text ?? '';
		const table = await hall.at('table/1');
		const message = JSON.stringify({ t: 'do', ...card(table, 1, 'HERE') });
		table.sendText(message.replace('HERE', text));
		expect((await table.take('nack')).code).toBe('bad_json');
	});
});

/** What the server does with one message: a code, or how it closed. */
async function fate(hall: Hall, bytes: Buffer): Promise<string> {
	const client = await hall.at('table/1');
	client.sendText(bytes);
	await client
		.until('an answer', () => client.heard.some((m) => m.t === 'nack') || client.closed !== null)
		.catch((error) => {
			if (!client.closed) {
				throw error;
			}
		});
	const nack = client.heard.find((m) => m.t === 'nack');
	client.close();
	return nack?.t === 'nack' ? nack.code : `closed ${client.closed?.code}`;
}

describe.skipIf(!present)('the JSON suite', () => {
	const dir = join(attacks, 'test_parsing');
	const files = present ? readdirSync(dir) : [];
	const fates = async (hall: Hall, prefix: string) => {
		const all: Record<string, string> = {};
		for (const file of files.filter((name) => name.startsWith(prefix))) {
			all[file] = await fate(hall, readFileSync(join(dir, file)));
		}
		expect((await request(hall.url, '/healthz')).status).toBe(200);
		return all;
	};

	test('what is no JSON is refused, and the server stays', async ({ hall }) => {
		const all = await fates(hall, 'n_');
		const wrong = Object.entries(all).filter(
			([, f]) => !['bad_json', 'closed 1007', 'closed 1009'].includes(f),
		);
		expect(wrong).toEqual([]);
		expect(Object.keys(all).length).toBeGreaterThan(180);
	});

	test('what is JSON is answered', async ({ hall }) => {
		const all = await fates(hall, 'y_');
		expect(Object.entries(all).filter(([, f]) => f.startsWith('closed'))).toEqual([]);
	});

	test('what parsers disagree on is answered or closed', async ({ hall }) => {
		const all = await fates(hall, 'i_');
		expect(Object.keys(all).length).toBeGreaterThan(30);
	});
});
