// The tablet and the public's pages in the further languages. BURGERTOP_LOOK=FOLDER keeps pictures to look at.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { describe } from 'vitest';
import { ar } from '../../web/src/shared/texts/ar';
import { tr } from '../../web/src/shared/texts/tr';
import { expect, type Page, soon, test } from '../lib/browser.js';
import { goTo, planStep, writePlan } from '../lib/hall.js';
import { expectKeyboard, untilAtRest, violations } from './access.js';
import { cardOn, fill, openRound, openWeighing, stepsOf, typeCard } from './day.js';

const sizes = [
	{ width: 768, height: 1024 },
	{ width: 390, height: 844 },
];

/** What is looked for, beside its words. */
const spoken = {
	ar: {
		texts: ar,
		name: 'العربية',
		direction: 'rtl',
		// From right to left, so the number stands left of its word.
		seat: '1 ةلواطلا',
		idea: 'فكرة واحدة',
		day: '6 فبراير 2027',
	},
	tr: {
		texts: tr,
		name: 'Türkçe',
		direction: 'ltr',
		seat: 'Masa 1',
		idea: '1 fikir',
		day: '6 Şubat 2027',
	},
} as const;

type Further = keyof typeof spoken;

async function keepPicture(page: Page, name: string): Promise<void> {
	const folder = process.env.BURGERTOP_LOOK;
	if (folder) {
		await untilAtRest(page);
		await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
	}
}

const root = (page: Page) =>
	page.evaluate(() => {
		const { lang, dir } = document.documentElement;
		return { lang, dir };
	});

const choose = (page: Page, language: Further) =>
	page.getByRole('button', { name: spoken[language].name });

/** As it is at each size: for everybody, and nothing runs out of the side. */
async function expectGood(page: Page, name: string): Promise<void> {
	for (const size of sizes) {
		await page.setViewportSize(size);
		await keepPicture(page, `${name}-${size.width}`);
		expect(await violations(page), `${name}, ${size.width} wide`).toEqual([]);
		const over = await page.evaluate(() => {
			const { scrollWidth, clientWidth } = document.documentElement;
			return scrollWidth - clientWidth;
		});
		expect(over, `${name}, ${size.width} wide`).toBeLessThanOrEqual(0);
	}
}

/** Where one letter of these words stands, from the left. */
function leftOf(text: Locator, words: string, letter: number): Promise<number> {
	return text.evaluate(
		(element, { words, letter }) => {
			const node = element.firstChild as Text;
			const range = document.createRange();
			range.setStart(node, node.data.indexOf(words) + letter);
			range.setEnd(node, node.data.indexOf(words) + letter + 1);
			return range.getBoundingClientRect().left;
		},
		{ words, letter },
	);
}

/** The letters of an element's text in the order in which the eye meets them, from left to right. */
function asSeen(text: Locator): Promise<string> {
	return text.evaluate((element) => {
		const letters: { letter: string; left: number }[] = [];
		const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
		for (
			let node = walker.nextNode() as Text | null;
			node;
			node = walker.nextNode() as Text | null
		) {
			for (const [at, letter] of [...node.data].entries()) {
				const range = document.createRange();
				range.setStart(node, at);
				range.setEnd(node, at + 1);
				letters.push({ letter, left: range.getBoundingClientRect().left });
			}
		}
		letters.sort((a, b) => a.left - b.left);
		return letters.map(({ letter }) => letter).join('');
	});
}

