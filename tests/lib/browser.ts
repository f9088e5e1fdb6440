// The pages in a real browser. Each device has a storage of its own, and whatever its pages complain
// of fails the test: errors, the security policy, requests that fail or that go to anybody else.
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, vi } from 'vitest';
import { hallName } from './authority.js';
import { expect, type Hall, test as withHall } from './hall.js';
import { trustingHome, whyNoTrust } from './trust.js';

export type { Page };
export { expect };

export type PageName = 'start' | 'table' | 'desk' | 'control' | 'stage' | 'wall';

export interface Size {
	width: number;
	height: number;
}

/** What each page is looked at on. */
export const sizes: Record<PageName, Size> = {
	start: { width: 1280, height: 800 },
	table: { width: 1024, height: 768 },
	desk: { width: 1440, height: 900 },
	control: { width: 1440, height: 900 },
	stage: { width: 1600, height: 900 },
	wall: { width: 390, height: 844 },
};

const locales = { nl: 'nl-NL', en: 'en-GB', ar: 'ar', tr: 'tr-TR' };

// Other suites may be running beside this one.
const patience = 15_000;
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

const flags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	`--host-resolver-rules=MAP ${hallName} 127.0.0.1`,
];

/** Looks until it is so. */
export const soon = <T>(look: () => T, timeout = patience) =>
	expect.poll(look, { timeout, interval: 25 });

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** How a browser is started; one that trusts the tests' authority where the hall needs it. */
async function howTo(secure: boolean) {
	const env = { ...process.env, ...(secure && { HOME: await trustingHome() }) };
	return { executablePath, args: flags, env: env as Record<string, string> };
}

export async function launch(secure = false): Promise<Browser> {
	return chromium.launch(await howTo(secure));
}

export interface VisitOptions {
	/** 'table/1'; the page is the one of that seat. Without: a page that needs no key. */
	seat?: string;
	page?: PageName;
	/** A table's tablet that nobody has said yes to: it still asks whether this is the right table. */
	unconfirmed?: boolean;
	/** Opens with the address alone, as if nobody had given it a link. */
	withoutKey?: boolean;
	/** The server dies while the page is open: that it cannot be reached is no fault then. */
	serverMayDie?: boolean;
	size?: Size;
	/** Pixels of a picture to one of the page. */
	scale?: number;
	/** What the device is set to. */
	language?: keyof typeof locales;
	/** A folder that a browser of its own keeps everything in: closed and opened again it is the same device. */
	disk?: string;
	/** Something that stands before the server. */
	through?: string;
	/** Done with each page before it goes anywhere; its loading is not waited for then. */
	before?: (page: Page) => Promise<void>;
	/** The page's own clock can be turned forward with page.clock. */
	ownClock?: boolean;
}

/** Something somebody looks at: one context, one page or more. */
export class Device {
	readonly faults: string[] = [];
	/** What came over every WebSocket of its pages. */
	readonly frames: string[] = [];
	/** How often a page tried to reach a server that was away. */
	unreachable = 0;
	#first: Page | null = null;

	constructor(
		readonly context: BrowserContext,
		readonly address: string,
		readonly options: VisitOptions,
	) {}

	get page(): Page {
		if (!this.#first) {
			throw new Error('open() comes first');
		}
		return this.#first;
	}

	/** Closes all of its pages; nothing when its browser is gone already. */
	async close(): Promise<void> {
		const isGone = this.options.disk !== undefined && this.context.pages().length === 0;
		if (!isGone) {
			await this.context.close();
		}
	}

	/** Another tab of the same device. */
	async open(address = this.address): Promise<Page> {
		const page = await this.context.newPage();
		this.#first ??= page;
		page.setDefaultTimeout(patience);
		this.#listen(page);
		if (this.options.ownClock) {
			await page.clock.install();
		}
		await this.options.before?.(page);
		await page.goto(address, { waitUntil: this.options.before ? 'commit' : 'load' });
		return page;
	}

