// A tablet that is a device of its own: its browser can be closed, or lose its power, and be opened again.
import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Device, Page, Visitors } from '../lib/browser.js';
import { soon, type VisitOptions } from '../lib/browser.js';
import { eventually } from '../lib/proc.js';
import { cardsOn } from './day.js';

/** What the device's own store keeps beside the cards, by its keys. */
function keptOn(page: Page): Promise<Record<string, string>> {
	return page.evaluate(async () => {
		const result = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error);
			});
		const database = await result(indexedDB.open('burgertop'));
		const store = database.transaction('kept').objectStore('kept');
		const [keys, values] = await Promise.all([result(store.getAllKeys()), result(store.getAll())]);
		database.close();
		return Object.fromEntries(keys.map((key, i) => [String(key), JSON.stringify(values[i])]));
	});
}

/** From here on the page opens without the server, with what the server said before. */
export async function untilInstalled(page: Page): Promise<void> {
	await page.evaluate(async () => {
		await navigator.serviceWorker.ready;
	});
	await soon(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
	await soon(async () => Object.keys(await keptOn(page)).join()).toContain('said:table:');
}

/** The page stands, and can be typed on. */
export async function untilOpen(page: Page): Promise<void> {
	await page
		.locator('#text')
		.waitFor()
		.catch(async () => {
			const shown = await page.evaluate(() => document.body.innerText);
			const kept = Object.keys(await keptOn(page)).join(', ');
			throw new Error(`there is no field to type in; it shows: ${shown}; it keeps: ${kept}`);
		});
}

export async function textsOn(page: Page): Promise<string[]> {
	return (await cardsOn(page)).map((card) => card.text);
}

/** Types a card, and waits until this device has it. */
export async function put(page: Page, text: string): Promise<void> {
	await page.locator('#text').fill(text);
	await page.locator('#text').press('Control+Enter');
	await soon(() => textsOn(page)).toContain(text);
}

/** Types, key by key, what is not put down yet, and waits until the store has it: a keystroke takes a moment. */
export async function draft(page: Page, text: string): Promise<void> {
	await page.locator('#text').pressSequentially(text);
	await soon(async () => Object.values(await keptOn(page)).join()).toContain(JSON.stringify(text));
}

export class Tablet {
	#device: Device | undefined;

	constructor(
		private readonly visit: Visitors['visit'],
		private readonly disk: string,
		private readonly options: VisitOptions,
	) {}

	get device(): Device {
		if (!this.#device) {
			throw new Error('open() comes first');
		}
		return this.#device;
	}

	get page(): Page {
		return this.device.page;
	}

	/** For the first time with its link, later with its address alone. */
	async open(): Promise<Page> {
		const known = this.#device !== undefined;
		this.#device = await this.visit({
			...this.options,
			disk: this.disk,
			serverMayDie: true,
			withoutKey: known,
		});
		await untilOpen(this.page);
		return this.page;
	}

	close(): Promise<void> {
		return this.device.close();
	}

	/** As when the battery is taken out. */
	async losePower(): Promise<void> {
		const pid = Number(readlinkSync(join(this.disk, 'SingletonLock')).split('-').at(-1));
		process.kill(pid, 'SIGKILL');
		await eventually('the browser is gone', () => this.device.context.pages().length === 0);
	}
}
