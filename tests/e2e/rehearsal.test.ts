// A whole day of 75 tables, with people looking: what the pages show in the end is what the record
// holds. Five minutes; only when asked: BURGERTOP_LONG=rehearsal npx vitest run e2e/rehearsal
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Card, Idea } from '../../web/src/shared/protocol.gen.js';
import { type Page, soon, type VisitOptions, type Visitors } from '../lib/browser.js';
import { goTo, type Hall } from '../lib/hall.js';
import { top } from '../lib/paths.js';
import { exportRecord } from '../lib/program.js';
import { cardsOn, sheetOn, showScene, stepsOf, turn } from './day.js';
import { rehearse, withSummit } from './rehearsal.js';

const asked = process.env.BURGERTOP_LONG === 'rehearsal';
const cards = Number(process.env.BURGERTOP_CARDS ?? 900);
const speed = process.env.BURGERTOP_SPEED ?? '15';
const ideas = join(top, '../shared/data/polis_comments.csv');
const tables = [7, 42];

interface Record {
	cards: Card[];
	ideas: Idea[];
}

interface Looking {
	hall: Hall;
	record: Record;
	desk: Page;
	control: Page;
	stage: Page;
	wall: Page;
	tablets: Page[];
}

async function open(hall: Hall, visit: Visitors['visit']): Promise<Omit<Looking, 'record'>> {
	const page = async (options: VisitOptions) => (await visit(options)).page;
	return {
		hall,
		desk: await page({ seat: 'desk/2' }),
		control: await page({ seat: 'control/2' }),
		stage: await page({ seat: 'stage/1', ownClock: true }),
		wall: await page({ page: 'wall' }),
		tablets: await Promise.all(tables.map((table) => page({ seat: `table/${table}` }))),
	};
}

async function expectAllRead({ desk, control }: Looking): Promise<void> {
	await soon(() => desk.locator('.share').textContent()).toMatch(/100% gelezen.*alles gelezen/);
	const total = control.locator('.themes tfoot td');
	await soon(() => total.allTextContents()).toEqual([String(cards), String(cards), '']);
}

function publishedTitles({ ideas }: Record): string[] {
	return ideas
		.filter((idea) => idea.state === 'published')
		.map((idea) => idea.title)
		.sort();
}

async function expectWall({ wall, record }: Looking): Promise<void> {
	const titles = async () => (await wall.locator('li.idea h3').allTextContents()).sort();
	await soon(titles).toEqual(publishedTitles(record));
}

/** All pages of the stage, until one comes again. */
async function expectStage({ hall, stage, record }: Looking): Promise<void> {
	const client = await hall.at('control/1');
	await showScene(client, 1, 'live');
	await goTo(client, stepsOf(client, 'presentation')[0]?.id ?? '');
	await stage.locator('.scene.live').waitFor();
	const wanted = publishedTitles(record);
	const seen = new Set<string>();
	for (let turns = 0; turns < wanted.length + 40 && seen.size < new Set(wanted).size; turns++) {
		for (const title of await sheetOn(stage).locator('.row.idea .words').allTextContents()) {
			seen.add(title);
		}
		await turn(stage);
	}
	expect([...seen].sort()).toEqual([...new Set(wanted)].sort());
}

async function expectTablets({ tablets, record }: Looking): Promise<void> {
	for (const [i, tablet] of tablets.entries()) {
		const own = record.cards.filter((card) => card.number.startsWith(`${tables[i]}-`));
		expect(own.length).toBeGreaterThan(0);
		await soon(async () => byNumber(await cardsOn(tablet))).toEqual(byNumber(own));
	}
}

/** The record has its cards in the order of their last change, a tablet by round. */
function byNumber(cards: { number: string; text: string }[]) {
	const count = ({ number }: { number: string }) => Number(number.split('-')[1]);
	return cards.map(({ number, text }) => ({ number, text })).sort((a, b) => count(a) - count(b));
}

async function figures(looking: Looking, said: string, seconds: number): Promise<string> {
	const lines = [`rehearsed ${looking.record.cards.length} cards in ${seconds.toFixed(0)} s`];
	const { desk, control, stage, wall, tablets } = looking;
	for (const [name, page] of Object.entries({ desk, control, stage, wall, tablet: tablets[0] })) {
		const found = await page?.evaluate(() => ({
			nodes: document.querySelectorAll('*').length,
			// Not where the page has a clock of its own.
			heap: (performance as unknown as { memory?: { usedJSHeapSize: number } }).memory
				?.usedJSHeapSize,
		}));
		const heap = found?.heap ? `, ${(found.heap / 1e6).toFixed(1)} MB` : '';
		lines.push(`${name}: ${found?.nodes} elements${heap}`);
	}
	// Not how it went second by second, but what it came to.
	const summary = said.split('\n').filter((line) => line !== '' && !/^ *\d+s /.test(line));
	return [...lines, ...summary].join('\n');
}

test.skipIf(!asked)(
	'after a day of 75 tables the pages show what the record holds',
	{ timeout: 30 * 60_000 },
	() =>
		withSummit('l750.json', async (hall, visit) => {
			const pages = await open(hall, visit);
			const from = existsSync(ideas) ? ['--ideas', ideas] : [];
			const began = Date.now();
			const options = ['--tables', '75', '--cards', String(cards), '--speed', speed, ...from];
			const said = await rehearse(hall, options);
			const seconds = (Date.now() - began) / 1000;
			const record = await exportRecord(hall.db, join(hall.dir, 'record'));
			const looking = { ...pages, record: record as unknown as Record };
			console.info(await figures(looking, said, seconds));
			expect(looking.record.cards.length).toBe(cards);
			await expectAllRead(looking);
			await expectWall(looking);
			await expectTablets(looking);
			await expectStage(looking);
		}),
);
