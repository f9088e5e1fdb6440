// The server dies with pages open, and comes back.
import { join } from 'node:path';
import { expect, type Page, soon, test } from '../lib/browser.js';
import type { Hall } from '../lib/hall.js';
import { exportRecord } from '../lib/program.js';
import {
	bringToStage,
	cardOn,
	cardsOf,
	cardsOn,
	openRound,
	showScene,
	turnTo,
	typeCard,
} from './day.js';

async function kill(hall: Hall): Promise<void> {
	hall.server.kill('SIGKILL');
	await hall.server.ended;
}

/** The same server again, where the pages look for it. */
function revive(hall: Hall) {
	return hall.serve({ listen: new URL(hall.url).host });
}

test('a tablet goes on without the server, and sends each card once when it is back', async ({
	hall,
	visit,
}) => {
	await openRound(hall);
	const { page } = await visit({ seat: 'table/1', serverMayDie: true });
	await typeCard(page, 'Voor de stroom uitviel');
	await cardOn(page, 'Voor de stroom uitviel').getByText('bewaard').waitFor();

	await kill(hall);
	const offline = ['Terwijl alles stil lag', 'Nog een, zonder haast', 'En een derde'];
	for (const text of offline) {
		await typeCard(page, text);
		await cardOn(page, text).getByText('op deze tablet').waitFor();
	}
	await page.getByText('Geen verbinding. U kunt gewoon doortypen').waitFor();
	await page.getByText('3 kaartjes wachten op deze tablet').waitFor();
	await page.locator('#text').pressSequentially('En dit staat er nog');

	await revive(hall);
	const texts = ['Voor de stroom uitviel', ...offline];
	const wanted = texts.map((text, i) => ({ number: `1-${i + 1}`, text }));
	await soon(() => cardsOn(page), 30_000).toEqual(
		wanted.map((card) => ({ ...card, where: 'bewaard' })),
	);
	await page.getByText('Geen verbinding').waitFor({ state: 'detached' });
	expect(await page.locator('#text').inputValue()).toBe('En dit staat er nog');
	expect(cardsOf(await exportRecord(hall.db, join(hall.dir, 'record')))).toEqual(wanted);
});

/** All that can be read on a stage but the time. */
function readable(stage: Page): Promise<string> {
	return stage.evaluate(() => {
		const sheet = document.querySelector('.sheet:not(.measure):not([inert])');
		return sheet?.textContent ?? '';
	});
}

test('a stage keeps its scene while the server is away, and goes on by itself', async ({
	hall,
	visit,
}) => {
	const control = await openRound(hall);
	await showScene(control, 1, 'live');
	await bringToStage(hall, 1, 'Een speelplek');
	const device = await visit({ seat: 'stage/1', ownClock: true, serverMayDie: true });
	const { page: stage } = device;
	await turnTo(stage, 'Een speelplek');
	const scene = await readable(stage);

	await kill(hall);
	await soon(() => device.unreachable).toBeGreaterThan(1);
	expect(await readable(stage)).toBe(scene);

	await revive(hall);
	await bringToStage(hall, 2, 'Een waterpomp');
	await turnTo(stage, 'Een waterpomp');
});

test('a stage that is loaded anew shows its scene at once', async ({ hall, visit }) => {
	const control = await openRound(hall);
	await showScene(control, 2, 'pause');
	const { page: stage } = await visit({ seat: 'stage/2' });
	await stage.locator('.scene.pause').waitFor();
	await stage.reload();
	await stage.locator('.scene.pause').waitFor({ timeout: 2000 });
	expect(await stage.locator('.scene.no-key').count()).toBe(0);
});
