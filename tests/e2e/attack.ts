// Hostile texts on every page: nothing runs, nothing leaves, and no text disturbs its neighbours. What
// a page asks of others, dialogs and errors fail every test by themselves (lib/browser.ts).
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Device, expect, type Page } from '../lib/browser.js';
import { clean, refusal } from '../lib/clean.js';
import { readCsv } from '../lib/csv.js';
import { addCard, type Hall, publish } from '../lib/hall.js';
import { attacks } from '../lib/paths.js';
import { untilAtRest } from './access.js';
import { type Box, boxesThatDiffer } from './pixels.js';

const file = join(attacks, 'attack_cards.csv');
const present = existsSync(file);
if (!present) {
	console.warn(`skipped: there are no hostile texts at ${file}; only those made here are used`);
}

/** Marks piled up high and deep, a word without end, a text of many lines, marks on nothing. */
const ours = [
	`${'a\u0316\u0317\u0330\u0300\u0301\u0342'.repeat(8)}${'\u0301\u0316'.repeat(60)}`,
	'W'.repeat(900),
	'regel\n'.repeat(150),
	`\u0489${'\u20dd'.repeat(30)} kring`,
	`\u0643\u0644\u0645\u0629 (\u202e) \u0646\u0635 [abc`,
	'<img src=x onerror="document.title=1"><svg onload=document.title=1>',
];

export function hostileTexts(): string[] {
	const theirs = present ? readCsv(readFileSync(file, 'utf8')).map((row) => row.text ?? '') : [];
	// A NUL is refused with its message; the protocol's tests see to that.
	return [...ours, ...theirs].filter((text) => !text.includes('\\u0000') && !refusal(text, 1000));
}

/** Those that could look strange, not only be taken for something else: a stage shows few at a time. */
export function strangeTexts(): string[] {
	return hostileTexts().filter((text) => /[^\x20-\x7e]|[<>]|.{100}/s.test(text));
}

/** A title is shorter than a card. */
function titleOf(text: string): string {
	const title = [...clean(text)].slice(0, 110).join('');
	return refusal(title, 120) ? `titel van ${text.length}` : title;
}

export const neighbour = (i: number) => `Gewone buur nummer ${i}`;

/** Each hostile text is a card and the title of its idea; after each comes a neighbour. */
export async function fill(hall: Hall, texts: string[]): Promise<void> {
	const [table, desk] = [await hall.at('table/1'), await hall.at('desk/2')];
	for (const [i, text] of texts.entries()) {
		for (const [words, title] of [
			[text, titleOf(text)],
			[neighbour(i), neighbour(i)],
		]) {
			const { id } = await addCard(table, 1, words ?? '');
			await publish(desk, title ?? '', [await desk.sees('card', (card) => card.id === id)]);
		}
	}
}

/** The same that remain to be read, for a desk to show. */
export async function fillUnread(hall: Hall, texts: string[]): Promise<void> {
	const table = await hall.at('table/1');
	for (const [i, text] of texts.entries()) {
		await addCard(table, 1, text);
		await addCard(table, 1, neighbour(i));
	}
}

/** Where the elements are that bear a text, with whether it is a neighbour's. */
async function rowsOf(page: Page, selector: string) {
	return page.locator(selector).evaluateAll((all) =>
		all.map((one) => {
			const { x, y, width, height } = one.getBoundingClientRect();
			const isPlain = /Gewone buur/.test(one.textContent ?? '');
			const at = { x: x + scrollX, y: y + scrollY, width, height };
			return { ...at, isPlain, text: one.textContent?.slice(0, 60) ?? '' };
		}),
	);
}

function overlap(a: Box, b: Box): boolean {
	const apart = (p: number, pSize: number, q: number, qSize: number) =>
		p + pSize <= q + 0.6 || q + qSize <= p + 0.6;
	return !apart(a.x, a.width, b.x, b.width) && !apart(a.y, a.height, b.y, b.height);
}

/** Nobody lies over anybody, and without the hostile texts the neighbours look the same. */
export async function expectNeighboursAlone(device: Device, selector: string): Promise<void> {
	const { page } = device;
	await untilAtRest(page);
	const rows = await rowsOf(page, selector);
	expect(rows.some((row) => row.isPlain)).toBe(true);
	for (const [i, row] of rows.entries()) {
		const over = rows.slice(i + 1).filter((other) => overlap(row, other));
		expect(over, `lies over ${JSON.stringify(row.text)}`).toEqual([]);
	}
	const before = await page.screenshot({ fullPage: true });
	await hideHostile(page, selector, 'hidden');
	const without = await page.screenshot({ fullPage: true });
	const plain = (await rowsOf(page, selector)).filter((row) => row.isPlain);
	await hideHostile(page, selector, '');
	const browser = device.context.browser();
	if (browser) {
		expect(await boxesThatDiffer(browser, before, without, plain), 'painted over').toEqual([]);
	}
}

function hideHostile(page: Page, selector: string, visibility: string): Promise<void> {
	return page.locator(selector).evaluateAll((all, visibility) => {
		for (const one of all as HTMLElement[]) {
			if (!/Gewone buur/.test(one.textContent ?? '')) {
				one.style.visibility = visibility;
			}
		}
	}, visibility);
}

/** Nothing of a text has become anything else than text, and the page is no wider than its screen. */
export async function expectCalm(page: Page): Promise<void> {
	const found = await page.evaluate(() => ({
		wide: [...document.querySelectorAll('body *')]
			.filter(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
			.filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
			.map((one) => one.outerHTML.slice(0, 200)),
		links: [...document.links].filter((a) => a.origin !== location.origin).map((a) => a.href),
		handlers: [...document.querySelectorAll('*')].filter((one) =>
			one.getAttributeNames().some((name) => name.startsWith('on')),
		).length,
		inline: document.querySelectorAll('script:not([src]), style:not(head *), iframe, object')
			.length,
		images: document.images.length,
		title: document.title === '1',
	}));
	const calm = { wide: [], links: [], handlers: 0, inline: 0, images: 0, title: false };
	expect(found).toEqual(calm);
}
