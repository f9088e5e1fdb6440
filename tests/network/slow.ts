// Some of the audience stops reading: nobody else may notice, and the server may not grow by it.

import type { Client } from '../lib/client.js';
import { card, publish } from '../lib/deeds.js';
import { lapse, quantile, residentBytes } from '../lib/proc.js';
import { online } from './gone.js';
import { answerTimes, judge } from './judge.js';
import type { Site } from './site.js';
import { trial } from './trial.js';

/** The server's memory may differ by this much for other reasons. */
const memorySlack = 16 << 20;
/** And times by this much, on a machine that does other things too. */
const timeSlack = 60;
const atOnce = 8;

interface Staff {
	table: Client;
	desk: Client;
	viewer: Client;
}

/** Long cards come, and are published; how long each took to be seen by the public, in milliseconds. */
async function publishFor(duration: number, staff: Staff): Promise<number[]> {
	const times: number[] = [];
	const end = Date.now() + duration;
	const one = async () => {
		const made = card(staff.table, 75, 'Lang genoeg om een scherm te vullen. '.repeat(27));
		await staff.table.do(made);
		await staff.desk.until('the card', () => staff.desk.has.get('card', made.id) !== undefined);
		const seen = [staff.desk.has.get('card', made.id)].filter((one) => one !== undefined);
		const idea = await publish(staff.desk, `Idee ${made.id}`, seen);
		const published = Date.now();
		await staff.viewer.until('it', () => staff.viewer.has.get('idea', idea) !== undefined);
		times.push(Date.now() - published);
	};
	const line = async () => {
		while (Date.now() < end) {
			await one();
		}
	};
	await Promise.all(Array.from({ length: atOnce }, line));
	return times;
}

interface Phase {
	published: number[];
	answered: number[];
	grown: number;
}

export const slow = (duration: number, tablets: number) =>
	trial(`54 viewers stop reading for ${duration / 1000} s`, async (site: Site) => {
		const network = await site.network();
		const crowd = await site.crowd(network, site.tablets(tablets));
		const viewers = await site.crowd(network, site.viewers(54));
		const staff = {
			table: await site.at('table/75'),
			desk: await site.at('desk/1'),
			viewer: await site.at('public'),
		};
		await online([crowd, viewers]);
		let known = 0;
		const phase = async (): Promise<Phase> => {
			const before = residentBytes(site.server.pid);
			await crowd.type(1000);
			const published = await publishFor(duration, staff);
			await crowd.rest();
			await lapse(500);
			const all = answerTimes(await crowd.tell());
			const answered = all.slice(known);
			known = all.length;
			return { published, answered, grown: residentBytes(site.server.pid) - before };
		};
		const before = await phase();
		viewers.signal('SIGSTOP');
		const stopped = await phase();
		viewers.signal('SIGCONT');
		await lapse(500);
		await online([crowd, viewers]);
		const after = await phase();
		const usually = (what: 'published' | 'answered') =>
			Math.max(quantile(before[what], 0.95), quantile(after[what], 0.95));
		const mine = new Set((await crowd.tell()).flatMap(({ cards }) => cards.map(({ id }) => id)));
		const others = (await site.record()).filter(({ id }) => !mine.has(id));
		const { faults, acked } = await judge(site, [crowd, viewers], others);
		for (const what of ['published', 'answered'] as const) {
			const p95 = quantile(stopped[what], 0.95);
			if (p95 > usually(what) * 1.5 + timeSlack) {
				faults.push(`95 % were ${what} within ${p95} ms instead of ${usually(what)}`);
			}
		}
		const grew = Math.max(before.grown, after.grown);
		if (stopped.grown > grew + memorySlack) {
			faults.push(`the server grew by ${stopped.grown} bytes instead of ${grew}`);
		}
		const mb = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
		const [published, answered] = [stopped.published, stopped.answered];
		const figures =
			`${published.length} ideas; 95 % published in ${quantile(published, 0.95)} ms ` +
			`(else ${usually('published')}), answered in ${quantile(answered, 0.95)} ms ` +
			`(else ${usually('answered')}); grew ${mb(stopped.grown)} (else ${mb(grew)})`;
		return { faults, acked, figures };
	});
