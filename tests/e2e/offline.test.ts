// The tablet without its server: it opens, keeps what was typed, and goes on when the server is back.
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { describe } from 'vitest';
import { expect, type Page, soon, test, type VisitOptions } from '../lib/browser.js';
import type { Hall } from '../lib/hall.js';
import { pages } from '../lib/paths.js';
import { exportRecord } from '../lib/program.js';
import { cardOn, cardsOf, cardsOn, openRound, stepsOf, typeCard } from './day.js';

const options: VisitOptions = { seat: 'table/1', serverMayDie: true };

/** All that the page needs is on the device. */
async function copied(page: Page): Promise<void> {
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}

async function kill(hall: Hall): Promise<void> {
	hall.server.kill('SIGKILL');
	await hall.server.ended;
}

function revive(hall: Hall, args: string[] = []) {
	return hall.serve({ listen: new URL(hall.url).host, args });
}

/** Ends the browser as an empty battery does: nobody is asked, nothing is tidied up. */
async function crash(context: BrowserContext, page: Page): Promise<void> {
	const ended = context.waitForEvent('close');
	const session = await context.newCDPSession(page);
	await session.send('Browser.crash').catch(() => {});
	await ended;
}

test('opens without the server after one visit, also when the browser was killed', async ({
	hall,
	visit,
}) => {
	await openRound(hall);
	const tablet = { ...options, disk: join(hall.dir, 'browser') };
	const { page, context } = await visit(tablet);
	await typeCard(page, 'Met de server erbij');
	await cardOn(page, 'Met de server erbij').getByText('bewaard').waitFor();
	await copied(page);
	await kill(hall);
	await typeCard(page, 'Zonder de server');
	await cardOn(page, 'Zonder de server').getByText('op deze tablet').waitFor();
	const draft = 'Een half idee over de brug';
	await page.locator('#text').pressSequentially(draft);
	await page.reload();
	await soon(() => page.locator('#text').inputValue()).toBe(draft);
	await page.locator('#text').press('End');
	await page.locator('#text').pressSequentially(' en de gracht');
	await kept(page, `${draft} en de gracht`);
	await crash(context, page);

	const { page: again } = await visit({ ...tablet, withoutKey: true });
	await soon(() => again.locator('#text').inputValue()).toBe(`${draft} en de gracht`);
	expect((await cardsOn(again)).map(({ text }) => text)).toEqual([
		'Met de server erbij',
		'Zonder de server',
	]);
	await revive(hall);
	const wanted = [
		{ number: '1-1', text: 'Met de server erbij' },
		{ number: '1-2', text: 'Zonder de server' },
	];
	await soon(() => cardsOn(again), 30_000).toEqual(
		wanted.map((card) => ({ ...card, where: 'bewaard' })),
	);
	expect(await again.locator('#text').inputValue()).toBe(`${draft} en de gracht`);
	expect(cardsOf(await exportRecord(hall.db, join(hall.dir, 'record')))).toEqual(wanted);
});

/** The draft stands in the device's store. */
async function kept(page: Page, text: string): Promise<void> {
	await soon(() =>
		page.evaluate(
			() =>
				new Promise<string>((resolve, reject) => {
					const opening = indexedDB.open('burgertop');
					opening.onerror = () => reject(opening.error);
					opening.onsuccess = () => {
						const all = opening.result.transaction('kept').objectStore('kept').getAll();
						all.onsuccess = () => {
							opening.result.close();
							resolve(JSON.stringify(all.result));
						};
					};
				}),
		),
	).toContain(text);
}

/** The built pages as a later build would leave them. */
function newerPages(hall: Hall): string {
	const dir = join(hall.dir, 'newer-pages');
	cpSync(pages, dir, { recursive: true });
	const html = join(dir, 'table/index.html');
	const worker = join(dir, 'table-worker.js');
	const hashOf = () => createHash('sha256').update(readFileSync(html)).digest('base64');
	const old = hashOf();
	writeFileSync(html, readFileSync(html, 'utf8').replace('<html', '<html data-edition="newer"'));
	const code = readFileSync(worker, 'utf8');
	const version = code.match(/\+"([^"]{16})"/)?.[1] ?? '';
	expect(version).not.toBe('');
	writeFileSync(worker, code.replace(old, hashOf()).replace(version, 'the newer one'));
	return dir;
}

const edition = (page: Page) => page.evaluate(() => document.documentElement.dataset.edition);
const waits = (page: Page) =>
	page.evaluate(async () => {
		const registration = await navigator.serviceWorker.getRegistration('/table');
		return registration?.waiting !== null;
	});

