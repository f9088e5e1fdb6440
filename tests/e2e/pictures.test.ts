// The pictures of docs/ and of the handbook, taken from the running program. Only when asked:
// BURGERTOP_PICTURES=1 npx vitest run e2e/pictures
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { en } from '../../web/src/shared/texts/en';
import { nl } from '../../web/src/shared/texts/nl';
import type { Page, Visitors } from '../lib/browser.js';
import { goTo, type Hall } from '../lib/hall.js';
import { withPalette } from '../lib/palette.js';
import { top } from '../lib/paths.js';
import { untilAtRest } from './access.js';
import { cardOn, sheetOn, showScene, stepsOf, turn, typeCard } from './day.js';
import {
	openWeighing,
	planIn,
	readCards,
	stepTitled,
	story,
	type Told,
	table,
} from './handbook.js';
import { rehearse, withSummit } from './rehearsal.js';

const asked = process.env.BURGERTOP_PICTURES === '1';
const folder = join(top, 'docs/pictures');
const texts = { nl, en };

async function take(page: Page, name: string): Promise<void> {
	mkdirSync(folder, { recursive: true });
	await untilAtRest(page);
	const picture = await withPalette(page, await page.screenshot());
	expect(picture.length).toBeLessThan(200_000);
	writeFileSync(join(folder, name), picture);
}

async function pictureOfTablet(visit: Visitors['visit']): Promise<void> {
	const { page } = await visit({ seat: 'table/12' });
	await page.locator('li.card').first().waitFor();
	await typeCard(page, 'Een bankje bij elke bushalte, zodat je even kunt uitrusten');
	await page.getByText('bewaard').first().waitFor();
	await page.locator('#text').pressSequentially('Laat scholen en verpleeghuizen samen koken');
	await take(page, 'tablet.png');
}

/** A page with as many ideas as there are on any. */
async function pictureOfStage(visit: Visitors['visit']): Promise<void> {
	const { page } = await visit({ seat: 'stage/1', ownClock: true });
	const rows = () => sheetOn(page).locator('.row.idea').count();
	await sheetOn(page).waitFor();
	let most = 0;
	for (let turns = 0; turns < 20; turns++) {
		most = Math.max(most, await rows());
		await turn(page);
	}
	while ((await rows()) < most) {
		await turn(page);
	}
	await take(page, 'stage.png');
}

test.skipIf(!asked)('pictures of a stage and a tablet', { timeout: 15 * 60_000 }, () =>
	withSummit('l750.json', async (hall, visit) => {
		await rehearse(hall, ['--tables', '40', '--cards', '400', '--speed', '240']);
		const control = await hall.at('control/1');
		await goTo(control, stepsOf(control, 'round')[2]?.id ?? '');
		await showScene(control, 1, 'live');
		await pictureOfTablet(visit);
		await pictureOfStage(visit);
	}),
);

/** A piece of a page: what is in these parts of it, and a little around; of a long one its beginning. */
async function cut(page: Page, name: string, parts: Locator[], tallest = 2000): Promise<void> {
	// A pointer that rests on a button would change how it looks.
	await page.mouse.move(0, 0);
	await untilAtRest(page);
	await page.evaluate(() => scrollTo(0, 0));
	const found = await Promise.all(parts.map((part) => part.boundingBox()));
	const boxes = found.map((box) => box ?? expect.fail(`${name}: a part cannot be seen`));
	const margin = 14;
	const sticks = name.startsWith('signoff') || name.startsWith('plan');
	const x = Math.max(0, Math.min(...boxes.map((box) => box.x)) - margin);
	const y = Math.max(0, Math.min(...boxes.map((box) => box.y)) - margin);
	const right = Math.max(...boxes.map((box) => box.x + box.width)) + margin;
	const end = Math.max(...boxes.map((box) => box.y + box.height));
	const sight = page.viewportSize()?.height ?? 0;
	const fullPage = end > sight;
	// Below what sticks to the end of the sight the work goes on.
	const below = sticks ? end : end + margin;
	const clip = { x, y, width: right - x, height: Math.min(tallest, below - y) };
	const picture = await page.screenshot({ fullPage, caret: 'initial', clip });
	writeFileSync(join(top, 'docs/handbook/pictures', name), await withPalette(page, picture));
}

