// The pages for everybody: axe finds nothing, and the keyboard reaches all.
import { expect, type Page, test, type Visitors } from '../lib/browser.js';
import type { Client } from '../lib/client.js';
import { addCard, goTo, type Hall, publish } from '../lib/hall.js';
import { untilAtRest, violations } from './axe.js';
import { cardOn, openRound, showScene, stepsOf, turnTo, typeCard } from './day.js';

test('start', async ({ visit }) => {
	const { page } = await visit({ page: 'start' });
	await page.getByRole('heading', { level: 1 }).waitFor();
	expect(await violations(page)).toEqual([]);
	await expectKeyboard(page);
});

test('a page of a seat without its key', async ({ visit }) => {
	for (const name of ['table', 'desk', 'control', 'stage'] as const) {
		const { page } = await visit({ page: name });
		await page.getByRole('heading', { level: 1 }).waitFor();
		expect(await violations(page), name).toEqual([]);
		await expectKeyboard(page);
	}
});

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
	await page.getByRole('heading', { name: 'Even geen kaartjes' }).waitFor();
	expect(await violations(page)).toEqual([]);
});

test('a tablet with a card that was refused', async ({ hall, visit }) => {
	await openRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	const answer = await refuseNext(page);
	await typeCard(page, 'Dit wordt geweigerd');
	await page.locator('#text').fill('De volgende kaart');
	answer();
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

test('the wall', async ({ hall, visit }) => {
	const { page } = await visit({ page: 'wall' });
	await page.getByText('De eerste ideeën komen hier').first().waitFor();
	expect(await violations(page)).toEqual([]);

	await fill(hall, await openRound(hall));
	await page.getByRole('heading', { name: 'Een idee' }).waitFor();
	expect(await violations(page)).toEqual([]);
	await expectKeyboard(page);
});

test('the wall on a dark phone, in English', async ({ hall, visit }) => {
	await fill(hall, await openRound(hall));
	const { page } = await visit({ page: 'wall', language: 'en' });
	await page.emulateMedia({ colorScheme: 'dark' });
	await page.getByRole('heading', { name: 'Een idee' }).waitFor();
	expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
	expect(await violations(page)).toEqual([]);
});

test('a stage', async ({ hall, visit }) => {
	const control = await openRound(hall);
	await fill(hall, control);
	const { page } = await visit({ seat: 'stage/1', ownClock: true });
	for (const scene of ['welcome', 'pause', 'live'] as const) {
		await showScene(control, 1, scene);
		await page.locator(`.scene.${scene}`).waitFor();
		await page.locator('.scene').nth(1).waitFor({ state: 'detached' });
		expect(await violations(page), scene).toEqual([]);
	}
	await turnTo(page, 'Een idee');
	expect(await violations(page)).toEqual([]);
});

/** Cards, ideas, and something to read. */
async function fill(hall: Hall, control: Client): Promise<void> {
	const [table, desk] = [await hall.at('table/1'), await hall.at('desk/2')];
	const ids: string[] = [];
	for (const text of ['Een bank', 'Een boom', 'Nog een boom', 'Een plein']) {
		ids.push((await addCard(table, 1, text)).id);
	}
	const [first, second] = await Promise.all(
		ids.slice(0, 2).map((id) => desk.sees('card', (card) => card.id === id)),
	);
	await publish(desk, 'Een idee', first ? [first] : []);
	await desk.do({
		cmd: 'idea.add',
		id: crypto.randomUUID(),
		theme: second?.theme ?? '',
		title: 'Een concept',
		cards: second ? [{ id: second.id, version: second.version }] : [],
	});
	await control.sees('card', (card) => card.text === 'Een plein');
}

async function busyDesk(hall: Hall, visit: Visitors['visit']) {
	await fill(hall, await openRound(hall));
	const device = await visit({ seat: 'desk/1' });
	await device.page.locator('.big-number').waitFor();
	await device.page.keyboard.press('Shift+Digit1');
	await device.page.locator('.detail').waitFor();
	return device;
}

/** The server's answer to the next card is a no, when the test says so. */
async function refuseNext(page: Page): Promise<() => void> {
	let answer = () => {};
	await page.routeWebSocket(/\/ws$/, (socket) => {
		const server = socket.connectToServer();
		socket.onMessage((message) => {
			const { cmd, op } = JSON.parse(message.toString());
			if (cmd !== 'card.add') {
				server.send(message);
				return;
			}
			const no = { t: 'nack', op, code: 'text_too_long', message: 'as a test', retry: false };
			answer = () => socket.send(JSON.stringify(no));
		});
	});
	await page.reload();
	await page.locator('#text').waitFor();
	return () => answer();
}

const reachable = 'a[href], button, input, textarea, select, summary, [tabindex]';

/** Tab comes to everything that can be used, and whatever has the focus shows it. */
async function expectKeyboard(page: Page): Promise<void> {
	await untilAtRest(page);
	const wanted = await page.evaluate((selector) => {
		const seen = (one: HTMLElement) => one.checkVisibility() && one.tabIndex >= 0;
		const usable = [...document.querySelectorAll<HTMLElement>(selector)].filter(seen);
		// Of a group of radio buttons Tab comes to one; arrows to the others.
		const stops = usable.filter((one) => !one.matches('[type=radio]:not(:checked), :disabled'));
		Object.assign(globalThis, { stops, reached: new Set(), dim: [] });
		(document.activeElement as HTMLElement | null)?.blur();
		return stops.map((one) => one.outerHTML.slice(0, 120));
	}, reachable);
	for (let i = 0; i <= wanted.length + 2; i++) {
		await page.keyboard.press('Tab');
		await page.evaluate(noteFocus);
	}
	const { missed, dim } = await page.evaluate(() => {
		const { stops, reached, dim } = globalThis as unknown as Noted;
		const missed = stops.filter((one) => !reached.has(one));
		return { missed: missed.map((one) => one.outerHTML.slice(0, 120)), dim };
	});
	expect(missed, 'not reached with Tab').toEqual([]);
	expect(dim, 'has the focus and does not show it').toEqual([]);
}

interface Noted {
	stops: Element[];
	reached: Set<Element>;
	dim: string[];
}

/** Runs in the page. */
function noteFocus(): void {
	const { reached, dim } = globalThis as unknown as Noted;
	const focused = document.activeElement;
	if (!focused || focused === document.body) {
		return;
	}
	reached.add(focused);
	const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused);
	if ((outlineStyle === 'none' || outlineWidth === '0px') && boxShadow === 'none') {
		dim.push(focused.outerHTML.slice(0, 120));
	}
}
