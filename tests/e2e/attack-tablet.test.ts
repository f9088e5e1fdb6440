// Hostile texts in messages, variants and translations on a tablet: nothing runs, nothing leaves, and no
// text disturbs its neighbours.
import { randomUUID } from 'node:crypto';
import { expect, soon, test } from '../lib/browser.js';
import { clean, refusal } from '../lib/clean.js';
import type { Client } from '../lib/client.js';
import { card } from '../lib/hall.js';
import { expectCalm, expectNeighboursAlone, hostileTexts, neighbour } from './attack.js';
import { openRound } from './day.js';

/** The texts as far as they fit, for as much of them as is a text. */
function cut(texts: string[], most: number): string[] {
	const short = texts.map((text) => [...clean(text)].slice(0, most).join(''));
	return [...new Set(short)].filter((text) => !refusal(text, most));
}

const smallest = { width: 600, height: 960 };

test('a hostile message is text, and its button stays in sight', async ({ hall, visit }) => {
	const control = await openRound(hall);
	const { page } = await visit({ seat: 'table/1', size: smallest });
	const texts = cut(hostileTexts(), 300);
	for (const text of texts) {
		await control.do({ cmd: 'notice.send', id: randomUUID(), text });
		await soon(() => page.locator('.notice .own').textContent()).toBe(clean(text));
		await expectCalm(page);
		const seen = page.getByRole('button', { name: 'Gezien' });
		const { y = 0, height = 0 } = (await seen.boundingBox()) ?? {};
		expect(y + height, 'the button is in sight').toBeLessThanOrEqual(smallest.height);
		await seen.click();
		await page.locator('.notice').waitFor({ state: 'hidden' });
	}
	await page.getByText(`${texts.length} eerdere berichten`).click();
	await expectCalm(page);
});

/** A card in another language that was written twice, each time with these words. */
async function sayTwice(table: Client, words: string): Promise<void> {
	const wording = { text: words, language: 'ar', translation: words };
	const order = { ...card(table, 1, words), ...wording };
	await table.do(order);
	const was = { kind: 'idea' as const, text: 'wat er nooit stond' };
	const beside = { ...wording, text: `${words}!`, kind: 'idea' as const, was };
	await table.do({ cmd: 'card.edit', id: order.id, ...beside });
}

test('hostile translations and variants are text, each in its own card', async ({
	hall,
	visit,
}) => {
	await openRound(hall);
	const table = await hall.at('table/1');
	const texts = cut(hostileTexts(), 990);
	for (const [i, text] of texts.entries()) {
		await sayTwice(table, text);
		await table.do(card(table, 1, neighbour(i)));
	}
	const device = await visit({ seat: 'table/1' });
	await soon(() => device.page.locator('li.card').count()).toBe(texts.length * 2);
	await soon(() => device.page.locator('.variants').count()).toBeGreaterThan(0);
	await expectCalm(device.page);
	await expectNeighboursAlone(device, 'li.card');
});
