// The tablet page on a slow device and a slow line: what it weighs, and how long until somebody can type.
//
// The line is a relay and not the browser's own slowing down, which spares handshakes and WebSockets.
import { expect, type Page, test } from '../lib/browser.js';
import { Relay } from '../lib/relay.js';
import { openRound } from './day.js';

test.scoped({ secure: true });

/** 400 kbit a second, 400 ms there and back. */
const weather = { delay: 200, bytesPerSecond: 50_000 };
const slowdown = 4;
const most = 60_000;

/** Bytes that came, by what they are: compressed, without the heads of answers. */
type Weights = Record<string, number>;

async function weigh(page: Page, weights: Weights): Promise<void> {
	const session = await page.context().newCDPSession(page);
	const begun = new Map<string, { kind: string; head: number }>();
	session.on('Network.responseReceived', ({ requestId, type, response }) =>
		begun.set(requestId, { kind: type, head: response.encodedDataLength }),
	);
	session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const { kind, head } = begun.get(requestId) ?? { kind: 'Other', head: 0 };
		weights[kind] = (weights[kind] ?? 0) + encodedDataLength - head;
	});
	await session.send('Network.enable');
	await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
}

/** Types as soon as there is a field; how long after the page was called its first letter was taken. */
async function firstLetter(page: Page): Promise<number> {
	const field = page.locator('#text');
	await field.waitFor({ timeout: 60_000 });
	const before = await field.inputValue();
	const taken = await field.evaluateHandle((one) => ({
		at: new Promise<number>((tell) => one.addEventListener('input', (e) => tell(e.timeStamp))),
	}));
	await page.keyboard.type('E');
	const at = await taken.evaluate((one) => one.at);
	expect(await field.inputValue()).toBe(`${before}E`);
	return at;
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

test('the tablet page is light, and soon to be typed on', async ({ hall, visit }) => {
	await openRound(hall);
	const line = await Relay.before(hall.url, weather);
	const weights: Weights = {};
	const before = (page: Page) => weigh(page, weights);
	const device = await visit({ seat: 'table/1', through: line.url, before });
	const first = await firstLetter(device.page);
	await device.page.waitForLoadState('networkidle');
	const { Document = 0, Script = 0, Stylesheet = 0, Font = 0 } = weights;
	const all = Document + Script + Stylesheet;
	const carried = line.carried;
	await device.page.close();
	const again = await device.open(`${hall.siteAt(line.url)}/table`);
	const second = await firstLetter(again);
	console.log(
		`# sent for /table: ${kilobytes(all)} (HTML ${kilobytes(Document)}, scripts ${kilobytes(Script)}, styles ${kilobytes(Stylesheet)}); fonts ${kilobytes(Font)}; over the line in all ${kilobytes(carried)}`,
		`\n# the first letter, ${slowdown} times slower, 400 kbit/s, 400 ms: ${first.toFixed(0)} ms; on the second visit ${second.toFixed(0)} ms`,
	);
	await line.close();
	expect(Document).toBeGreaterThan(0);
	expect(Script).toBeGreaterThan(0);
	expect(Stylesheet).toBeGreaterThan(0);
	expect(all).toBeLessThan(most);
	expect(first).toBeLessThan(15_000);
	expect(second).toBeLessThan(10_000);
});
