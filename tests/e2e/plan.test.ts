// A round that asks for one worked-out plan: both devices write in it, and it is handed in as a card.
import { expect, type Page, soon, test } from '../lib/browser.js';
import type { Client } from '../lib/client.js';
import { goTo, type Hall, planStep, writePlan } from '../lib/hall.js';
import { violations } from './access.js';
import { stepsOf } from './day.js';

const title = (page: Page) => page.getByLabel('Titel van het plan');
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });

async function openPlanRound(hall: Hall): Promise<Client> {
	const control = await hall.at('control/1');
	await goTo(control, planStep(control).id);
	return control;
}
/** What the server has in the fields. */
const texts = (client: Client) => client.has.all('plan')[0]?.fields.map(({ text }) => text);

test('a plan is written, handed in as a card, changed and handed in again', async ({
	hall,
	visit,
}) => {
	const control = await openPlanRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	await title(page).pressSequentially('Bankjes');
	await page.keyboard.press('Enter');
	await page.keyboard.insertText('Om de honderd meter');
	await field(page, 'Wie').fill('De buurt');
	await page.getByRole('button', { name: 'Lever in' }).press('Enter');
	await page.getByText('Ingeleverd als kaartje 1-1').waitFor();
	const card = await control.sees('card');
	expect([card.number, card.kind]).toEqual(['1-1', 'plan']);
	for (const words of ['Bankjes', 'Om de honderd meter', 'De buurt']) {
		expect(card.text).toContain(words);
	}

	await field(page, 'Waarom').fill('Uitrusten');
	await page.getByText('U hebt daarna nog iets veranderd').waitFor();
	await page.getByRole('button', { name: 'Lever opnieuw in' }).press('Enter');
	await control.sees('card', ({ text }) => text.includes('Uitrusten'));
	expect(control.has.all('card')).toHaveLength(1);
	await page.getByText('U kunt het nog veranderen tot de ronde sluit').waitFor();
});

test('a plan without a title is not handed in, and says why', async ({ hall, visit }) => {
	const control = await openPlanRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	await field(page, 'Wat').fill('Iets zonder naam');
	await page.getByRole('button', { name: 'Lever in' }).click();
	await page.getByText('Geef het plan eerst een titel').waitFor();
	await soon(() => title(page).evaluate((one) => one === document.activeElement)).toBe(true);
	await control.sees('plan', ({ fields }) => fields[1]?.text === 'Iets zonder naam');
	expect(control.has.all('card')).toEqual([]);
});

test('two devices see each other’s words, and the field of one does not disturb the other', async ({
	hall,
	visit,
}) => {
	await openPlanRound(hall);
	const { page: one } = await visit({ seat: 'table/1' });
	const { page: other } = await visit({ seat: 'table/1' });
	await field(one, 'Waarom').pressSequentially('Omdat het kan');
	await title(other).fill('Bankjes');
	await soon(() => title(one).inputValue()).toBe('Bankjes');
	await soon(() => field(other, 'Waarom').inputValue()).toBe('Omdat het kan');
	await field(one, 'Waarom').pressSequentially(' en moet');
	await soon(() => field(other, 'Waarom').inputValue()).toBe('Omdat het kan en moet');
});

test('a text that the server refuses stays in its field, and can be sent again', async ({
	hall,
	visit,
}) => {
	const control = await openPlanRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	let spoil = true;
	await page.routeWebSocket(/./, (socket) => {
		const server = socket.connectToServer();
		socket.onMessage((message) => {
			// The plan under a name that something else has.
			const spoilt = spoil && typeof message === 'string' && message.includes('"plan.write"');
			const sent = spoilt ? { ...JSON.parse(message), id: planStep(control).id } : undefined;
			server.send(sent ? JSON.stringify(sent) : message);
		});
	});
	await page.reload();
	await field(page, 'Wat').fill('Bankjes');
	await title(page).focus();
	await page.getByText('Deze tekst is niet verstuurd').waitFor();
	expect(await field(page, 'Wat').inputValue()).toBe('Bankjes');
	expect(control.has.all('plan')).toEqual([]);
	expect(await violations(page)).toEqual([]);
	spoil = false;
	await page.getByRole('button', { name: 'Probeer het nog eens' }).press('Enter');
	await control.sees('plan', ({ fields }) => fields[1]?.text === 'Bankjes');
	await page.getByText('Deze tekst is niet verstuurd').waitFor({ state: 'hidden' });
	await soon(() => field(page, 'Wat').evaluate((one) => one === document.activeElement)).toBe(true);
});

test('two devices that wrote in one field choose, and no word is lost before', async ({
	hall,
	visit,
}) => {
	const control = await openPlanRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	const device = await hall.at('table/1');
	await field(page, 'Wat').pressSequentially('Van dit apparaat');
	await writePlan(device, 1, '', 'Van het andere');
	await page.getByText('Welke blijft?').waitFor();
	expect(await field(page, 'Wat').inputValue()).toBe('Van dit apparaat');
	await page
		.locator('.choices li')
		.filter({ hasText: 'Van dit apparaat' })
		.getByRole('button')
		.press('Enter');
	await control.sees('plan', ({ fields }) => fields[1]?.text === 'Van dit apparaat');
	await page.getByText('Welke blijft?').waitFor({ state: 'hidden' });
	await soon(() => field(page, 'Wat').inputValue()).toBe('Van dit apparaat');
});

test('a plan outlives the server and a reload, and goes when the server is back', async ({
	hall,
	visit,
}) => {
	const first = await openPlanRound(hall);
	const { page } = await visit({ seat: 'table/1', serverMayDie: true });
	await title(page).fill('Bankjes');
	await field(page, 'Wat').focus();
	await first.sees('plan');
	hall.server.kill('SIGKILL');
	await hall.server.ended;
	await field(page, 'Wat').pressSequentially('Overal waar het mooi is');
	await page.getByRole('button', { name: 'Lever in' }).click();
	await page.getByText('Ingeleverd op deze tablet').waitFor();
	await field(page, 'Wie').pressSequentially('Wij');

	await hall.serve({ listen: new URL(hall.url).host });
	await page.reload();
	await soon(() => field(page, 'Wie').inputValue()).toBe('Wij');
	const control = await hall.at('control/1');
	await control.sees('card', ({ text }) => text.includes('Overal waar het mooi is'));
	await control.sees('plan', ({ fields }) => fields[3]?.text === 'Wij');
	expect(texts(control)?.slice(0, 2)).toEqual(['Bankjes', 'Overal waar het mooi is']);
	expect(control.has.all('plan')).toHaveLength(1);
	expect(control.has.all('card')).toHaveLength(1);
});

test('what was being typed when the round ends is kept, and the plan can still be handed in', async ({
	hall,
	visit,
}) => {
	const control = await openPlanRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	await title(page).fill('Bankjes');
	await field(page, 'Wat').pressSequentially('Nog net');
	await goTo(control, stepsOf(control, 'presentation')[0]?.id ?? '');
	await control.sees('plan', ({ fields }) => fields[1]?.text === 'Nog net');
	await page.getByText('Dit plan is nog niet ingeleverd').waitFor();
	await page.getByRole('button', { name: 'Lever alsnog in' }).press('Enter');
	await control.sees('card', ({ late }) => late === true);
	await soon(() => page.locator('.aloud .words').allTextContents()).toHaveLength(1);
});
