// What a table does with the cards that it has: change them, take them away, choose between two texts.
import { expect, type Page, soon, test, type Visitors } from '../lib/browser.js';
import { addCard, type Hall } from '../lib/hall.js';
import { cardOn, openRound, stepsOf, typeCard } from './day.js';
import { holdLine, type Line } from './line.js';

/** With the keyboard alone. */
async function change(page: Page, number: string): Promise<void> {
	await page.getByRole('button', { name: `Wijzig ${number}` }).press('Enter');
	await page.getByText(`U wijzigt kaartje ${number}`).waitFor();
}

async function retype(page: Page, number: string, text: string): Promise<void> {
	await change(page, number);
	await page.keyboard.press('Control+A');
	await page.keyboard.insertText(text);
	await page.keyboard.press('Control+Enter');
}

test('a card is changed in the field, and what stood there comes back', async ({ hall, visit }) => {
	const control = await openRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	await typeCard(page, 'Meer bomen');
	await cardOn(page, 'Meer bomen').getByText('bewaard').waitFor();
	await page.keyboard.insertText('Een half idee');

	await change(page, '1-1');
	await page.keyboard.insertText(' en banken');
	await page.reload();
	await page.getByText('U wijzigt kaartje 1-1').waitFor();
	expect(await page.locator('#text').inputValue()).toBe('Meer bomen en banken');
	await page.locator('#text').press('Control+Enter');
	await cardOn(page, 'Meer bomen en banken').getByText('bewaard').waitFor();
	expect(await page.locator('#text').inputValue()).toBe('Een half idee');
	expect(await page.locator('#text').evaluate((one) => one === document.activeElement)).toBe(true);
	await control.sees('card', ({ number, text }) => number === '1-1' && text.endsWith('en banken'));

	await page.getByText('1 eerdere tekst').click();
	await page.getByText('Meer bomen', { exact: true }).waitFor();
});

test('a change can be left, and taken up again', async ({ hall, visit }) => {
	await openRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	await typeCard(page, 'Meer bomen');
	await cardOn(page, 'Meer bomen').getByText('bewaard').waitFor();
	await change(page, '1-1');
	await page.keyboard.insertText(' en banken');
	await page.keyboard.press('Escape');
	await page.getByText('De wijziging is niet vastgelegd').waitFor();
	expect(await page.locator('#text').inputValue()).toBe('');
	await page.getByRole('button', { name: 'Toch verder' }).press('Enter');
	expect(await page.locator('#text').inputValue()).toBe('Meer bomen en banken');
	await page.getByRole('button', { name: 'Laat maar' }).press('Enter');
	await cardOn(page, 'Meer bomen').waitFor();
});

test('a card that was read says that it is read again', async ({ hall, visit }) => {
	await openRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	await typeCard(page, 'Meer bomen');
	await cardOn(page, 'Meer bomen').getByText('bewaard').waitFor();
	const desk = await hall.at('desk/1');
	const { id, version } = await desk.sees('card');
	await desk.do({ cmd: 'card.read', id, version });
	await cardOn(page, 'Meer bomen').getByText('gelezen', { exact: true }).waitFor();
	await retype(page, '1-1', 'Nog meer bomen');
	const changed = cardOn(page, 'Nog meer bomen');
	await changed.getByText('aangepast, wordt opnieuw gelezen').waitFor();
	const now = await desk.sees('card', ({ text }) => text === 'Nog meer bomen');
	await desk.do({ cmd: 'card.read', id, version: now.version });
	await changed.getByText('gelezen', { exact: true }).waitFor();
});

test('a card is taken away, and put back', async ({ hall, visit }) => {
	const control = await openRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	for (const text of ['Meer bomen', 'Minder stoep']) {
		await typeCard(page, text);
		await cardOn(page, text).getByText('bewaard').waitFor();
	}
	const takeAway = async () => {
		await change(page, '1-1');
		await page.getByRole('button', { name: 'Haal dit kaartje weg' }).press('Enter');
		await page.getByText('Kaartje 1-1 is weggehaald').waitFor();
		await cardOn(page, 'Meer bomen').waitFor({ state: 'detached' });
	};
	await takeAway();
	await control.sees('card', ({ number, withdrawn }) => number === '1-1' && withdrawn === true);
	await page.getByRole('button', { name: 'Zet terug', exact: true }).press('Enter');
	await cardOn(page, 'Meer bomen').getByText('bewaard').waitFor();

	await takeAway();
	await page.locator('#text').pressSequentially('iets anders');
	await page.getByText('Kaartje 1-1 is weggehaald').waitFor({ state: 'detached' });
	await page.reload();
	await page.getByText('1 weggehaald kaartje').click();
	await page.getByRole('button', { name: 'Zet terug 1-1' }).press('Enter');
	await cardOn(page, 'Meer bomen').getByText('bewaard').waitFor();
	await page.getByText('1 weggehaald kaartje').waitFor({ state: 'detached' });
	await control.sees('card', ({ number, withdrawn }) => number === '1-1' && !withdrawn);
});

