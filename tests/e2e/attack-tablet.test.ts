// Hostile texts wherever a tablet shows the words of others: messages, plans, variants, translations
// and what is weighed. Nothing runs, nothing leaves, and no text disturbs its neighbours.
import { randomUUID } from 'node:crypto';
import { expect, type Page, soon, test } from '../lib/browser.js';
import { clean, refusal } from '../lib/clean.js';
import type { Client } from '../lib/client.js';
import { card, goTo, type Hall, planStep, publish, writePlan } from '../lib/hall.js';
import {
	expectCalm,
	expectNeighboursAlone,
	hostileTexts,
	neighbour,
	strangeTexts,
} from './attack.js';
import { openRound, stepsOf } from './day.js';

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

/** Two devices wrote in one field: its text stands, the other is beside it. */
async function writeTwice(table: Client, field: number, text: string): Promise<void> {
	const had = table.has.all('plan')[0]?.fields[field]?.text ?? '';
	await writePlan(table, field, had, text);
	const { seq } = await writePlan(table, field, 'wat er nooit stond', `${text}!`);
	await table.caughtUp(seq);
}

test('hostile plans are text, and so is what was written beside them', async ({ hall, visit }) => {
	const control = await hall.at('control/1');
	await goTo(control, planStep(control).id);
	const table = await hall.at('table/1');
	const { page } = await visit({ seat: 'table/1', size: smallest });
	const texts = cut(hostileTexts(), 590);
	for (let i = 0; i < texts.length; i += 4) {
		for (const [k, text] of texts.slice(i, i + 4).entries()) {
			await writeTwice(table, k + 1, text);
		}
		const last = texts.slice(i, i + 4).length;
		const text = clean(texts[i + last - 1] ?? '');
		await soon(() => page.locator(`#plan-${last}`).inputValue()).toBe(text);
		await soon(() => page.locator('.choices .own').allTextContents()).toContain(clean(`${text}!`));
		await expectCalm(page);
	}
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

/** Ideas that bear these titles are weighed, under a title as bad; gives what shows the outcome. */
async function weigh(hall: Hall, titles: string[]): Promise<() => Promise<void>> {
	const control = await openRound(hall);
	const [table, desk] = [await hall.at('table/1'), await hall.at('desk/2')];
	const ideas: string[] = [];
	for (const title of titles) {
		const order = card(table, 1, title);
		await table.do(order);
		ideas.push(await publish(desk, title, [await desk.sees('card', (c) => c.id === order.id)]));
	}
	const step = stepsOf(control, 'weighing')[0]?.id ?? '';
	const id = randomUUID();
	const title = titles[0] ?? '';
	await control.do({ cmd: 'weighing.put', id, title, step, ideas, points: 100 });
	await goTo(control, step);
	await control.do({ cmd: 'weighing.open', id });
	return async () => {
		await control.do({ cmd: 'weighing.close', id });
		await control.do({ cmd: 'weighing.show', id });
	};
}

const toWeigh = (page: Page) => page.locator('.to-weigh li');

test('hostile titles are text on the ballot and in its outcome', async ({ hall, visit }) => {
	const texts = cut(strangeTexts(), 118).slice(0, 30);
	const show = await weigh(
		hall,
		texts.flatMap((text, i) => [text, neighbour(i)]),
	);
	const device = await visit({ seat: 'table/1', size: smallest });
	await soon(() => toWeigh(device.page).count()).toBe(texts.length * 2);
	await expectCalm(device.page);
	await expectNeighboursAlone(device, '.to-weigh li');
	await show();
	await soon(() => device.page.locator('.outcome li').count()).toBe(texts.length * 2);
	await expectCalm(device.page);
	await expectNeighboursAlone(device, '.outcome li');
});
