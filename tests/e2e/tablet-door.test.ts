// How a tablet comes to a table, moves to another, and leaves one to another tablet.
import { expect, type Page, soon, test } from '../lib/browser.js';
import { cardOn, openRound, typeCard } from './day.js';
import { holdLine } from './line.js';

test('a link asks whether this is the table, once on each tablet', async ({ hall, visit }) => {
	await openRound(hall);
	const { page } = await visit({ seat: 'table/5', unconfirmed: true });
	await page.getByRole('heading', { name: 'Tafel 5 Serre' }).waitFor();
	await page.keyboard.press('Enter');
	await page.locator('#text').waitFor();
	await page.reload();
	await page.locator('#text').waitFor();
});

test('a tablet says where it was before it moves, and goes back when that was a mistake', async ({
	hall,
	visit,
}) => {
	await openRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	await page.locator('#text').pressSequentially('Half getypt aan tafel 1');
	await page.goto('about:blank');
	await page.goto(`${hall.url}/table#${hall.seat('table/2').token}`);
	await page.getByText('Deze tablet was bij tafel 1').waitFor();
	await page.getByRole('heading', { name: 'Tafel 2' }).waitFor();
	await page.getByRole('button', { name: 'Nee, terug naar tafel 1' }).press('Enter');
	await soon(() => page.locator('#text').inputValue()).toBe('Half getypt aan tafel 1');
	await page.reload();
	await page.getByText('Tafel 1').waitFor();
});

test('what waits for the table where it was goes there, over its own link', async ({
	hall,
	visit,
}) => {
	const control = await openRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	const line = await holdLine(page);
	await page.reload();
	line.deafTo('card.add');
	await typeCard(page, 'Van tafel 1');
	await cardOn(page, 'Van tafel 1').getByText('op deze tablet').waitFor();

	await page.goto('about:blank');
	await page.goto(`${hall.url}/table#${hall.seat('table/2').token}`);
	await page.getByText('Hier wacht nog 1 kaartje van tafel 1').waitFor();
	expect(control.has.all('card')).toEqual([]);
	line.deafTo();
	await page.getByRole('button', { name: 'Ja, naar tafel 2' }).press('Enter');
	await page.locator('#text').waitFor();
	expect((await control.sees('card')).number).toBe('1-1');
	await page.getByText('Hier wacht nog').waitFor({ state: 'detached' });
	await cardOn(page, 'Van tafel 1').waitFor({ state: 'detached' });
	await typeCard(page, 'Van tafel 2');
	expect((await control.sees('card', ({ text }) => text === 'Van tafel 2')).number).toBe('2-1');
});

test('two devices at one table see each other, and each other’s cards', async ({ hall, visit }) => {
	await openRound(hall);
	const { page: one } = await visit({ seat: 'table/1' });
	const two = await visit({ seat: 'table/1' });
	for (const page of [one, two.page]) {
		await page.getByText('2 apparaten').waitFor();
	}
	await typeCard(one, 'Van het ene apparaat');
	await cardOn(two.page, 'Van het ene apparaat').getByText('bewaard').waitFor();
	await two.page.close();
	await one.getByText('2 apparaten').waitFor({ state: 'detached' });
});

test('an observer sees the table and cannot type', async ({ hall, visit }) => {
	await openRound(hall);
	const { page: table } = await visit({ seat: 'table/1' });
	const { token } = hall.seat('observer/1');
	const { page } = await visit({ page: 'table' });
	await page.goto('about:blank');
	await page.goto(`${hall.url}/table#${token}`);
	await page.getByText('U kijkt mee met tafel 1').waitFor();
	await typeCard(table, 'Meer bomen');
	await cardOn(page, 'Meer bomen').getByText('bewaard').waitFor();
	await page.getByRole('heading', { name: 'Wat mist de buurt?' }).waitFor();
	expect(await page.locator('textarea, input, .card button').count()).toBe(0);
	// Two devices that type, not three: looking along counts for nothing.
	expect(await table.getByText('apparaten').count()).toBe(0);
});

test('a tablet whose link was replaced says so, and comes back with the new code', async ({
	hall,
	visit,
}) => {
	const control = await openRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	await page.locator('#text').pressSequentially('Nog niet vastgelegd');
	const { code } = await control.do({ cmd: 'seat.replace', seat: 'table/1' });
	await page.getByRole('heading', { name: 'Deze tablet hoort niet meer bij tafel 1' }).waitFor();
	await page.reload();
	await page.getByRole('heading', { name: 'Deze tablet hoort niet meer bij tafel 1' }).waitFor();
	await page.keyboard.type(code ?? '');
	await page.keyboard.press('Enter');
	await soon(() => page.locator('#text').inputValue()).toBe('Nog niet vastgelegd');
	await page.reload();
	await soon(() => page.locator('#text').inputValue()).toBe('Nog niet vastgelegd');
});

/** The installed app, with a camera in front of which the test holds codes; false: nobody allows it. */
async function installed(page: Page, camera: boolean): Promise<(code: string) => Promise<void>> {
	await page.addInitScript((allowed: boolean) => {
		const plain = window.matchMedia.bind(window);
		window.matchMedia = (query) => plain(query.includes('standalone') ? 'all' : query);
		navigator.mediaDevices.getUserMedia = async () => {
			if (!allowed) {
				throw new DOMException('nobody allowed it', 'NotAllowedError');
			}
			const canvas = document.createElement('canvas');
			const context = canvas.getContext('2d');
			setInterval(() => context?.fillRect(0, 0, 9, 9), 50);
			return canvas.captureStream();
		};
		class BarcodeDetector {
			detect = async () => {
				const { held } = window as { held?: string };
				return held === undefined ? [] : [{ rawValue: held }];
			};
		}
		Object.assign(window, { BarcodeDetector });
	}, camera);
	await page.reload();
	return (held) => page.evaluate((code) => void Object.assign(window, { held: code }), held);
}

test('the installed app scans the code of a table', async ({ hall, visit }) => {
	await openRound(hall);
	const { page } = await visit({ page: 'table' });
	const hold = await installed(page, true);
	await page.getByText('Typte u eerder kaartjes in de browser').waitFor();
	await page.getByRole('button', { name: 'Scan de QR-code' }).press('Enter');
	await page.getByText('Houd de QR-code van uw tafel voor de camera').waitFor();
	await hold('https://elders.example/menukaart');
	await page.getByText('Dit is niet de QR-code van een tafel').waitFor();
	await hold(`${hall.url}/table#${hall.seat('table/3').token}`);
	await page.getByRole('heading', { name: 'Tafel 3' }).waitFor();
	await page.keyboard.press('Enter');
	await page.locator('#text').waitFor();
});

test('without a camera the code is typed', async ({ hall, visit }) => {
	await openRound(hall);
	const { page } = await visit({ page: 'table' });
	await installed(page, false);
	await page.getByRole('button', { name: 'Scan de QR-code' }).press('Enter');
	await page.getByText('De camera doet het hier niet').waitFor();
	await page.getByLabel('Typ de code').fill(hall.seat('table/3').code);
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'Tafel 3' }).waitFor();
});