/** Joins with the code on the table. */
async function joinTable(hall: Hall, visit: Visitors['visit'], told: Told): Promise<Page> {
	const seat = `table/${table}`;
	const { page } = await visit({
		seat,
		withoutKey: true,
		serverMayDie: true,
		language: told,
		size: { width: 520, height: 800 },
		scale: 1.5,
	});
	await page.locator('#code').fill(hall.seat(seat).code);
	await page.keyboard.press('Enter');
	await page.locator('.place').waitFor();
	await cut(page, `join.${told}.png`, [page.locator('.asks'), page.locator('.choices')]);
	await page.getByRole('button', { name: texts[told].table.confirmYes }).click();
	return page;
}

async function pictureCards(hall: Hall, page: Page, told: Told): Promise<void> {
	const { cards, typing } = story[told];
	const { shared, table: words } = texts[told];
	for (const [at, text] of cards.entries()) {
		if (at === 2) {
			await page.getByLabel(shared.kinds.concern).check();
		}
		await typeCard(page, text);
		await cardOn(page, text).getByText(words.where.kept).waitFor();
	}
	await readCards(hall, told);
	await cardOn(page, cards[0]).getByText(words.where.stage).waitFor();
	await page.locator('#text').pressSequentially(typing);
	await cut(page, `write.${told}.png`, [page.locator('main.write')]);
	await cut(page, `cards.${told}.png`, [page.locator('section.cards')], 420);
	await page.locator('#text').fill('');
}

async function pictureSignoff(page: Page, told: Told): Promise<void> {
	const { signoff } = texts[told].round;
	await page.getByRole('heading', { name: signoff.title }).waitFor();
	await cut(page, `signoff.${told}.png`, [
		page.locator('main.signoff h1'),
		page.locator('.answer'),
	]);
	await page.getByRole('button', { name: signoff.yes }).click();
}

async function pictureHelp(page: Page, told: Told): Promise<void> {
	const { help } = texts[told].round;
	await page.getByRole('button', { name: help.button }).click();
	const panel = page.locator('dialog.help');
	await panel.waitFor();
	const parts = [panel.getByRole('heading'), panel.locator('ul'), panel.locator('.plain')];
	await cut(page, `help.${told}.png`, parts);
	await page.getByRole('button', { name: help.never }).click();
}

async function picturePlan(page: Page, told: Told): Promise<void> {
	const { plan } = story[told];
	const fields = page.locator('main.plan :is(input, textarea)');
	for (const [at, text] of plan.entries()) {
		await fields.nth(at).fill(text);
	}
	await cut(page, `plan.${told}.png`, [page.locator('.question'), page.locator('.hand')]);
}

async function pictureWeighing(page: Page, told: Told): Promise<void> {
	const work = page.locator('main.weighing');
	await work.waitFor();
	for (const [at, points] of [4, 3, 1].entries()) {
		for (let given = 0; given < points; given++) {
			await work.locator('.to-weigh > li').nth(at).getByRole('button').last().click();
		}
	}
	await cut(page, `weighing.${told}.png`, [work]);
}

/** The server is gone, and a card waits. */
async function pictureAway(hall: Hall, page: Page, told: Told): Promise<void> {
	hall.server.kill('SIGKILL');
	await hall.server.ended;
	await typeCard(page, story[told].typing);
	const line = page.locator('.lines .away');
	await line.waitFor();
	await cut(page, `away.${told}.png`, [line]);
}

test.skipIf(!asked).each(['nl', 'en'] as const)(
	'pictures of the handbook, in %s',
	{ timeout: 5 * 60_000 },
	(told) =>
		withSummit(planIn(told), async (hall, visit) => {
			const { steps } = story[told];
			const control = await hall.at('control/1');
			const go = (title: string) => goTo(control, stepTitled(control, title));
			await go(steps.round);
			const page = await joinTable(hall, visit, told);
			await pictureCards(hall, page, told);
			// As low as a tablet on its side: what to do at the end stays in sight.
			await page.setViewportSize({ width: 560, height: 600 });
			await go(steps.rest);
			await pictureSignoff(page, told);
			await pictureHelp(page, told);
			await go(steps.plan);
			await picturePlan(page, told);
			await go(steps.weighing);
			await openWeighing(hall, told);
			await pictureWeighing(page, told);
			await go(steps.round);
			await page.locator('#text').waitFor();
			await pictureAway(hall, page, told);
		}),
);
