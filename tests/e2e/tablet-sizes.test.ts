// The tablet's page on every screen that comes along: nothing out of reach, for eyes, fingers or keys.
import { expect, type Page, soon, test, type Visitors } from '../lib/browser.js';
import { addCard, type Hall } from '../lib/hall.js';
import { expectKeyboard, violations } from './access.js';
import { openRound, typeCard } from './day.js';

const screens = [
	{ name: 'a tablet on its side', size: { width: 1024, height: 768 } },
	{ name: 'a tablet upright', size: { width: 768, height: 1024 } },
	{ name: 'a large one', size: { width: 1280, height: 800 } },
	{ name: 'a phone', size: { width: 390, height: 844 } },
];

/** A table with cards of every kind that a page can show, one of them to be chosen about. */
async function busyTable(
	hall: Hall,
	visit: Visitors['visit'],
	size: { width: number; height: number },
) {
	const control = await openRound(hall);
	const client = await hall.at('table/1');
	for (const text of [
		'Meer bomen',
		'Een bank',
		'Een bank in de schaduw, bij de halte van lijn 3',
	]) {
		await addCard(client, 1, text);
	}
	const ids = client.has.all('card').map(({ id }) => id);
	const kind = 'idea' as const;
	const was = { kind, text: 'Meer bomen' };
	const [id = '', second = ''] = ids;
	await client.do({ cmd: 'card.edit', id, kind, text: 'Meer eiken', was });
	await client.do({ cmd: 'card.edit', id, kind, text: 'Meer lindes', was });
	await client.do({ cmd: 'card.withdraw', id: second });
	const { page } = await visit({ seat: 'table/1', size });
	await page.getByText('Van dit kaartje zijn er twee teksten').waitFor();
	return { control, page };
}

/** Of an element: all of it lies within what is seen. */
async function inSight(page: Page, selector: string): Promise<boolean> {
	return page.locator(selector).evaluate((one) => {
		const { top, bottom, left, right } = one.getBoundingClientRect();
		return top >= 0 && left >= 0 && bottom <= innerHeight + 1 && right <= innerWidth + 1;
	});
}

/** Nothing sticks out sideways. */
async function fits(page: Page): Promise<void> {
	const over = await page.evaluate(() => {
		const wide = document.documentElement.clientWidth + 1;
		return [...document.querySelectorAll<HTMLElement>('body *')]
			.filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > wide)
			.map((one) => one.outerHTML.slice(0, 100));
	});
	expect(over).toEqual([]);
}

test.for(screens)('$name', async ({ size }, { hall, visit }) => {
	const { page } = await busyTable(hall, visit, size);
	await fits(page);
	expect(await inSight(page, '#text')).toBe(true);
	expect(await inSight(page, '.field .primary')).toBe(true);
	expect(await violations(page)).toEqual([]);
	await expectKeyboard(page);

	await page.getByLabel('Andere taal').selectOption('ar');
	await page.locator('#text').fill('مقاعد أكثر');
	await page.getByLabel('Vertaling aan tafel').fill('Meer bankjes');
	await page.getByText('1 weggehaald kaartje').click();
	expect(await violations(page)).toEqual([]);
	await page.keyboard.press('Control+Enter');
	await page.getByRole('button', { name: 'Wijzig 1-3' }).press('Enter');
	await page.getByText('U wijzigt kaartje 1-3').waitFor();
	await fits(page);
	expect(await inSight(page, '.field .primary')).toBe(true);
	expect(await violations(page)).toEqual([]);
	await expectKeyboard(page);
});

test.for([
	{ name: 'on its side', size: { width: 1024, height: 400 } },
	{ name: 'upright', size: { width: 768, height: 560 } },
	{ name: 'on a phone', size: { width: 390, height: 430 } },
])('with the keyboard on the screen, $name', async ({ size }, { hall, visit }) => {
	const { page } = await busyTable(hall, visit, { width: size.width, height: 844 });
	await page.locator('#text').focus();
	await page.setViewportSize(size);
	const both = async () => (await inSight(page, '#text')) && (await inSight(page, '.primary'));
	await soon(both).toBe(true);
	await page.keyboard.insertText('Een lang idee. '.repeat(30));
	await soon(both).toBe(true);
	await page.keyboard.press('Control+Enter');
	await page.getByText('Vastgelegd.').waitFor();
});

