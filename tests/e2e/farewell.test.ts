// The end of the day: thanks, what became of the cards, and an empty tablet.
import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '../lib/browser.js';
import type { Client } from '../lib/client.js';
import { goTo, type Hall, publish } from '../lib/hall.js';
import { cardOn, openRound, stepsOf, typeCard } from './day.js';

/** A table that gave two cards, one of which is on stage, when the programme closes. */
async function closeDay(hall: Hall, page: Page): Promise<Client> {
	const control = await openRound(hall);
	for (const text of ['Meer bomen', 'Een waterpomp']) {
		await page.locator('#text').waitFor();
		await typeCard(page, text);
		await cardOn(page, text).getByText('bewaard').waitFor();
	}
	const desk = await hall.at('desk/1');
	await publish(desk, 'Groen', [await desk.sees('card', ({ text }) => text === 'Meer bomen')]);
	await goTo(control, stepsOf(control, 'closing')[0]?.id ?? '');
	await page.getByRole('heading', { name: 'Dank u wel' }).waitFor();
	return control;
}

/** What this browser keeps of the summit's address. */
function kept(page: Page) {
	return page.evaluate(async () => ({
		databases: (await indexedDB.databases()).map(({ name }) => name),
		caches: await caches.keys(),
		workers: (await navigator.serviceWorker.getRegistrations()).length,
		storage: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
	}));
}

test('a table is thanked, and sees what became of its cards', async ({ hall, visit }) => {
	const { page } = await visit({ seat: 'table/1' });
	await closeDay(hall, page);
	await page.getByText('Uw tafel gaf 2 kaartjes').waitFor();
	const became = await page
		.locator('.became div')
		.evaluateAll((parts) => parts.map((part) => part.textContent));
	expect(became).toEqual(['1gelezen', '1in een idee', '1op het podium']);
	await page.getByText('klopt wat uw tafel heeft vastgelegd?').waitFor();
	await page.getByRole('link', { name: 'Lees wat alle tafels bedachten' }).press('Enter');
	await page.getByText('Groen').first().waitFor();
	expect(page.url()).toBe(`${hall.url}/wall`);
});

test('a wiped tablet keeps nothing, and says so', async ({ hall, visit }) => {
	const { page } = await visit({ seat: 'table/1' });
	await closeDay(hall, page);
	expect((await kept(page)).databases).not.toEqual([]);
	await page.getByRole('button', { name: 'Wis deze tablet' }).press('Enter');
	await page.getByRole('button', { name: 'Ja, wis deze tablet' }).press('Enter');
	await page.getByRole('heading', { name: 'Deze tablet is leeg' }).waitFor();
	expect(await kept(page)).toEqual({ databases: [], caches: [], workers: 0, storage: [] });
	await page.reload();
	await page.getByRole('heading', { name: 'Welke tafel is dit?' }).waitFor();
});

test('a second tab is emptied with the tablet', async ({ hall, visit }) => {
	const tablet = await visit({ seat: 'table/1' });
	const { page } = tablet;
	await closeDay(hall, page);
	const other = await tablet.open();
	await other.getByRole('heading', { name: 'Dank u wel' }).waitFor();
	expect((await kept(other)).storage).toContain('burgertop:table:token');
	await page.getByRole('button', { name: 'Wis deze tablet' }).press('Enter');
	await page.getByRole('button', { name: 'Ja, wis deze tablet' }).press('Enter');
	for (const tab of [page, other]) {
		await tab.getByRole('heading', { name: 'Deze tablet is leeg' }).waitFor();
		expect(await kept(tab)).toEqual({ databases: [], caches: [], workers: 0, storage: [] });
	}
});

test('wiping can be thought better of', async ({ hall, visit }) => {
	const { page } = await visit({ seat: 'table/1' });
	await closeDay(hall, page);
	await page.getByRole('button', { name: 'Wis deze tablet' }).click();
	await page.getByRole('button', { name: 'Toch niet' }).click();
	await page.getByRole('button', { name: 'Wis deze tablet' }).waitFor();
	expect((await kept(page)).databases).not.toEqual([]);
});

test('what the server does not have is not wiped before it was saved', async ({ hall, visit }) => {
	const { page } = await visit({ seat: 'table/1', serverMayDie: true });
	await closeDay(hall, page);
	hall.server.kill('SIGKILL');
	await hall.server.ended;
	await page.getByRole('button', { name: 'Lees na' }).click();
	await page.getByRole('button', { name: 'Ja, het klopt' }).click();
	await page.getByText('Dat staat nog op deze tablet').waitFor();
	await page.getByRole('button', { name: 'Terug' }).click();

	await page.getByRole('button', { name: 'Wis deze tablet' }).click();
	await page.getByText('staat nog 1 ding dat de server niet heeft').waitFor();
	expect(await page.getByRole('button', { name: 'Ja, wis deze tablet' }).count()).toBe(0);
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Bewaar in een bestand' }).click();
	const saved = JSON.parse(await readFile(await (await download).path(), 'utf8'));
	expect(saved.operations).toMatchObject([{ message: { cmd: 'signoff.give' } }]);
	await page.getByText('Het bestand is bewaard').waitFor();
	await page.getByRole('button', { name: 'Ja, wis deze tablet' }).click();
	await page.getByRole('heading', { name: 'Deze tablet is leeg' }).waitFor();
	expect((await kept(page)).databases).toEqual([]);
});
