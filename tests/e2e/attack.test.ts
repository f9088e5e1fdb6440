// Hostile texts on the wall and on a tablet: nothing runs, nothing leaves, and no text disturbs its neighbours.

import { expect, soon, test } from '../lib/browser.js';
import { clean } from '../lib/clean.js';
import { expectCalm, expectNeighboursAlone, fill, hostileTexts } from './attack.js';
import { openRound } from './day.js';

test('the wall shows hostile texts as text, each in its own place', async ({ hall, visit }) => {
	await openRound(hall);
	const texts = hostileTexts();
	await fill(hall, texts);
	const device = await visit({ page: 'wall' });
	await soon(() => device.page.locator('li.idea').count()).toBe(texts.length * 2);
	await expectCalm(device.page);
	await expectNeighboursAlone(device, 'li.idea');
	for (const text of texts) {
		expect(await device.page.locator('blockquote').allTextContents()).toContain(clean(text));
	}
});

test('a tablet shows hostile texts as text, each in its own place', async ({ hall, visit }) => {
	await openRound(hall);
	const texts = hostileTexts();
	await fill(hall, texts);
	const device = await visit({ seat: 'table/1' });
	await soon(() => device.page.locator('li.card').count()).toBe(texts.length * 2);
	await expectCalm(device.page);
	await expectNeighboursAlone(device, 'li.card');
});