// A browser that shows everything twice as large lays its page out on half the room.
test.for(screens)('twice as large, on $name', async ({ size }, { hall, visit }) => {
	const half = { width: size.width / 2, height: size.height / 2 };
	const { page } = await busyTable(hall, visit, half);
	await fits(page);
	await typeCard(page, 'Ook zo groot gaat het');
	await page.getByText('Vastgelegd.').waitFor();
	expect(await inSight(page, '.field .primary')).toBe(true);
	expect(await violations(page)).toEqual([]);
	await expectKeyboard(page);
});

test('letters twice as large, as somebody has set the browser', async ({ hall, visit }) => {
	const { page } = await busyTable(hall, visit, { width: 1024, height: 768 });
	await page.evaluate(() => {
		document.documentElement.style.fontSize = '200%';
	});
	await fits(page);
	for (const selector of ['#text', '.field .primary', '.card .edit >> nth=0']) {
		await page.locator(selector).evaluate((one) => one.scrollIntoView({ block: 'center' }));
		expect(await inSight(page, selector), selector).toBe(true);
	}
});

test('the door, on a tablet and on a phone', async ({ hall, visit }) => {
	for (const { size } of [screens[0], screens[3]].flatMap((one) => one ?? [])) {
		const { page } = await visit({ page: 'table', size });
		await page.getByLabel('Typ de code').waitFor();
		await fits(page);
		expect(await violations(page)).toEqual([]);
		await expectKeyboard(page);
		await page.getByLabel('Typ de code').fill(hall.seat('table/2').code);
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: 'Tafel 2' }).waitFor();
		await fits(page);
		expect(await violations(page)).toEqual([]);
		await expectKeyboard(page);
	}
});

test('all that comes before the first letter weighs less than 60 kB', async ({ visit }) => {
	const { page } = await visit({ page: 'table' });
	await page.getByLabel('Typ de code').waitFor();
	const weights = await page.evaluate(() =>
		[
			...performance.getEntriesByType('navigation'),
			...performance.getEntriesByType('resource'),
		].map((one) => {
			const { name, encodedBodySize } = one as PerformanceResourceTiming;
			return { name: name.replace(/.*\//, ''), bytes: encodedBodySize };
		}),
	);
	const sum = weights.reduce((all, { bytes }) => all + bytes, 0);
	expect(weights.length).toBeGreaterThan(5);
	expect(sum, JSON.stringify(weights)).toBeGreaterThan(20_000);
	expect(sum, JSON.stringify(weights)).toBeLessThan(60_000);
});

test('forty cards, and typing stays quick on a slow tablet', async ({ hall, visit }) => {
	await openRound(hall);
	const client = await hall.at('table/1');
	for (let i = 1; i <= 40; i++) {
		await addCard(client, 1, `Kaartje ${i}: een bankje bij elke bushalte, om even uit te rusten`);
	}
	const { page } = await visit({ seat: 'table/1' });
	await soon(() => page.locator('li.card').count()).toBe(40);
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
	const drawn = await page.evaluate(async () => {
		let rows = 0;
		const list = document.querySelector('.cards');
		new MutationObserver((changes) => {
			rows += changes.length;
		}).observe(list as Node, { subtree: true, childList: true, characterData: true });
		const field = document.querySelector('textarea') as HTMLTextAreaElement;
		const took: number[] = [];
		for (const letter of 'een bankje bij de halte') {
			const start = performance.now();
			field.value += letter;
			field.dispatchEvent(new InputEvent('input', { bubbles: true }));
			await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
			took.push(performance.now() - start);
		}
		return { rows, median: took.sort((a, b) => a - b)[took.length >> 1] ?? 0 };
	});
	// A letter is in sight well within what a hand notices, and no card is drawn again for it.
	expect(drawn.rows).toBe(0);
	expect(drawn.median).toBeLessThan(150);
});
