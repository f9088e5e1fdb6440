// The tablet on a table: how it joins, and that it loses no word.
import { join } from 'node:path';
import { expect, soon, test } from '../lib/browser.js';
import { exportRecord } from '../lib/program.js';
import { cardOn, cardsOf, cardsOn, openRound, typeCard } from './day.js';

test('a tablet joins with the code on the table', async ({ hall, visit }) => {
	await openRound(hall);
	const { page } = await visit({ page: 'table' });
	await page.getByLabel('Typ de code die bij uw tafel ligt').waitFor();
	await page.keyboard.type(hall.seat('table/3').code.toLowerCase().replace('-', ' '));
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'Tafel 3' }).waitFor();
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'Wat mist de buurt?' }).waitFor();

	await page.reload();
	await page.getByRole('heading', { name: 'Wat mist de buurt?' }).waitFor();
	await page.getByText('Tafel 3').waitFor();
});

test('a wrong code is told, and can be typed again', async ({ hall, visit }) => {
	const { page } = await visit({ page: 'table' });
	const code = page.getByLabel('Typ de code die bij uw tafel ligt');
	await code.fill('0000-0000');
	await page.keyboard.press('Enter');
	await page.getByText('Deze code kennen we niet').waitFor();
	await code.fill(hall.seat('table/2').code);
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'Tafel 2' }).waitFor();
});

test('the key of a link leaves the address bar', async ({ hall, visit }) => {
	const { page } = await visit({ seat: 'table/1' });
	await page.getByText('Tafel 1').waitFor();
	expect(page.url()).toBe(`${hall.url}/table`);
});

test('a draft survives a reload', async ({ hall, visit }) => {
	await openRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	const field = page.locator('#text');
	await field.pressSequentially('Een half idee over');
	await page.getByLabel('Zorg').check();
	await page.reload();
	await soon(() => field.inputValue()).toBe('Een half idee over');
	expect(await page.getByLabel('Zorg').isChecked()).toBe(true);
});

test('a text that is too long is told before it is sent, and stays', async ({ hall, visit }) => {
	const control = await openRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	const most = '\u{1f333}'.repeat(1000);
	await typeCard(page, `${most}x`);
	await page.getByText('1 teken te lang').waitFor();
	expect(await page.locator('#text').inputValue()).toBe(`${most}x`);
	expect(await page.locator('#text').getAttribute('aria-invalid')).toBe('true');
	expect(await cardsOn(page)).toEqual([]);

	await page.keyboard.press('Backspace');
	await page.keyboard.press('Control+Enter');
	await cardOn(page, most).getByText('bewaard').waitFor();
	expect((await control.sees('card')).text).toBe(most);
});

test('two tabs of one tablet send each card once', async ({ hall, visit }) => {
	await openRound(hall);
	const device = await visit({ seat: 'table/1' });
	const [first, second] = [device.page, await device.open(`${hall.url}/table`)];
	const texts = ['Van het eerste tabblad', 'Van het tweede', 'Weer van het eerste', 'En nu hier'];
	for (const [i, text] of texts.entries()) {
		const tab = i % 2 ? second : first;
		await tab.bringToFront();
		await tab.locator('#text').waitFor();
		await typeCard(tab, text);
		await cardOn(tab, text).getByText('bewaard').waitFor();
	}
	const wanted = texts.map((text, i) => ({ number: `1-${i + 1}`, text }));
	for (const tab of [first, second]) {
		await soon(() => cardsOn(tab)).toEqual(wanted.map((card) => ({ ...card, where: 'bewaard' })));
	}
	expect(cardsOf(await exportRecord(hall.db, join(hall.dir, 'record')))).toEqual(wanted);
});

test('a card typed after its round has ended is taken, marked late', async ({ hall, visit }) => {
	const control = await openRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	await page.locator('#text').pressSequentially('Nog net dit');
	const step = control.has.all('summit')[0]?.step;
	const pause = control.has.all('step').find((one) => one.kind === 'break');
	await control.do({ cmd: 'programme.go', to: pause?.id ?? '', ...(step && { from: step }) });
	await page.getByText('Ronde 1 is voorbij').waitFor();
	await page.keyboard.press('Control+Enter');
	const aloud = page.locator('.aloud li').filter({ hasText: 'Nog net dit' });
	await aloud.getByText('na de ronde').waitFor();
	expect((await control.sees('card')).late).toBe(true);
});
