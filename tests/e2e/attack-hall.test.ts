// Hostile texts on a desk and on a stage: nothing runs, nothing leaves, and no text disturbs its neighbours.
import { expect, test } from '../lib/browser.js';
import {
	expectCalm,
	expectNeighboursAlone,
	fill,
	fillUnread,
	hostileTexts,
	neighbour,
	strangeTexts,
} from './attack.js';
import { openRound, sheetOn, showScene, turn, turnTo } from './day.js';

test('a desk shows hostile texts as text, each in its own place', async ({ hall, visit }) => {
	await openRound(hall);
	const texts = hostileTexts();
	await fill(hall, texts);
	await fillUnread(hall, texts);
	const device = await visit({ seat: 'desk/1', size: { width: 1440, height: 6000 } });
	const { page } = device;
	await page.locator('.big-number').waitFor();
	await page
		.getByRole('button', { name: /^Toon meer/ })
		.first()
		.click();
	await expectNeighboursAlone(device, '.cards li');
	await expectNeighboursAlone(device, '.rows li.idea');
	for (let i = 0; i < texts.length; i++) {
		await expectCalm(page);
		await page.keyboard.press('j');
	}
});

test('a stage shows hostile texts as text, each in its own place', async ({ hall, visit }) => {
	const control = await openRound(hall);
	await showScene(control, 1, 'live');
	const texts = strangeTexts();
	await fill(hall, texts);
	const device = await visit({ seat: 'stage/1', ownClock: true });
	const { page } = device;
	await turnTo(page, neighbour(texts.length - 1));
	const seen = new Set<string>();
	const wanted = new Set(texts.map((_, i) => neighbour(i)));
	while (seen.size < wanted.size) {
		const titles = await sheetOn(page).locator('.row.idea .words').allTextContents();
		const fresh = titles.filter((title) => wanted.has(title) && !seen.has(title));
		expect(fresh, 'the pages come in their order').not.toEqual([]);
		fresh.map((title) => seen.add(title));
		await expectCalm(page);
		await expectNeighboursAlone(device, '.sheet:not(.measure):not([inert]) .row.idea');
		await turn(page);
	}
});