test('a newer page waits during the round, for the field and for hands, and then comes', async ({
	hall,
	visit,
}) => {
	const control = await openRound(hall);
	const { page } = await visit({ ...options, ownClock: true });
	await copied(page);
	await kill(hall);
	await revive(hall, ['--pages', newerPages(hall)]);
	await soon(() => waits(page), 30_000).toBe(true);
	await page.locator('#text').pressSequentially('Nog niet klaar');
	await page.clock.fastForward(60_000);
	expect([await edition(page), await waits(page)]).toEqual([undefined, true]);

	control.close();
	const back = await hall.at('control/1');
	const from = back.has.all('summit')[0]?.step ?? '';
	await back.do({ cmd: 'programme.go', from, to: stepsOf(back, 'break')[0]?.id ?? '' });
	await page.getByText('Ronde 1 is voorbij').waitFor();
	await page.clock.fastForward(60_000);
	expect([await edition(page), await waits(page)]).toEqual([undefined, true]);

	await page.keyboard.press('Control+Enter');
	// The list may be away: the table is asked to sign for its round.
	await cardOn(page, 'Nog niet klaar').getByText('na de ronde').waitFor({ state: 'attached' });
	expect([await edition(page), await waits(page)]).toEqual([undefined, true]);
	await page.clock.fastForward(21_000);
	await soon(() => edition(page).catch(() => undefined)).toBe('newer');
	await cardOn(page, 'Nog niet klaar').waitFor({ state: 'attached' });
	await kill(hall);
	await page.reload();
	expect(await edition(page)).toBe('newer');
});

test('of two tabs that both typed without a server, each card is sent once', async ({
	hall,
	visit,
}) => {
	await openRound(hall);
	const device = await visit(options);
	const [first, second] = [device.page, await device.open(`${hall.url}/table`)];
	await copied(first);
	let sent = 0;
	for (const tab of [first, second]) {
		tab.on('websocket', (socket) =>
			socket.on('framesent', ({ payload }) => {
				sent += payload.toString().includes('card.add') ? 1 : 0;
			}),
		);
	}
	await kill(hall);
	const texts = ['Eerste', 'Tweede', 'Derde', 'Vierde'];
	for (const [i, text] of texts.entries()) {
		const tab = i % 2 ? second : first;
		await typeCard(tab, text);
		await cardOn(tab, text).getByText('op deze tablet').waitFor();
	}
	await revive(hall);
	const wanted = texts.map((text, i) => ({ number: `1-${i + 1}`, text }));
	for (const tab of [first, second]) {
		await soon(() => cardsOn(tab), 30_000).toEqual(
			wanted.map((card) => ({ ...card, where: 'bewaard' })),
		);
	}
	expect(sent).toBe(texts.length);
	expect(cardsOf(await exportRecord(hall.db, join(hall.dir, 'record')))).toEqual(wanted);
});

/** A browser looks at its quota only now and then. */
async function typeUntil(page: Page, fits: () => Promise<boolean>): Promise<void> {
	await page.locator('#text').focus();
	await soon(async () => {
		await page.keyboard.type('x');
		return fits();
	}, 40_000).toBe(true);
}

test('a full store is told, and what it cannot keep is sent all the same', async ({
	hall,
	visit,
}) => {
	await openRound(hall);
	const { page, context } = await visit(options);
	await page.locator('#text').waitFor();
	await copied(page);
	const session = await context.newCDPSession(page);
	const origin = hall.url;
	await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
	const told = page.getByText('Deze tablet kan niets bewaren');
	await typeUntil(page, () => told.isVisible());
	const text = await page.locator('#text').inputValue();
	await page.keyboard.press('Control+Enter');
	await cardOn(page, text).getByText('bewaard').waitFor();
	expect(await told.isVisible()).toBe(true);

	await session.send('Storage.overrideQuotaForOrigin', { origin });
	await typeUntil(page, () => told.isHidden());
	await page.keyboard.press('Control+Enter');
	await soon(() => cardsOn(page)).toMatchObject([
		{ number: '1-1', text, where: 'bewaard' },
		{ number: '1-2', where: 'bewaard' },
	]);
});

test('can be installed', async ({ hall, visit }) => {
	const { page, context } = await visit(options);
	await copied(page);
	const session = await context.newCDPSession(page);
	const { errors } = await session.send('Page.getAppManifest');
	expect(errors).toEqual([]);
	const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
	// A browser without a window of its own cannot install anything.
	expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
	const worker = await fetch(`${hall.url}/table-worker.js`);
	expect(worker.headers.get('cache-control')).toBe('no-cache');
	expect(worker.headers.get('content-type')).toMatch('text/javascript');
});

describe('under a name, over plain http', () => {
	test.scoped({ insecureName: true });

	test('it works, and says what it cannot do', async ({ hall, visit }) => {
		await openRound(hall);
		const { page } = await visit(options);
		expect(await page.evaluate(() => isSecureContext)).toBe(false);
		await typeCard(page, 'Zonder slot op de deur');
		await cardOn(page, 'Zonder slot op de deur').getByText('bewaard').waitFor();
		await page.getByText('gaat deze pagina niet opnieuw open').waitFor();
		await page.getByText('kan vanzelf uitgaan').waitFor();
	});
});
