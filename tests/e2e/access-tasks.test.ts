// What the tablet shows beside cards, for everybody: on each device, with large letters, with keys alone.
import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '../lib/browser.js';
import { goTo, planStep, writePlan } from '../lib/hall.js';
import { expectKeyboard, violations } from './access.js';
import { bringToStage, cardOn, openRound, openWeighing, stepsOf, typeCard } from './day.js';

const devices = [
	{ width: 1024, height: 768 },
	{ width: 768, height: 1024 },
	{ width: 1280, height: 800 },
	{ width: 390, height: 844 },
];

const setLetters = (page: Page, size: string) =>
	page.evaluate((wanted) => {
		document.documentElement.style.fontSize = wanted;
	}, size);

/** Nothing is wider than its place, and no letter is cut off at the side. */
function cutOff(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const wide = document.documentElement.scrollWidth > innerWidth + 1 ? ['the page'] : [];
		const said = document.querySelectorAll<HTMLElement>('.sheet *');
		const cut = [...said].filter((one) => {
			const { right, left } = one.getBoundingClientRect();
			const hidden = one.matches('.visually-hidden') || !one.checkVisibility();
			return !hidden && (right > innerWidth + 1 || left < -1);
		});
		return [...wide, ...cut.map((one) => one.outerHTML.slice(0, 120))];
	});
}

async function expectForEverybody(page: Page): Promise<void> {
	for (const size of devices) {
		await page.setViewportSize(size);
		const where = `${size.width} by ${size.height}`;
		expect(await violations(page), where).toEqual([]);
		expect(await cutOff(page), where).toEqual([]);
		await setLetters(page, '200%');
		expect(await cutOff(page), `${where}, large letters`).toEqual([]);
		await setLetters(page, '');
	}
	await page.setViewportSize(devices[0] ?? { width: 1024, height: 768 });
	await expectKeyboard(page);
}

test('messages, help and what else could be done', async ({ hall, visit }) => {
	const control = await openRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	await page.locator('#text').waitFor();
	await typeCard(page, 'Meer bomen');
	await cardOn(page, 'Meer bomen').getByText('bewaard').waitFor();
	await goTo(control, stepsOf(control, 'round')[1]?.id ?? '');
	await page.getByText('klopt wat uw tafel heeft vastgelegd').waitFor();
	for (const text of ['Loop zo naar de foyer', 'De lunch is klaar']) {
		await control.do({ cmd: 'notice.send', id: randomUUID(), text });
	}
	await page.getByRole('button', { name: 'Gezien' }).click();
	await page.getByText('1 eerder bericht').click();
	await page.getByRole('button', { name: 'Hulp', exact: true }).click();
	expect(await violations(page)).toEqual([]);
	await page.getByRole('button', { name: 'Iets anders' }).click();
	await page.getByText('Er komt iemand naar tafel 1').first().waitFor();
	await expectForEverybody(page);
});

test('the help panel', async ({ hall, visit }) => {
	await openRound(hall);
	const { page } = await visit({ seat: 'table/1' });
	await page.getByRole('button', { name: 'Hulp', exact: true }).press('Enter');
	const panel = page.getByRole('dialog');
	await panel.waitFor();
	// Nothing lies under a pointer that nobody moves.
	await page.mouse.move(0, 0);
	for (const size of devices) {
		await page.setViewportSize(size);
		expect(await violations(page)).toEqual([]);
		expect(await panel.evaluate((one) => one.getBoundingClientRect().right <= innerWidth)).toBe(
			true,
		);
	}
	await page.keyboard.press('Escape');
	await panel.waitFor({ state: 'hidden' });
	const back = () => page.evaluate(() => document.activeElement?.textContent);
	expect(await back()).toBe('Hulp');
});

test('a plan with two texts to choose from', async ({ hall, visit }) => {
	const control = await hall.at('control/1');
	await goTo(control, planStep(control).id);
	const { page } = await visit({ seat: 'table/1' });
	const what = page.getByLabel('Wat', { exact: true });
	await what.pressSequentially(
		'Een lange tekst die op dit apparaat is getypt, over bankjes en bomen',
	);
	await writePlan(await hall.at('table/1'), 1, '', 'Een andere tekst van het andere apparaat');
	await page.getByText('Welke blijft?').waitFor();
	await page.getByRole('button', { name: 'Lever in' }).click();
	await page.getByText('Geef het plan eerst een titel').waitFor();
	await expectForEverybody(page);
});

test('a weighing, open, closed and shown', { timeout: 150_000 }, async ({ hall, visit }) => {
	const { control, id } = await openWeighing(hall);
	const { page } = await visit({ seat: 'table/1' });
	await page.getByRole('button', { name: 'Punt erbij voor Bomen' }).click();
	await page.getByText('Bewaard. U kunt veranderen').waitFor();
	await expectForEverybody(page);
	await control.do({ cmd: 'weighing.close', id });
	await page.getByRole('heading', { name: 'De weging is gesloten' }).waitFor();
	await expectForEverybody(page);
	await control.do({ cmd: 'weighing.show', id });
	await page.getByRole('heading', { name: 'De uitslag' }).waitFor();
	await expectForEverybody(page);
});

test('the result of a round, and the end of the day', { timeout: 150_000 }, async ({
	hall,
	visit,
}) => {
	const control = await openRound(hall);
	await bringToStage(hall, 1, 'Groenevoorstraatverzorgingsplannen voor de hele binnenstad');
	await goTo(control, stepsOf(control, 'break')[0]?.id ?? '');
	const { page } = await visit({ seat: 'table/1' });
	await page.getByRole('heading', { name: 'Klopt dit?' }).waitFor();
	await expectForEverybody(page);
	await goTo(control, stepsOf(control, 'closing')[0]?.id ?? '');
	await page.getByRole('button', { name: 'Wis deze tablet' }).click();
	await page.getByRole('button', { name: 'Ja, wis deze tablet' }).waitFor();
	await expectForEverybody(page);
});
