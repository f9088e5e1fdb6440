// The round on a tablet: it begins and ends by itself, and all clocks in the hall turn together.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, soon, test } from '../lib/browser.js';
import { goTo } from '../lib/hall.js';
import { plans } from '../lib/paths.js';
import { discard, scratch } from '../lib/program.js';
import { cardOn, openRound, stepsOf } from './day.js';
import { withSummit } from './rehearsal.js';

test('a round begins and ends by itself, and what is being typed stays', async ({
	hall,
	visit,
}) => {
	const { page } = await visit({ seat: 'table/1' });
	await page.getByRole('heading', { name: 'Fijn dat u er bent' }).waitFor();
	const control = await openRound(hall);
	await page.getByRole('heading', { name: 'Wat mist de buurt?' }).waitFor();
	expect(await page.locator('#text').evaluate((one) => one === document.activeElement)).toBe(true);
	await page.keyboard.insertText('Nog net');
	await goTo(control, stepsOf(control, 'break')[0]?.id ?? '');
	await page.getByText('Ronde 1 is voorbij. Leg dit kaartje nog vast').waitFor();
	await page.keyboard.insertText(' dit');
	await page.keyboard.press('Control+Enter');
	await page.getByRole('button', { name: 'Klopt' }).press('Enter');
	await cardOn(page, 'Nog net dit').getByText('na de ronde').waitFor();
	await page.getByRole('heading', { name: 'Even geen kaartjes' }).waitFor();
	await goTo(control, stepsOf(control, 'round')[1]?.id ?? '');
	await page.getByRole('heading', { name: 'Wat doen we als eerste?' }).waitFor();
});

/** A summit whose rounds are so short. */
function planOf(minutes: number): { plan: string; remove: () => void } {
	const dir = scratch();
	const made = JSON.parse(readFileSync(join(plans, 'small.json'), 'utf8'));
	for (const step of made.programme) {
		step.minutes = minutes;
	}
	const plan = join(dir, 'plan.json');
	writeFileSync(plan, JSON.stringify(made));
	return { plan, remove: () => discard(dir) };
}

test.for([
	{ minutes: 5, phase: 'five', words: 'laatste vijf minuten' },
	{ minutes: 1, phase: 'one', words: 'laatste minuut' },
])('says so when $minutes minutes are left', async ({ minutes, phase, words }) => {
	const { plan, remove } = planOf(minutes);
	await withSummit(plan, async (hall, visit) => {
		await openRound(hall);
		const { page } = await visit({ seat: 'table/1' });
		await page.locator(`.clock[data-phase=${phase}]`).waitFor();
		await page.locator('.clock .phase').getByText(words).waitFor();
		await page.locator('.clock [role=status]').getByText(words).waitFor();
		await page.locator('#text').pressSequentially('Wie typt, typt door');
	});
	remove();
});

/** When this page's clock turned, by the one clock of this machine, and what it then said. */
async function turns(page: Page): Promise<Map<string, number>> {
	await page.evaluate(() => {
		const said: [string, number][] = [];
		const time = document.querySelector('.clock .time');
		new MutationObserver(() => said.push([time?.textContent ?? '', Date.now()])).observe(
			time as Node,
			{ subtree: true, characterData: true, childList: true },
		);
		Object.assign(globalThis, { said });
	});
	const look = () =>
		page.evaluate(() => (globalThis as unknown as { said: [string, number][] }).said);
	await soon(async () => (await look()).length).toBeGreaterThan(4);
	return new Map(await look());
}

test('all clocks in the hall turn within half a second', async ({ hall, visit }) => {
	await openRound(hall);
	const pages: Page[] = [];
	for (const seat of ['table/1', 'table/2', 'table/3']) {
		pages.push((await visit({ seat })).page);
	}
	const [first = new Map(), ...others] = await Promise.all(pages.map(turns));
	const apart = others.flatMap((other) =>
		[...other].flatMap(([said, at]) => {
			const seen = first.get(said);
			return seen === undefined ? [] : Math.abs(at - seen);
		}),
	);
	expect(apart.length).toBeGreaterThan(3);
	expect(Math.max(...apart)).toBeLessThan(500);
});
