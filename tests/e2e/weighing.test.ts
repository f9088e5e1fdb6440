// Ideas come back to the tables: points are divided by tapping, kept like a card, and counted in the end.
import { randomUUID } from 'node:crypto';
import { expect, type Page, soon, test } from '../lib/browser.js';
import { goTo } from '../lib/hall.js';
import { openWeighing, stepsOf } from './day.js';

const row = (page: Page, title: string) => page.locator('.to-weigh li').filter({ hasText: title });
const add = (page: Page, title: string) =>
	page.getByRole('button', { name: `Punt erbij voor ${title}` });
/** What stands beside each idea. */
async function points(page: Page): Promise<Record<string, string>> {
	const rows = await page
		.locator('.to-weigh li')
		.evaluateAll((all) =>
			all.map((one) => [
				one.querySelector('.idea-title')?.textContent,
				one.querySelector('.count')?.textContent,
			]),
		);
	return Object.fromEntries(rows);
}
async function order(page: Page): Promise<string[]> {
	await page.locator('.to-weigh li').first().waitFor();
	return page.locator('.to-weigh .idea-title').allTextContents();
}

test('points are given and taken by tapping, and are counted once it is closed', async ({
	hall,
	visit,
}) => {
	const { control, id, idea } = await openWeighing(hall);
	const { page } = await visit({ seat: 'table/1' });
	await page.getByText('Nog 5 punten te verdelen').waitFor();
	for (const title of ['Bomen', 'Bomen', 'Bankjes']) {
		await add(page, title).press('Enter');
	}
	await page.getByRole('button', { name: 'Punt eraf voor Bankjes' }).press('Space');
	await page.getByText('Nog 3 punten te verdelen').first().waitFor();
	await page.getByText('Bewaard. U kunt veranderen tot de weging sluit').waitFor();
	await soon(() => points(page)).toMatchObject({ Bomen: '2', Bankjes: '0' });
	await control.sees('weighing', ({ ballots }) => ballots === 1);
	expect(control.has.all('weighing')[0]?.outcome).toBeUndefined();

	await control.do({ cmd: 'weighing.close', id });
	await page.getByRole('heading', { name: 'De weging is gesloten' }).waitFor();
	expect(await page.locator('.given li').allTextContents()).toEqual(['Bomen2']);
	await control.sees('weighing', ({ outcome }) => outcome?.[0]?.idea === idea('Bomen'));
	await control.do({ cmd: 'weighing.show', id });
	await page.getByRole('heading', { name: 'De uitslag' }).waitFor();
	const first = page.locator('.outcome li').first();
	await soon(() => first.textContent()).toMatch(/^2.*Bomen.*1 tafel.*uw tafel: 2$/);
});

test('no more points are given than there are', async ({ hall, visit }) => {
	await openWeighing(hall);
	const { page } = await visit({ seat: 'table/1' });
	for (let i = 0; i < 7; i++) {
		await add(page, 'Bomen').press('Enter');
	}
	await page.getByText('Alle punten zijn verdeeld').first().waitFor();
	await soon(() => points(page)).toMatchObject({ Bomen: '5' });
	expect(await add(page, 'Een pomp').getAttribute('aria-disabled')).toBe('true');
});

test('each table has an order of its own, the same on its devices', async ({ hall, visit }) => {
	await openWeighing(hall);
	const [{ page: one }, { page: again }] = [
		await visit({ seat: 'table/1' }),
		await visit({ seat: 'table/1' }),
	];
	expect(await order(again)).toEqual(await order(one));
	const others: string[][] = [];
	for (const table of [2, 3, 4]) {
		const { page } = await visit({ seat: `table/${table}` });
		others.push(await order(page));
	}
	expect(others.every((other) => other.join() === others[0]?.join())).toBe(false);
});

test('points given without a server outlive a reload, and go when it is back', async ({
	hall,
	visit,
}) => {
	const { idea } = await openWeighing(hall);
	const { page } = await visit({ seat: 'table/1', serverMayDie: true });
	await page.getByText('Nog 5 punten te verdelen').waitFor();
	hall.server.kill('SIGKILL');
	await hall.server.ended;
	await add(page, 'Een pomp').click();
	await add(page, 'Een pomp').click();
	await page.getByText('Bewaard op deze tablet').waitFor();
	await hall.serve({ listen: new URL(hall.url).host });
	await page.reload();
	await page.getByText('Nog 3 punten te verdelen').first().waitFor();
	const table = await hall.at('table/1');
	const ballot = await table.sees('ballot');
	expect(ballot.shares).toEqual([{ idea: idea('Een pomp'), points: 2 }]);
	await page.getByText('Bewaard. U kunt veranderen').waitFor();
});

test('two devices that divided otherwise see both, and one stays', async ({ hall, visit }) => {
	const { id, idea } = await openWeighing(hall);
	const { page } = await visit({ seat: 'table/1', serverMayDie: true });
	await page.getByText('Nog 5 punten te verdelen').waitFor();
	const other = await hall.at('table/1');
	const shares = [{ idea: idea('Bankjes'), points: 5 }];
	await add(page, 'Bomen').click();
	// The page has not said yet what it has.
	await other.do({ cmd: 'ballot.cast', id: randomUUID(), weighing: id, was: [], shares });
	await page.getByText('Welke verdeling blijft?').waitFor();
	expect(await page.locator('.choices .given').allTextContents()).toEqual(['Bankjes5', 'Bomen1']);
	await page
		.locator('.choices li')
		.filter({ hasText: 'Van deze tablet' })
		.getByRole('button')
		.press('Enter');
	await soon(() => points(page)).toMatchObject({ Bomen: '1', Bankjes: '0' });
	await other.sees('ballot', (ballot) => ballot.shares?.[0]?.idea === idea('Bomen'));
});

test('a weighing in the middle of a round is offered, and does not take its place', async ({
	hall,
	visit,
}) => {
	const { control } = await openWeighing(hall);
	await goTo(control, stepsOf(control, 'round')[1]?.id ?? '');
	const { page } = await visit({ seat: 'table/1' });
	await page.locator('#text').pressSequentially('Een half idee');
	await page.getByRole('button', { name: 'Verdeel de punten' }).press('Enter');
	await row(page, 'Bomen').waitFor();
	await page.getByRole('button', { name: 'Terug' }).press('Enter');
	await soon(() => page.locator('#text').inputValue()).toBe('Een half idee');
});
