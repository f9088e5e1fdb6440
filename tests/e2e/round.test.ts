// Around a round: messages of the control room, help, and the table's word that its result is right.
import { randomUUID } from 'node:crypto';
import { expect, type Page, soon, test } from '../lib/browser.js';
import type { Client } from '../lib/client.js';
import { addCard, goTo, type Hall } from '../lib/hall.js';
import { cardOn, openRound, stepsOf, typeCard } from './day.js';

async function say(control: Client, text: string): Promise<string> {
	const id = randomUUID();
	await control.do({ cmd: 'notice.send', id, text });
	return id;
}

const tableOf = (client: Client, number: number) =>
	client.has.all('table').find((one) => one.number === number)?.id;

test('a message comes in without taking the focus, is confirmed, and can be found again', async ({
	hall,
	visit,
}) => {
	const control = await openRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	const field = page.locator('#text');
	await field.pressSequentially('Een half');
	await say(control, 'De lunch begint om half één');
	await page.getByText('De lunch begint om half één').waitFor();
	await page.keyboard.type(' idee');
	expect(await field.inputValue()).toBe('Een half idee');

	await page.getByRole('button', { name: 'Gezien' }).press('Enter');
	const receipt = await control.sees('receipt');
	expect(receipt.table).toBe(tableOf(control, 1));
	await page.getByText('De lunch begint om half één').waitFor({ state: 'hidden' });
	await page.getByText('1 eerder bericht').press('Enter');
	await page.getByText('De lunch begint om half één').waitFor();
});

test('of several messages one stands there at a time; what is taken back goes', async ({
	hall,
	visit,
}) => {
	const control = await openRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	await say(control, 'Het eerste');
	const second = await say(control, 'Het tweede');
	await page.getByText('Er is nog 1 bericht').waitFor();
	expect(await page.getByText('Het tweede').count()).toBe(0);
	await page.getByRole('button', { name: 'Gezien' }).press('Enter');
	await page.getByText('Het tweede').waitFor();
	await control.do({ cmd: 'notice.end', id: second });
	await page.getByText('Het tweede').waitFor({ state: 'detached' });
	expect(await page.getByRole('button', { name: 'Gezien' }).count()).toBe(0);
});

test('a message that one device has seen is gone from the other', async ({ hall, visit }) => {
	const control = await openRound(hall);
	const [{ page: one }, { page: other }] = [
		await visit({ seat: 'table/1' }),
		await visit({ seat: 'table/1' }),
	];
	await say(control, 'De bus rijdt vandaag niet');
	for (const page of [one, other]) {
		await page.getByText('De bus rijdt vandaag niet').waitFor();
	}
	await one.getByRole('button', { name: 'Gezien' }).click();
	await other.getByText('De bus rijdt vandaag niet').waitFor({ state: 'hidden' });
});

async function askHelp(page: Page, what: string): Promise<void> {
	await page.getByRole('button', { name: 'Hulp', exact: true }).click();
	await page.getByRole('dialog').getByRole('button', { name: what }).click();
}

test('help is asked with two taps, and is told to be over when it came', async ({
	hall,
	visit,
}) => {
	const control = await openRound(hall);
	const { page } = await visit({ seat: 'table/3' });
	await askHelp(page, 'Iemand voelt zich niet goed');
	await page.getByText('Er komt iemand naar tafel 3').first().waitFor();
	const call = await control.sees('call');
	expect([call.kind, call.table]).toEqual(['care', tableOf(control, 3)]);

	await page.reload();
	await page.getByText('Er komt iemand naar tafel 3').first().waitFor();
	await control.do({ cmd: 'call.end', id: call.id });
	await page.getByText('Uw vraag om hulp is afgerond').waitFor();
	await page.getByRole('button', { name: 'Goed', exact: true }).click();
	await page.getByText('Uw vraag om hulp is afgerond').waitFor({ state: 'hidden' });
});

test('help that is not needed any more is taken back', async ({ hall, visit }) => {
	const control = await openRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	await askHelp(page, 'Vraag over het programma');
	await page.getByText('Er komt iemand naar tafel 1').first().waitFor();
	await page.getByRole('button', { name: 'Niet meer nodig' }).first().click();
	await control.sees('call', (call) => call.ended !== undefined);
	await soon(() => page.locator('.call').isHidden()).toBe(true);
	expect(await page.getByText('afgerond').count()).toBe(0);
});

test('help that is asked without a line goes when there is one', async ({ hall, visit }) => {
	await openRound(hall);
	const { page } = await visit({ seat: 'table/1', serverMayDie: true });
	await page.locator('#text').waitFor();
	hall.server.kill('SIGKILL');
	await hall.server.ended;
	await askHelp(page, 'Het gesprek loopt vast');
	await page.getByText('Steek intussen uw hand op').first().waitFor();
	await hall.serve({ listen: new URL(hall.url).host });
	await page.getByText('Er komt iemand naar tafel 1').first().waitFor({ timeout: 30_000 });
	const control = await hall.at('control/1');
	expect((await control.sees('call')).kind).toBe('talk');
});

