// The pages of those who work, for everybody: axe finds nothing, and the keyboard reaches all.
import { expect, type Page, test, type Visitors } from '../lib/browser.js';
import { goTo, type Hall } from '../lib/hall.js';
import { expectKeyboard, violations } from './access.js';
import { cardOn, fill, openRound, stepsOf, typeCard } from './day.js';

test('a tablet before, in and between rounds', async ({ hall, visit }) => {
	const { page } = await visit({ seat: 'table/1' });
	await page.getByRole('heading', { name: 'Fijn dat u er bent' }).waitFor();
	expect(await violations(page)).toEqual([]);

	const control = await openRound(hall);
	await typeCard(page, 'Meer bomen');
	await cardOn(page, 'Meer bomen').getByText('bewaard').waitFor();
	await page.locator('#text').fill('Een tekst die er nog staat');
	expect(await violations(page)).toEqual([]);
	await expectKeyboard(page);

	await page.locator('#text').fill('');
	await goTo(control, stepsOf(control, 'break')[0]?.id ?? '');
	await page.getByRole('button', { name: 'Klopt' }).press('Enter');
	await page.getByRole('heading', { name: 'Even geen kaartjes' }).waitFor();
	expect(await violations(page)).toEqual([]);
});

test('a tablet with a card that was refused', async ({ hall, visit }) => {
	await openRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	const answer = await refuseNext(page);
	await typeCard(page, 'Dit wordt geweigerd');
	await page.locator('#text').fill('De volgende kaart');
	await answer();
	await cardOn(page, 'Dit wordt geweigerd').getByText('niet verstuurd').waitFor();
	expect(await violations(page)).toEqual([]);
	await expectKeyboard(page);
});

test('a desk at work', async ({ hall, visit }) => {
	const { page } = await busyDesk(hall, visit);
	expect(await violations(page)).toEqual([]);
	await expectKeyboard(page);
});

test('a desk where a title is typed', async ({ hall, visit }) => {
	const { page } = await busyDesk(hall, visit);
	await page.keyboard.press('n');
	await page.locator('#title-field').fill('x'.repeat(130));
	await page.getByText('10 tekens te lang').waitFor();
	expect(await violations(page)).toEqual([]);
});

test('control', async ({ hall, visit }) => {
	const client = await openRound(hall);
	await fill(hall, client);
	const { page } = await visit({ seat: 'control/1' });
	await page.getByRole('heading', { name: 'Tafels in ronde 1' }).waitFor();
	expect(await violations(page)).toEqual([]);
	await expectKeyboard(page);

	await page.getByRole('button', { name: 'Terug naar Welkom' }).press('Enter');
	await page.getByRole('button', { name: 'Toch niet' }).waitFor();
	expect(await violations(page)).toEqual([]);
});

async function busyDesk(hall: Hall, visit: Visitors['visit']) {
	await fill(hall, await openRound(hall));
	const device = await visit({ seat: 'desk/1' });
	await device.page.locator('.big-number').waitFor();
	await device.page.keyboard.press('Shift+Digit1');
	await device.page.locator('.detail').waitFor();
	return device;
}

/** The server's answer to the next card is a no, when the test says so. */
async function refuseNext(page: Page): Promise<() => Promise<void>> {
	let asked: (answer: () => void) => void = () => {};
	const answer = new Promise<() => void>((resolve) => {
		asked = resolve;
	});
	await page.routeWebSocket(/\/ws$/, (socket) => {
		const server = socket.connectToServer();
		socket.onMessage((message) => {
			const { cmd, op } = JSON.parse(message.toString());
			if (cmd !== 'card.add') {
				server.send(message);
				return;
			}
			const no = { t: 'nack', op, code: 'text_too_long', message: 'as a test', retry: false };
			asked(() => socket.send(JSON.stringify(no)));
		});
	});
	await page.reload();
	await page.locator('#text').waitFor();
	return async () => (await answer)();
}
