// A tablet that is a device of its own: its browser can be closed, or lose its power, and be opened again.
import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Device, Page, Visitors } from '../lib/browser.js';
import { soon, type VisitOptions } from '../lib/browser.js';
import { eventually } from '../lib/proc.js';
import { cardsOn } from './day.js';

/** From here on the page opens without the server. */
export async function untilInstalled(page: Page): Promise<void> {
	await page.evaluate(async () => {
		await navigator.serviceWorker.ready;
	});
	await soon(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

/** The page stands, and can be typed on. */
export async function untilOpen(page: Page): Promise<void> {
	await page
		.locator('#text')
		.waitFor()
		.catch(async () => {
			const shown = await page.evaluate(() => document.body.innerText);
			throw new Error(`there is no field to type in; the page at ${page.url()} shows: ${shown}`);
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

/** Whether these words are in the device's own store, which a keystroke takes a moment to reach. */
function isStored(page: Page, words: string): Promise<boolean> {
	return page.evaluate(async (looked) => {
		const result = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error);
			});
		const database = await result(indexedDB.open('burgertop'));
		const kept = await result(database.transaction('kept').objectStore('kept').getAll());
		database.close();
		return JSON.stringify(kept).includes(JSON.stringify(looked));
	}, words);
}

/** Types, key by key, what is not put down yet. */
export async function draft(page: Page, text: string): Promise<void> {
	await page.locator('#text').pressSequentially(text);
	await soon(() => isStored(page, text)).toBe(true);
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