describe.each(['ar', 'tr'] as const)('in %s', (language) => {
	const { texts, ...seen } = spoken[language];
	const wanted = { lang: language, dir: seen.direction };

	test('a tablet, chosen with the keyboard and remembered', async ({ hall, visit }) => {
		const { page } = await visit({ seat: 'table/1' });
		await choose(page, language).press('Enter');
		await page.getByRole('heading', { name: texts.table.notBegun }).waitFor();
		expect(await root(page)).toEqual(wanted);

		const control = await openRound(hall);
		await typeCard(page, 'Meer bomen, ook in de Kooi!');
		await typeCard(page, 'المزيد من المقاعد بجانب القناة (مع ظل)!');
		const card = cardOn(page, 'المزيد من المقاعد بجانب القناة (مع ظل)!');
		await card.getByText(texts.table.where.kept).waitFor();
		expect(await asSeen(card.locator('.number bdi'))).toBe('1-2');
		expect(await asSeen(page.locator('.head .seat'))).toContain(seen.seat);
		await page.locator('#text').fill('Een tekst die er nog staat.');
		await expectGood(page, `table-${language}`);
		await expectKeyboard(page);

		await page.reload();
		await card.waitFor();
		expect(await root(page)).toEqual(wanted);
		await page.locator('#text').fill('');
		await expectGood(page, `empty-${language}`);
		await goTo(control, stepsOf(control, 'break')[0]?.id ?? '');
		await page.getByRole('heading', { name: texts.round.signoff.title }).waitFor();
		await expectGood(page, `signoff-${language}`);
		await page.getByRole('button', { name: texts.round.signoff.yes }).click();
		await page.getByRole('heading', { name: texts.table.between }).waitFor();
		await page.getByRole('button', { name: texts.round.help.button }).click();
		await page.getByRole('heading', { name: texts.round.help.title }).waitFor();
		await expectGood(page, `help-${language}`);
	});

	test('a plan, with two texts to choose from', async ({ hall, visit }) => {
		const { plan } = texts.round;
		const control = await hall.at('control/1');
		await goTo(control, planStep(control).id);
		const { page } = await visit({ seat: 'table/1' });
		await choose(page, language).click();
		await page.getByLabel(plan.title).fill('Bankjes (met schaduw)!');
		await page.getByLabel('Wie', { exact: true }).fill('سكان الحي والبلدية (معًا)!');
		await page.getByRole('button', { name: plan.hand }).click();
		await page.getByText(plan.handed('1-1')).waitFor();
		await expectGood(page, `plan-${language}`);
		const sides = await page.locator('.plan-field').evaluateAll((fields) =>
			fields.map((field) => {
				const name = document.createRange();
				name.selectNodeContents(field.querySelector('label') ?? field);
				const side = document.documentElement.dir === 'rtl' ? 'right' : 'left';
				const apart = name.getBoundingClientRect()[side] - field.getBoundingClientRect()[side];
				return Math.abs(apart);
			}),
		);
		expect(
			sides.every((apart) => apart < 2),
			`${sides}`,
		).toBe(true);
		// Each line of a plan in its own direction: this one ends at the left.
		const line = page.locator('.card .words');
		expect(await leftOf(line, 'معًا)!', 5)).toBeLessThan(await leftOf(line, 'سكان', 0));
		await page.getByLabel('Wat', { exact: true }).pressSequentially('Van dit apparaat');
		await writePlan(await hall.at('table/1'), 1, '', 'Van het andere');
		await page.getByText(plan.choose).waitFor();
		await expectGood(page, `plan-choose-${language}`);
	});

	test('a weighing, until its outcome', async ({ hall, visit }) => {
		const { weighing: words } = texts.round;
		const { control, id, idea } = await openWeighing(hall);
		const { page } = await visit({ seat: 'table/1' });
		await choose(page, language).click();
		await page.getByRole('button', { name: words.add('Bomen') }).press('Enter');
		await page.getByRole('button', { name: words.add('Bomen') }).press('Enter');
		const shares = [{ idea: idea('Bankjes'), points: 5 }];
		await expectGood(page, `weighing-${language}`);
		await page.getByText(words.kept).waitFor();
		const other = await hall.at('table/2');
		await other.do({ cmd: 'ballot.cast', id: randomUUID(), weighing: id, was: [], shares });
		await control.do({ cmd: 'weighing.close', id });
		await page.getByRole('heading', { name: words.closed }).waitFor();
		await expectGood(page, `weighing-closed-${language}`);
		await control.do({ cmd: 'weighing.show', id });
		await page.getByRole('heading', { name: words.outcome, exact: true }).waitFor();
		await expectGood(page, `weighing-shown-${language}`);
	});

	test('the door of a tablet', async ({ hall, visit }) => {
		const { page } = await visit({ page: 'table' });
		await choose(page, language).click();
		await page.getByRole('heading', { name: texts.table.codeTitle }).waitFor();
		await page.locator('#code').fill('abci-2345');
		await expectGood(page, `door-${language}`);
		await page.locator('#code').fill(hall.seat('table/1').code);
		await page.keyboard.press('Enter');
		await page.locator('.place').waitFor();
		await expectGood(page, `confirm-${language}`);
		await expectKeyboard(page);
	});

	test('the public’s pages on a device in that language', async ({ hall, visit }) => {
		await fill(hall, await openRound(hall));
		const wall = (await visit({ page: 'wall', language })).page;
		await wall.locator('.counts').getByText(seen.idea).waitFor();
		expect(await root(wall)).toEqual(wanted);
		expect(await wall.locator('.top .line').innerText()).toContain(seen.day);
		await expectGood(wall, `wall-${language}`);

		const start = (await visit({ page: 'start', language })).page;
		await choose(start, language).waitFor();
		expect(await root(start)).toEqual(wanted);
		await expectGood(start, `start-${language}`);
	});

	test('without the server too', async ({ hall, visit }) => {
		await openRound(hall);
		const { page } = await visit({ seat: 'table/1', serverMayDie: true });
		await page.locator('#text').waitFor();
		await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
		hall.server.kill('SIGKILL');
		await hall.server.ended;
		await choose(page, language).click();
		await page.getByRole('button', { name: texts.table.submit }).waitFor();
		await page.reload();
		await page.getByRole('button', { name: texts.table.submit }).waitFor();
		expect(await root(page)).toEqual(wanted);
	});

	test('a desk of that device speaks Dutch, whole', async ({ hall, visit }) => {
		const { context } = await visit({ page: 'table' });
		const page = context.pages()[0] as Page;
		await choose(page, language).click();
		await page.getByRole('heading', { name: texts.table.codeTitle }).waitFor();
		await page.goto(`${hall.url}/desk`);
		await page.getByRole('button', { name: 'Naar binnen' }).waitFor();
		expect(await root(page)).toEqual({ lang: 'nl', dir: 'ltr' });
		expect(await choose(page, language).count()).toBe(0);
	});
});

test.for(['desk/1', 'control/1', 'stage/1'])(
	'%s is not shown in Dutch before its own words have come',
	async (seat, { visit }) => {
		let release = () => {};
		const asked = new Promise<void>((resolve) => {
			release = resolve;
		});
		const before = async (page: Page) => {
			await page.addInitScript(() => {
				localStorage.setItem('burgertop:language', 'en');
				const seen = new Set<string>();
				Object.assign(window, { seen });
				new MutationObserver(() => {
					if (document.body?.innerText.trim()) {
						seen.add(document.documentElement.lang);
					}
				}).observe(document, { childList: true, subtree: true, characterData: true });
			});
			await page.route(/\/en-[^/]+\.js$/, async (route) => {
				await asked;
				await route.continue();
			});
		};
		const device = await visit({ seat, before });
		// By now it has something to show.
		await soon(() => device.frames.length).toBeGreaterThan(0);
		release();
		await soon(() => device.page.evaluate('[...seen]')).toEqual(['en']);
	},
);