/** A tablet that has put down two cards, at the end of the first round. */
async function endOfRound(hall: Hall, page: Page): Promise<Client> {
	const control = await openRound(hall);
	for (const text of ['Meer bomen', 'Een waterpomp']) {
		await page.locator('#text').waitFor();
		await typeCard(page, text);
		await cardOn(page, text).getByText('bewaard').waitFor();
	}
	await goTo(control, stepsOf(control, 'break')[0]?.id ?? '');
	await page.getByRole('heading', { name: 'Klopt dit?' }).waitFor();
	return control;
}

const aloud = (page: Page) => page.locator('.aloud .words').allTextContents();

test('at the end of a round a table hears its result and says that it is right', async ({
	hall,
	visit,
}) => {
	const { page } = await visit({ seat: 'table/1' });
	const control = await endOfRound(hall, page);
	expect(await aloud(page)).toEqual(['Meer bomen', 'Een waterpomp']);
	await page.getByRole('button', { name: 'Ja, het klopt' }).press('Enter');
	await page.getByText('Ronde 1: uw tafel heeft gezegd dat het klopt').waitFor();
	const signoff = await control.sees('signoff');
	expect(signoff.table).toBe(tableOf(control, 1));
	const last = Math.max(...control.has.all('card').map(({ version }) => version));
	expect(signoff.seen).toBeGreaterThanOrEqual(last);

	await page.reload();
	await page.getByText('uw tafel heeft gezegd dat het klopt').waitFor();
});

test('a card is corrected, or added, while the result is read', async ({ hall, visit }) => {
	const { page } = await visit({ seat: 'table/1' });
	const control = await endOfRound(hall, page);
	await page.getByRole('button', { name: 'Verander kaartje 1-2' }).press('Enter');
	await soon(() => page.locator('#text').inputValue()).toBe('Een waterpomp');
	await page.locator('#text').fill('Twee waterpompen');
	await page.keyboard.press('Control+Enter');
	await page.getByRole('heading', { name: 'Klopt dit?' }).waitFor();
	await soon(() => aloud(page)).toEqual(['Meer bomen', 'Twee waterpompen']);

	await page.getByRole('button', { name: 'Nog een kaartje bij Ronde 1' }).press('Enter');
	await page.locator('#text').fill('En een bankje');
	await page.keyboard.press('Control+Enter');
	await soon(() => aloud(page)).toEqual(['Meer bomen', 'Twee waterpompen', 'En een bankje']);
	await page.getByRole('button', { name: 'Ja, het klopt' }).press('Enter');
	await control.sees('signoff');
	// What was put down before it was said to be right asks nothing again.
	await page.getByText('uw tafel heeft gezegd dat het klopt').waitFor();
	await control.sees('card', ({ text }) => text === 'En een bankje');
	expect(await page.getByText('Klopt het nog?').count()).toBe(0);
});

test('a change after that asks again, quietly', async ({ hall, visit }) => {
	const { page } = await visit({ seat: 'table/1' });
	const control = await endOfRound(hall, page);
	await page.getByRole('button', { name: 'Ja, het klopt' }).click();
	await control.sees('signoff');
	await goTo(control, stepsOf(control, 'round')[1]?.id ?? '');
	await page.locator('#text').waitFor();
	await page.getByText('klopt').first().waitFor({ state: 'hidden' });

	const device = await hall.at('table/1');
	await addCard(device, 1, 'Nagekomen van de andere tablet');
	await page.getByText('Ronde 1: er is iets veranderd. Klopt het nog?').waitFor();
	expect(await page.locator('#text').count()).toBe(1);
	await page.getByRole('button', { name: 'Lees na' }).press('Enter');
	await page.getByRole('heading', { name: 'Klopt dit?' }).waitFor();
	expect(await aloud(page)).toContain('Nagekomen van de andere tablet');
	await page.getByRole('button', { name: 'Ja, het klopt' }).press('Enter');
	await page.getByRole('button', { name: 'Terug' }).press('Enter');
	await page.locator('#text').waitFor();
	await soon(() => page.getByText('Klopt het nog?').count()).toBe(0);
});

test('a table that put down nothing is asked nothing', async ({ hall, visit }) => {
	const control = await openRound(hall);
	const { page } = await visit({ seat: 'table/2' });
	await page.locator('#text').waitFor();
	await goTo(control, stepsOf(control, 'break')[0]?.id ?? '');
	await page.getByRole('heading', { name: 'Even geen kaartjes' }).waitFor();
	expect(await page.getByText('klopt').count()).toBe(0);
});

test('an observer sees all of it, and can do none of it', async ({ hall, visit }) => {
	const { page: tablet } = await visit({ seat: 'table/1' });
	const control = await endOfRound(hall, tablet);
	await say(control, 'Loop zo naar de foyer');
	const { page } = await visit({ seat: 'observer/1', page: 'table' });
	await page.getByRole('heading', { name: 'Klopt dit?' }).waitFor();
	await page.getByText('Loop zo naar de foyer').waitFor();
	expect(await aloud(page)).toEqual(['Meer bomen', 'Een waterpomp']);
	const buttons = page.locator('.sheet :is(button, textarea, input)');
	const named = await buttons.evaluateAll((all) => all.map((one) => one.textContent));
	// What chooses the language is all there is.
	expect(named).toEqual(['Nederlands', 'English', 'العربية', 'Türkçe']);
});
