// The facilitator's handbook: two sides of one sheet, with its pictures, in the words that the tablet uses.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../../web/src/shared/texts/en';
import { nl } from '../../web/src/shared/texts/nl';
import { launch, type Page } from '../lib/browser.js';
import { top } from '../lib/paths.js';

const folder = join(top, 'docs/handbook');

let browser: Awaited<ReturnType<typeof launch>>;
beforeAll(async () => {
	browser = await launch();
});
afterAll(() => browser.close());

/** Every text that stands as it is; those that bring in a number are not quoted. */
function said(value: unknown): string[] {
	if (typeof value === 'string') {
		return [value];
	}
	return value !== null && typeof value === 'object' ? Object.values(value).flatMap(said) : [];
}

const quoted = (page: Page) =>
	page.locator('b').evaluateAll((all) => all.map((one) => one.textContent ?? ''));

describe.each([
	['tafelbegeleider.nl.html', nl],
	['facilitator.en.html', en],
] as const)('%s', (name, texts) => {
	let page: Page;
	beforeAll(async () => {
		page = await browser.newPage();
		await page.goto(pathToFileURL(join(folder, name)).href, { waitUntil: 'load' });
	});
	afterAll(() => page.close());

	test('is printed on two sides of A4', async () => {
		const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
		const sides = [...printed.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
		expect(
			sides.map(([, width, height]) => [Number(width), Number(height)].map(Math.round)),
		).toEqual([
			[595, 842],
			[595, 842],
		]);
	});

	test('nothing runs out of a side, and there is some room left for other fonts', async () => {
		const room = await page.locator('section.side').evaluateAll((sides) =>
			sides.map((side) => {
				const parts = [...side.children].filter((one) => !one.matches('.fill'));
				const end = side.getBoundingClientRect().bottom;
				const fill = side.querySelector('.fill')?.getBoundingClientRect().height ?? 0;
				return end - fill - (parts.at(-1)?.getBoundingClientRect().bottom ?? 0);
			}),
		);
		expect(room).toHaveLength(2);
		for (const left of room) {
			expect(left, 'pixels below the last part').toBeGreaterThan(50);
		}
	});

	test('its pictures are there, and say what they show', async () => {
		const pictures = await page.locator('img').evaluateAll((all) =>
			all.map((one) => ({
				wide: (one as HTMLImageElement).naturalWidth,
				alt: (one as HTMLImageElement).alt,
			})),
		);
		expect(pictures.length).toBeGreaterThanOrEqual(8);
		for (const { wide, alt } of pictures) {
			expect(wide, alt).toBeGreaterThan(300);
			expect(alt).not.toBe('');
		}
	});

	test('quotes the tablet word for word', async () => {
		const known = said(texts);
		const words = await quoted(page);
		expect(words.length).toBeGreaterThan(12);
		expect(words.filter((one) => !known.includes(one))).toEqual([]);
	});
});

test('the pictures are small', () => {
	const pictures = join(folder, 'pictures');
	const bytes = readdirSync(pictures).map((name) => statSync(join(pictures, name)).size);
	expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(400_000);
});
