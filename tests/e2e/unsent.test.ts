// The tablet without its server: nothing that was typed is lost, nothing is there twice.
import { join } from 'node:path';
import { expect, soon, test } from '../lib/browser.js';
import { exportRecord } from '../lib/program.js';
import { cardsOf, cardsOn, openRound } from './day.js';
import { draft, put, Tablet, textsOn, untilInstalled } from './offline.js';

test.scoped({ secure: true });

test('thirty cards typed without the server outlive a reload, a closed browser and an empty battery', async ({
	hall,
	visit,
}) => {
	await openRound(hall);
	const tablet = new Tablet(visit, join(hall.dir, 'tablet'), { seat: 'table/1' });
	await untilInstalled(await tablet.open());
	hall.server.kill('SIGKILL');
	await hall.server.ended;

	const ways = {
		'de pagina herladen': () => tablet.page.reload().then(() => tablet.page),
		'de browser gesloten': () => tablet.close().then(() => tablet.open()),
		'de stekker eruit': () => tablet.losePower().then(() => tablet.open()),
	};
	const texts: string[] = [];
	for (const [way, again] of Object.entries(ways)) {
		for (let i = 1; i <= 10; i++) {
			texts.push(`${i}, en daarna: ${way}`);
			await put(tablet.page, texts.at(-1) ?? '');
		}
		const half = `Halverwege, en dan: ${way}`;
		await draft(tablet.page, half);
		const page = await again();
		await soon(() => page.locator('#text').inputValue()).toBe(half);
		await soon(() => textsOn(page)).toEqual(texts);
		await page.locator('#text').fill('');
	}
	await draft(tablet.page, 'En dit staat er nog');

	await hall.serve({ listen: new URL(hall.url).host });
	const wanted = texts.map((text, i) => ({ number: `1-${i + 1}`, text }));
	await soon(() => cardsOn(tablet.page), 40_000).toMatchObject(wanted);
	expect(await tablet.page.locator('#text').inputValue()).toBe('En dit staat er nog');
	expect(cardsOf(await exportRecord(hall.db, join(hall.dir, 'record')))).toEqual(wanted);
}, 180_000);