	#listen(page: Page): void {
		const host = new URL(this.address).host;
		const fault = (what: string) => this.faults.push(`${new URL(page.url()).pathname}: ${what}`);
		page.on('pageerror', (error) => fault(`an error: ${error.stack ?? error.message}`));
		page.on('console', (said) => {
			const text = `${said.text()} (${said.location().url})`;
			if (said.type() === 'error' && !this.#isForgiven(text)) {
				fault(`on the console: ${text}`);
			}
		});
		page.on('requestfailed', (request) => {
			const text = `${request.url()} ${request.failure()?.errorText}`;
			if (!this.#isForgiven(text)) {
				fault(`a request failed: ${text}`);
			}
		});
		page.on('request', (request) => {
			if (new URL(request.url()).host !== host) {
				fault(`a request to somebody else: ${request.url()}`);
			}
		});
		page.on('dialog', (dialog) => {
			fault(`a dialog: ${dialog.message()}`);
			dialog.dismiss().catch(() => {});
		});
		page.on('websocket', (socket) => {
			if (new URL(socket.url()).host !== host) {
				fault(`a socket to somebody else: ${socket.url()}`);
			}
			socket.on('framereceived', ({ payload }) => this.frames.push(payload.toString()));
		});
	}

	#isForgiven(text: string): boolean {
		const unreachable =
			/ERR_(CONNECTION_\w+|SOCKET_NOT_CONNECTED|TIMED_OUT|EMPTY_RESPONSE|ABORTED)|WebSocket connection to/;
		if (this.options.serverMayDie !== true || !unreachable.test(text)) {
			return false;
		}
		this.unreachable++;
		return true;
	}
}

function nameOf({ page, seat }: VisitOptions): PageName {
	return page ?? ((seat?.split('/')[0] ?? 'start') as PageName);
}

export function addressOf(hall: Hall, options: VisitOptions): string {
	const name = nameOf(options);
	const path = name === 'start' ? '/' : `/${name}`;
	const key = options.seat && !options.withoutKey ? `#${hall.seat(options.seat).token}` : '';
	return `${hall.siteAt(options.through ?? hall.url)}${path}${key}`;
}

/** Opens pages of one hall in one browser. */
export class Visitors {
	readonly devices: Device[] = [];

	constructor(
		readonly browser: Browser,
		readonly hall: Hall,
	) {}

	async visit(options: VisitOptions): Promise<Device> {
		const looks = {
			viewport: options.size ?? sizes[nameOf(options)],
			deviceScaleFactor: options.scale ?? 1,
			locale: locales[options.language ?? 'nl'],
			timezoneId: 'Europe/Amsterdam',
		};
		const context = options.disk
			? await chromium.launchPersistentContext(options.disk, {
					...(await howTo(this.hall.certificate !== undefined)),
					...looks,
				})
			: await this.browser.newContext(looks);
		const device = new Device(context, addressOf(this.hall, options), options);
		this.devices.push(device);
		await device.open();
		if (options.seat?.startsWith('table/') && !options.withoutKey && !options.unconfirmed) {
			await device.page.getByRole('button', { name: /^(Ja, dit is|Yes, this is)/ }).click();
		}
		return device;
	}

	/** Closes all, and gives what their pages complained of. */
	async close(): Promise<string[]> {
		const faults = this.devices.flatMap((device) => device.faults);
		await Promise.all(this.devices.map((device) => device.close()));
		return faults;
	}
}

/** One browser for the tests of a file, one more for those over https. */
const browsers = new Map<boolean, Promise<Browser>>();

function browserFor(secure: boolean): Promise<Browser> {
	const browser = browsers.get(secure) ?? launch(secure);
	browsers.set(secure, browser);
	return browser;
}

afterAll(async () => {
	for (const browser of browsers.values()) {
		await (await browser).close();
	}
	browsers.clear();
});

/**
 * A test with a hall that is served, and visitors to it. test.scoped({ secure: true }): over https, with
 * a certificate that the browser trusts. test.scoped({ insecureName: true }): over plain HTTP as it is
 * in a hall; without it browsers trust a page for being on their own machine.
 */
export const test = withHall.extend<{
	insecureName: boolean;
	visitors: Visitors;
	visit: Visitors['visit'];
}>({
	insecureName: false,
	visitors: async ({ hall, secure, insecureName, skip }, use) => {
		const why = secure && whyNoTrust();
		if (why) {
			skip(why);
		}
		hall.named ||= insecureName;
		const visitors = new Visitors(await browserFor(secure), hall);
		await use(visitors);
		const faults = await visitors.close();
		if (faults.length > 0) {
			// A fixture that throws is the last that is cleaned up.
			await hall.close();
			throw new Error(`pages complained:\n${faults.join('\n')}`);
		}
	},
	visit: async ({ visitors }, use) => {
		await use((options) => visitors.visit(options));
	},
});
