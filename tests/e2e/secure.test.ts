// Pages over https, as a hall with a certificate serves them, and over plain HTTP under a name.
import { describe } from 'vitest';
import { expect, test } from '../lib/browser.js';
import { cardOn, openRound, typeCard } from './day.js';
import { put } from './offline.js';

/** What a page says that cannot keep a copy of itself. */
const withoutTheServer = 'Zonder verbinding gaat deze pagina niet opnieuw open';

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
		expect(await page.getByText(withoutTheServer).count()).toBe(0);
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

	test('a tablet works all the same, and says what it cannot do', async ({ hall, visit }) => {
		await openRound(hall);
		const { page } = await visit({ seat: 'table/1' });
		expect(new URL(page.url()).origin).toBe(hall.site);
		expect(hall.site).toMatch(/^http:\/\/burgertop\.test:\d+$/);
		expect(await page.evaluate(() => isSecureContext)).toBe(false);
		await typeCard(page, 'Over een gewone lijn');
		await cardOn(page, 'Over een gewone lijn').getByText('bewaard').waitFor();
		await page.getByText(withoutTheServer).waitFor();
	});

	test('cards of a page that was closed without the server are sent when it opens again', async ({
		hall,
		visit,
	}) => {
		await openRound(hall);
		const device = await visit({ seat: 'table/1', serverMayDie: true });
		hall.server.kill('SIGKILL');
		await hall.server.ended;
		await put(device.page, 'Typte door');
		await device.page.close();
		await hall.serve({ listen: new URL(hall.url).host });
		const page = await device.open(`${hall.site}/table`);
		await cardOn(page, 'Typte door').getByText('bewaard').waitFor();
		expect((await (await hall.at('desk/1')).sees('card')).text).toBe('Typte door');
	});
});
