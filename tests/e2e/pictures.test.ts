// The pictures of docs/, taken from the running program. Only when asked:
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
import { planIn, readCards, stepTitled, story, type Told, table } from './handbook.js';
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

/** A piece of a page: what is in these parts of it, and a little around. */
async function cut(page: Page, name: string, parts: Locator[]): Promise<void> {
	await untilAtRest(page);
	await page.evaluate(() => scrollTo(0, 0));
	const boxes = await Promise.all(parts.map((part) => part.boundingBox()));
	const sides = boxes.map((box) => box ?? expect.fail(`${name}: a part cannot be seen`));
	const [left, above] = [Math.min(...sides.map((b) => b.x)), Math.min(...sides.map((b) => b.y))];
	const right = Math.max(...sides.map((b) => b.x + b.width));
	const below = Math.max(...sides.map((b) => b.y + b.height));
	const margin = 14;
	const picture = await page.screenshot({
		fullPage: true,
		animations: 'disabled',
		caret: 'initial',
		clip: {
			x: Math.max(0, left - margin),
			y: Math.max(0, above - margin),
			width: right - left + 2 * margin,
			height: below - above + 2 * margin,
		},
	});
	writeFileSync(join(top, 'docs/handbook/pictures', name), await withPalette(page, picture));
}

/** Joins with the code on the table; gives the page when the table is confirmed. */
async function joinTable(hall: Hall, visit: Visitors['visit'], told: Told): Promise<Page> {
	const { page } = await visit({
		seat: `table/${table}`,
		withoutKey: true,
		serverMayDie: true,
		language: told,
		size: { width: 520, height: 800 },
		scale: 1.5,
	});
	await page.locator('#code').fill(hall.seat(`table/${table}`).code);
	await page.keyboard.press('Enter');
	await page.locator('.place').waitFor();
	await cut(page, `join.${told}.png`, [page.locator('.asks'), page.locator('.choices')]);
	await page.getByRole('button', { name: texts[told].table.confirmYes }).click();
	return page;
}

async function typeRound(hall: Hall, page: Page, told: Told): Promise<void> {
	const { cards, typing } = story[told];
	for (const [at, text] of cards.entries()) {
		if (at === 2) {
			await page.getByLabel(texts[told].shared.kinds.concern).check();
		}
		await typeCard(page, text);
		await cardOn(page, text).getByText(texts[told].table.where.kept).waitFor();
	}
	await readCards(hall, told);
	await cardOn(page, cards[0]).getByText(texts[told].table.where.stage).waitFor();
	await page.getByLabel(texts[told].shared.kinds.idea, { exact: true }).check();
	await page.locator('#text').pressSequentially(typing);
	await cut(page, `write.${told}.png`, [page.locator('main.write')]);
	await cut(page, `cards.${told}.png`, [page.locator('section.cards')]);
}

async function losesServer(hall: Hall, page: Page, told: Told): Promise<void> {
	hall.server.kill('SIGKILL');
	await hall.server.ended;
	await page.keyboard.press('Control+Enter');
	const line = page.locator('.lines .away');
	await line.waitFor();
	await cut(page, `away.${told}.png`, [line]);
}

test.skipIf(!asked).each(['nl', 'en'] as const)(
	'pictures of the handbook, in %s',
	{ timeout: 90_000 },
	(told) =>
		withSummit(planIn(told), async (hall, visit) => {
			const { rounds } = story[told];
			const control = await hall.at('control/1');
			await goTo(control, stepTitled(control, rounds[0]));
			const page = await joinTable(hall, visit, told);
			await typeRound(hall, page, told);
			await losesServer(hall, page, told);
		}),
);
