// The straight line: from a table, over a desk, to the stage and the wall.
import { expect, type Page, soon, test } from '../lib/browser.js';
import {
	bringToStage,
	cardOn,
	ideaOn,
	openRound,
	sheetOn,
	showScene,
	turnTo,
	typeCard,
} from './day.js';

const wish = 'Meer bankjes langs de singel';
const title = 'Zitten aan het water';

test('a card goes from a table over a desk to the stage', async ({ hall, visit }) => {
	const control = await openRound(hall);
	await showScene(control, 1, 'live');
	// Tables 1 and 4 work on the same theme.
	await bringToStage(hall, 4, 'Een moestuin');
	const { page: stage } = await visit({ seat: 'stage/1', ownClock: true });
	const { page: tablet } = await visit({ seat: 'table/1' });
	const { page: desk } = await visit({ seat: 'desk/1' });

	await typeCard(tablet, wish);
	await soon(() => cardOn(tablet, wish).textContent()).toMatch(/1-1.*bewaard/);
	await makeIdea(desk, '1-1');
	await cardOn(tablet, wish).getByText('in een idee').waitFor();
	await seeIdeaOpen(desk);
	await turnTo(stage, 'Een moestuin');
	expect(await sheetOn(stage).textContent()).not.toContain(title);

	await desk.keyboard.press('p');
	await desk.getByText(`Gepubliceerd: ‘${title}’`).waitFor();
	await ideaOn(stage, title).waitFor({ timeout: 2000 });
	await cardOn(tablet, wish).getByText('op het podium').waitFor();
});

test('the wall shows an idea and the words of its cards', async ({ hall, visit }) => {
	await openRound(hall);
	const { page: wall } = await visit({ page: 'wall' });
	await wall.getByText('De eerste ideeën komen hier').first().waitFor();
	await bringToStage(hall, 1, title);
	const idea = wall.locator('li.idea').filter({ hasText: title });
	await idea.getByText('van 1 tafel', { exact: true }).waitFor();
	await soon(() => idea.locator('blockquote').allTextContents()).toEqual([
		`${title}, dat willen wij`,
	]);
});

test('control opens and closes a round with one button, and the tablet follows', async ({
	visit,
}) => {
	const { page: tablet } = await visit({ seat: 'table/1' });
	const { page: control } = await visit({ seat: 'control/1' });
	await tablet.getByText('Fijn dat u er bent').waitFor();
	for (const label of ['Open de deuren', 'Begin de opening', 'Open ronde 1']) {
		await press(control, label);
	}
	await tablet.getByRole('heading', { name: 'Wat mist de buurt?' }).waitFor();
	await soon(() => tablet.evaluate(() => document.activeElement?.id)).toBe('text');

	await press(control, 'Sluit ronde 1 en begin de pauze');
	await tablet.getByRole('heading', { name: 'Even geen kaartjes' }).waitFor();
	expect(await tablet.locator('#text').count()).toBe(0);
});

/** The one large button, when it says so. */
async function press(control: Page, label: string): Promise<void> {
	await control.locator('button.next[aria-disabled=false]', { hasText: label }).press('Enter');
}

/** With the keyboard alone, as a reader does who has many to read. */
async function makeIdea(desk: Page, number: string): Promise<void> {
	await desk.locator('.big-number', { hasText: number }).waitFor();
	// As fast as keys can come: not a letter of the title may be taken for a shortcut.
	await desk.keyboard.type(`n${title}`);
	await desk.getByLabel(`Titel van het nieuwe idee, met kaartje ${number}`).waitFor();
	await desk.keyboard.press('Enter');
	await desk.getByText(`${number} staat in het nieuwe idee ‘${title}’`).waitFor();
}

/** Made from the last card there was to read, it lies open. */
async function seeIdeaOpen(desk: Page): Promise<void> {
	await desk.locator('.idea-title', { hasText: title }).waitFor();
	await desk.getByRole('button', { name: 'Publiceer', exact: true }).waitFor();
}
