// Pages over https, as a hall with a certificate serves them, and over plain HTTP under a name.
import { describe } from 'vitest';
import { expect, test } from '../lib/browser.js';
import { cardOn, openRound, typeCard } from './day.js';

describe('over https', () => {
	test.scoped({ secure: true });

	test('a tablet works in a secure context, without a word of warning', async ({ hall, visit }) => {
		await openRound(hall);
		const { page } = await visit({ seat: 'table/1' });
		expect(new URL(page.url()).origin).toBe(hall.site);
		expect(hall.site).toMatch(/^https:\/\/burgertop\.test:\d+$/);
		expect(await page.evaluate(() => isSecureContext && 'serviceWorker' in navigator)).toBe(true);
		await typeCard(page, 'Over een beveiligde lijn');
		await cardOn(page, 'Over een beveiligde lijn').getByText('bewaard').waitFor();
	});

	test('a link that begins with http leads there, with its key', async ({ hall, visit }) => {
		const { page, context } = await visit({ page: 'start' });
		const link = `${hall.site.replace('https:', 'http:')}/table#${hall.seat('table/2').token}`;
		await page.goto(link);
		await page.getByText('Tafel 2').waitFor();
		expect(page.url()).toBe(`${hall.site}/table`);
		expect(context.pages()).toHaveLength(1);
	});
});

describe('over plain HTTP', () => {
	test.scoped({ insecureName: true });

	test('a tablet works all the same', async ({ hall, visit }) => {
		await openRound(hall);
		const { page } = await visit({ seat: 'table/1' });
		expect(new URL(page.url()).origin).toBe(hall.site);
		expect(hall.site).toMatch(/^http:\/\/burgertop\.test:\d+$/);
		expect(await page.evaluate(() => isSecureContext)).toBe(false);
		await typeCard(page, 'Over een gewone lijn');
		await cardOn(page, 'Over een gewone lijn').getByText('bewaard').waitFor();
	});
});
