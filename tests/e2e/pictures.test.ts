// The pictures of docs/, taken from the running program. Only when asked:
// BURGERTOP_PICTURES=1 npx vitest run e2e/pictures
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Page, Visitors } from '../lib/browser.js';
import { goTo } from '../lib/hall.js';
import { top } from '../lib/paths.js';
import { untilAtRest } from './access.js';
import { sheetOn, showScene, stepsOf, turn, typeCard } from './day.js';
import { rehearse, withSummit } from './rehearsal.js';

const asked = process.env.BURGERTOP_PICTURES === '1';
const folder = join(top, 'docs/pictures');

async function take(page: Page, name: string): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const path = join(folder, name);
	await untilAtRest(page);
	await page.screenshot({ path });
	expect(statSync(path).size).toBeLessThan(200_000);
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
