// A tablet on a line that is cut and stands still at random moments, with reloads and a second tab:
// every card is kept once, in the order in which it was typed. BURGERTOP_SEEDS=1,2,3 plays these, longer.
import { join } from 'node:path';
import { dice } from '../durability/series.js';
import { type Device, expect, type Page, soon, test } from '../lib/browser.js';
import type { Hall } from '../lib/hall.js';
import { lapse } from '../lib/proc.js';
import { done, exportRecord } from '../lib/program.js';
import { Relay } from '../lib/relay.js';
import { cardsOf, cardsOn, openRound } from './day.js';
import { draft, put, untilInstalled, untilOpen } from './offline.js';

test.scoped({ secure: true });

const asked = process.env.BURGERTOP_SEEDS;
const seeds = (asked ?? '1').split(',').map(Number);
const duration = asked ? 30_000 : 15_000;

/** Somebody at a tablet, and what happens to it. */
class Evening {
	readonly typed: string[] = [];
	readonly counts: Record<string, number> = {};
	#tabs: Page[];
	#random: () => number;

	constructor(
		readonly seed: number,
		private readonly hall: Hall,
		private readonly line: Relay,
		private readonly device: Device,
	) {
		this.#tabs = [device.page];
		this.#random = dice(seed);
	}

	get tabs(): readonly Page[] {
		return this.#tabs;
	}

	#anyOf<T>(all: readonly T[]): T {
		return all[Math.floor(this.#random() * all.length)] as T;
	}

	async #tab(): Promise<Page> {
		const tab = this.#anyOf(this.#tabs);
		await tab.bringToFront();
		return tab;
	}

	/** What may happen, and how often beside the others. */
	readonly #deeds: [string, number, () => unknown][] = [
		['cards', 14, () => this.#type()],
		['reloads', 2, () => this.#reload()],
		['drafts', 1, () => this.#halfway()],
		['tabs', 2, () => this.#otherTab()],
		['cuts', 3, () => this.line.cut()],
		['stands', 2, () => this.line.stand()],
		['heals', 4, () => this.line.heal()],
		['kills', 1, () => this.#restart()],
	];

	async #type(): Promise<void> {
		const text = `Avond ${this.seed}, kaartje ${this.typed.length + 1}`;
		const tab = await this.#tab();
		this.typed.push(text);
		await put(tab, text);
	}

	async #reload(): Promise<void> {
		const tab = await this.#tab();
		await tab.reload();
		await untilOpen(tab);
	}

	async #halfway(): Promise<void> {
		const tab = await this.#tab();
		const half = `Half van avond ${this.seed}, na ${this.typed.length}`;
		await tab.locator('#text').fill('');
		await draft(tab, half);
		await tab.reload();
		await untilOpen(tab);
		await soon(() => tab.locator('#text').inputValue()).toBe(half);
	}

	async #otherTab(): Promise<void> {
		const [first, second] = this.#tabs;
		if (second) {
			const closed = this.#anyOf([first, second]);
			this.#tabs = this.#tabs.filter((tab) => tab !== closed);
			await closed?.close();
		} else {
			const tab = await this.device.open(`${this.hall.siteAt(this.line.url)}/table`);
			await untilOpen(tab);
			this.#tabs.push(tab);
		}
	}

	async #restart(): Promise<void> {
		this.hall.server.kill('SIGKILL');
		await this.hall.server.ended;
		await this.hall.serve({ listen: new URL(this.hall.url).host });
	}

	async play(until: number): Promise<void> {
		const total = this.#deeds.reduce((sum, [, weight]) => sum + weight, 0);
		while (performance.now() < until) {
			let at = this.#random() * total;
			for (const [name, weight, deed] of this.#deeds) {
				at -= weight;
				if (at < 0) {
					this.counts[name] = (this.counts[name] ?? 0) + 1;
					await deed();
					break;
				}
			}
			await lapse(200 * this.#random());
		}
		this.line.heal();
	}
}

for (const seed of seeds) {
	test(`on a bad line nothing is lost and nothing is doubled (${seed})`, async ({
		hall,
		visit,
	}) => {
		await openRound(hall);
		const line = await Relay.before(hall.url, { delay: 5 });
		const device = await visit({
			seat: 'table/1',
			disk: join(hall.dir, 'tablet'),
			through: line.url,
			serverMayDie: true,
		});
		await untilInstalled(device.page);
		const evening = new Evening(seed, hall, line, device);
		await evening.play(performance.now() + duration);

		const wanted = evening.typed.map((text, i) => ({ number: `1-${i + 1}`, text }));
		for (const tab of evening.tabs) {
			await soon(() => cardsOn(tab), 60_000).toMatchObject(wanted);
		}
		expect(cardsOf(await exportRecord(hall.db, join(hall.dir, 'record')))).toEqual(wanted);
		await done(['check', '--db', hall.db]);
		console.log(`# seed ${seed}: ${JSON.stringify(evening.counts)}`);
		await line.close();
	}, 240_000);
}
