// What happens on a summit's day, done by clients beside the browser or by hand in it.
import { randomUUID } from 'node:crypto';
import type { Card, SceneKind, Step } from '../../web/src/shared/protocol.gen.js';
import { type Page, soon } from '../lib/browser.js';
import type { Client } from '../lib/client.js';
import { addCard, goTo, type Hall, publish } from '../lib/hall.js';

/** The programme's steps of a kind, in order. */
export function stepsOf(client: Client, kind: Step['kind']): Step[] {
	const steps = client.has.all('step').filter((step) => step.kind === kind);
	return steps.sort((a, b) => a.number - b.number);
}

/** A control room beside the browser that opens the first round. */
export async function openRound(hall: Hall): Promise<Client> {
	const control = await hall.at('control/1');
	await goTo(control, stepsOf(control, 'round')[0]?.id ?? '');
	return control;
}

/** What a room's screen shows. */
export async function showScene(control: Client, room: number, kind: SceneKind): Promise<void> {
	const id = control.has.all('room').find((one) => one.number === room)?.id;
	const scene = control.has.all('scene').find((one) => one.room === id);
	await control.do({ cmd: 'scene.show', id: scene?.id ?? '', kind });
}

/** A table's card that a desk reads, makes an idea of and publishes. */
export async function bringToStage(hall: Hall, table: number, title: string): Promise<void> {
	const client = await hall.at(`table/${table}`);
	const desk = await hall.at('desk/2');
	const { id } = await addCard(client, table, `${title}, dat willen wij`);
	await publish(desk, title, [await desk.sees('card', (card) => card.id === id)]);
	client.close();
	desk.close();
}

/** Types a card on a tablet and puts it down, with the keyboard alone. */
export async function typeCard(tablet: Page, text: string): Promise<void> {
	await tablet.locator('#text').focus();
	await tablet.keyboard.insertText(text);
	await tablet.keyboard.press('Control+Enter');
}

/** The card on a tablet that bears this text. */
export function cardOn(tablet: Page, text: string) {
	return tablet.locator('li.card').filter({ has: tablet.getByText(text, { exact: true }) });
}

export interface Shown {
	number: string;
	text: string;
	where: string;
}

/** Every card on a tablet, the earliest first. */
export async function cardsOn(tablet: Page): Promise<Shown[]> {
	const shown = await tablet.locator('li.card').evaluateAll((cards) =>
		cards.map((card) => ({
			number: card.querySelector('.number')?.lastChild?.textContent ?? '',
			text: card.querySelector('.words')?.textContent ?? '',
			where: card.querySelector('.where span')?.textContent ?? '',
		})),
	);
	return shown.reverse();
}

/** The page of the live scene that people can read now. */
export function sheetOn(stage: Page) {
	return stage.locator('.sheet:not(.measure):not([inert])');
}

export function ideaOn(stage: Page, title: string) {
	return sheetOn(stage).locator('.row.idea').filter({ hasText: title });
}

/** Turns a stage (with a clock of its own) until a page shows this; a page is turned after 45 s at most. */
export async function turnTo(stage: Page, title: string): Promise<void> {
	for (let turns = 0; turns < 30; turns++) {
		if ((await ideaOn(stage, title).count()) > 0) {
			return;
		}
		await turn(stage);
	}
	throw new Error(`no page of the stage shows ${title}`);
}

/** The next page of a stage with a clock of its own. */
export async function turn(stage: Page): Promise<void> {
	const before = await sheetOn(stage).elementHandle();
	await soon(async () => {
		await stage.clock.fastForward(46_000);
		return before?.evaluate((old) => old.hasAttribute('inert') || !old.isConnected);
	}).toBe(true);
	await sheetOn(stage).waitFor();
}

/** The record's cards in their order, by what can be compared. */
export function cardsOf(record: Record<string, unknown>): { number: string; text: string }[] {
	return (record.cards as Card[]).map(({ number, text }) => ({ number, text }));
}

/** Cards, ideas, and something to read. */
export async function fill(hall: Hall, control: Client): Promise<void> {
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

const weighed = ['Bankjes', 'Bomen', 'Een plein', 'Een pomp'];

export interface Weighed {
	control: Client;
	id: string;
	/** The idea that bears this title. */
	idea: (title: string) => string;
}

/** The programme's weighing is open, over four ideas and five points. */
export async function openWeighing(hall: Hall): Promise<Weighed> {
	const control = await openRound(hall);
	for (const [i, title] of weighed.entries()) {
		await bringToStage(hall, i + 1, title);
	}
	await control.until('the ideas', () => control.has.all('idea').length === weighed.length);
	const idea = (title: string) =>
		control.has.all('idea').find((one) => one.title === title)?.id ?? '';
	const step = stepsOf(control, 'weighing')[0]?.id ?? '';
	const id = randomUUID();
	const ideas = weighed.map(idea);
	await control.do({ cmd: 'weighing.put', id, title: 'Wat eerst?', step, ideas, points: 5 });
	await goTo(control, step);
	await control.do({ cmd: 'weighing.open', id });
	return { control, id, idea };
}
