// The pages that anybody may see, for everybody: axe finds nothing, and the keyboard reaches all.
import { expect, test } from '../lib/browser.js';
import { expectKeyboard, violations } from './access.js';
import { fill, openRound, showScene, turnTo } from './day.js';

test('start', async ({ visit }) => {
	const { page } = await visit({ page: 'start' });
	await page.getByRole('heading', { level: 1 }).waitFor();
	expect(await violations(page)).toEqual([]);
	await expectKeyboard(page);
});

test('a page of a seat without its key', async ({ visit }) => {
	for (const name of ['table', 'desk', 'control', 'stage'] as const) {
		const { page } = await visit({ page: name });
		await page.getByRole('heading', { level: 1 }).waitFor();
		expect(await violations(page), name).toEqual([]);
		await expectKeyboard(page);
	}
});

test('the wall', async ({ hall, visit }) => {
	const { page } = await visit({ page: 'wall' });
	await page.getByText('De eerste ideeën komen hier').first().waitFor();
	expect(await violations(page)).toEqual([]);

	await fill(hall, await openRound(hall));
	await page.getByRole('heading', { name: 'Een idee' }).waitFor();
	expect(await violations(page)).toEqual([]);
	await expectKeyboard(page);
});

test('the wall on a dark phone, in English', async ({ hall, visit }) => {
	await fill(hall, await openRound(hall));
	const { page } = await visit({ page: 'wall', language: 'en' });
	await page.emulateMedia({ colorScheme: 'dark' });
	await page.getByRole('heading', { name: 'Een idee' }).waitFor();
	expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
	expect(await violations(page)).toEqual([]);
});

test('a stage', async ({ hall, visit }) => {
	const control = await openRound(hall);
	await fill(hall, control);
	const { page } = await visit({ seat: 'stage/1', ownClock: true });
	for (const scene of ['welcome', 'pause', 'live'] as const) {
		await showScene(control, 1, scene);
		await page.locator(`.scene.${scene}`).waitFor();
		await page.locator('.scene').nth(1).waitFor({ state: 'detached' });
		expect(await violations(page), scene).toEqual([]);
	}
	await turnTo(page, 'Een idee');
	expect(await violations(page)).toEqual([]);
});