test('a card in another language bears it, and its translation', async ({ hall, visit }) => {
	const control = await openRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	await page.getByLabel('Andere taal').selectOption({ label: 'العربية' });
	const field = page.locator('#text');
	await field.pressSequentially('مقاعد أكثر');
	expect(
		await field.evaluate((one: HTMLElement) => [one.lang, getComputedStyle(one).direction]),
	).toEqual(['ar', 'rtl']);
	await page.getByLabel('Vertaling aan tafel').fill('Meer bankjes');
	await page.keyboard.press('Control+Enter');
	const row = cardOn(page, 'مقاعد أكثر');
	await row.getByText('Meer bankjes').waitFor();
	await row.getByText('bewaard').waitFor();
	const { language, translation } = await control.sees('card');
	expect([language, translation]).toEqual(['ar', 'Meer bankjes']);
	// The next is Dutch again, and Arabic one tap away.
	expect(await field.getAttribute('lang')).toBe('nl');
	await page.getByLabel('العربية').check();
	expect(await field.getAttribute('lang')).toBe('ar');
});

/** Two devices of one table, and one card that both have. */
async function twoDevices(hall: Hall, visit: Visitors['visit']) {
	const control = await openRound(hall);
	const client = await hall.at('table/1');
	await addCard(client, 1, 'Meer bomen');
	const pages: { page: Page; line: Line }[] = [];
	for (let i = 0; i < 2; i++) {
		const { page } = await visit({ seat: 'table/1', serverMayDie: true });
		const line = await holdLine(page);
		await page.reload();
		await cardOn(page, 'Meer bomen').getByText('bewaard').waitFor();
		pages.push({ page, line });
	}
	const [one, other] = pages;
	if (!one || !other) {
		throw new Error('two devices');
	}
	return { control, one, other };
}

test.for([
	{ first: 'the one without a line', late: 1 },
	{ first: 'the one with a line', late: 0 },
])(
	'two devices change one card, healed in both orders: first $first',
	async ({ late }, { hall, visit }) => {
		const { control, one, other } = await twoDevices(hall, visit);
		one.line.cut();
		await one.page.getByText('Geen verbinding').waitFor();
		await retype(one.page, '1-1', 'Meer lindes');
		await cardOn(one.page, 'Meer lindes').getByText('op deze tablet').waitFor();
		// The other's change leaves at once, or waits until the first one has gone.
		if (late === 1) {
			other.line.cut();
			await other.page.getByText('Geen verbinding').waitFor();
		}
		await retype(other.page, '1-1', 'Meer eiken');
		if (late === 1) {
			one.line.heal();
			await control.sees('card', ({ text }) => text === 'Meer lindes');
			other.line.heal();
		} else {
			await control.sees('card', ({ text }) => text === 'Meer eiken');
			one.line.heal();
		}
		const [stands, beside] = late === 1 ? ['lindes', 'eiken'] : ['eiken', 'lindes'];
		for (const { page } of [one, other]) {
			await page.getByText('Van dit kaartje zijn er twee teksten').waitFor({ timeout: 30_000 });
			const texts = page.locator('.variants .words');
			await soon(() => texts.allTextContents()).toEqual([`Meer ${stands}`, `Meer ${beside}`]);
		}
		await one.page.getByRole('button', { name: 'Deze blijft' }).nth(1).press('Enter');
		for (const { page } of [one, other]) {
			await page.getByText('Van dit kaartje').waitFor({ state: 'detached' });
			await cardOn(page, `Meer ${beside}`).getByText('bewaard', { exact: true }).waitFor();
		}
		const card = await control.sees('card', ({ text }) => text === `Meer ${beside}`);
		expect(card.variants ?? []).toEqual([]);
		expect(card.earlier?.map(({ text }) => text)).toContain(`Meer ${stands}`);
	},
);

test('without a line the choice waits, calmly', async ({ hall, visit }) => {
	const { one } = await twoDevices(hall, visit);
	const client = await hall.at('table/1');
	const { id } = await client.sees('card');
	const kind = 'idea' as const;
	const was = { kind, text: 'Meer bomen' };
	await client.do({ cmd: 'card.edit', id, kind, text: 'Meer eiken', was });
	await client.do({ cmd: 'card.edit', id, kind, text: 'Meer lindes', was });
	await one.page.getByText('Van dit kaartje zijn er twee teksten').waitFor();
	one.line.cut();
	await one.page.getByText('Kiezen kan zodra er weer verbinding is').waitFor();
	const keep = one.page.getByRole('button', { name: 'Deze blijft' }).first();
	expect(await keep.getAttribute('aria-disabled')).toBe('true');
	one.line.heal();
	await one.page
		.getByText('Ze zijn op twee apparaten tegelijk getypt')
		.waitFor({ timeout: 30_000 });
});

test('after a round one more card can be put down for it', async ({ hall, visit }) => {
	const control = await openRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	await page.locator('#text').waitFor();
	const from = control.has.all('summit')[0]?.step ?? '';
	await control.do({ cmd: 'programme.go', from, to: stepsOf(control, 'break')[0]?.id ?? '' });
	await page.getByRole('button', { name: 'Nog een kaartje bij Ronde 1' }).press('Enter');
	await page.locator('#text').pressSequentially('Een nakomer');
	await page.keyboard.press('Control+Enter');
	expect((await control.sees('card')).late).toBe(true);
	// The table signs for it before anything else.
	await page.getByRole('button', { name: 'Klopt' }).press('Enter');
	await cardOn(page, 'Een nakomer').getByText('na de ronde').waitFor();
});
