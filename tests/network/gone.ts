// The line goes, the server goes, a client goes; and each comes back.
import { lapse } from '../lib/proc.js';
import type { Crowd } from './crowd.js';
import { answerTimes, judge, returns, unnoticed } from './judge.js';
import { calm, outage } from './network.js';
import type { Told } from './people.js';
import { tellAll, until } from './site.js';
import { type Outcome, seconds, trial } from './trial.js';

/** Idle for five seconds, then no answer for five, and a moment for a busy machine. */
const noticedWithin = 10_500;
/** The server's own bound is 25 seconds. */
const droppedWithin = 30_000;

export function online(crowds: Crowd[]): Promise<void> {
	return until('everybody online', 30_000, async () =>
		(await tellAll(crowds)).every(({ status }) => status === 'online'),
	);
}

/** Of all tries after a moment, the largest share that fell in one tenth of the first second. */
function rush(told: Told[], at: number): number {
	const first = told.flatMap(({ tries }) => tries.find((time) => time >= at) ?? []);
	const from = Math.min(...first);
	const tenths = Array.from({ length: 10 }, (_, i) => {
		const [begin, end] = [from + i * 100, from + (i + 1) * 100];
		return first.filter((time) => time >= begin && time < end).length;
	});
	return Math.max(...tenths) / first.length;
}

/** The router is off for a while. */
export const outageOf = (down: number, tablets: number, viewers: number) =>
	trial(`the router is off for ${down / 1000} s`, async (site): Promise<Outcome> => {
		const network = await site.network();
		const crowds = await Promise.all([
			site.crowd(network, site.tablets(tablets)),
			site.crowd(network, site.viewers(viewers)),
		]);
		await online(crowds);
		await crowds[0]?.type(2000);
		await lapse(2000);
		const died = Date.now();
		await network.weather(outage);
		await lapse(down);
		const { lost } = await network.weather(calm);
		const back = Date.now();
		await online(crowds);
		await Promise.all(crowds.map((crowd) => crowd.rest()));
		const told = await tellAll(crowds);
		const came = returns(told, back, 'after the outage');
		const { faults, acked } = await judge(site, crowds);
		faults.push(...came.faults, ...unnoticed(told, died, noticedWithin));
		if (lost < tablets) {
			faults.push(`the router was not off: ${lost} packets were lost`);
		}
		const figures = `${told.length} back: 95 % in ${seconds(came.most)}, all in ${seconds(came.all)}`;
		return { faults, acked, figures };
	});

/** The server falls and is started again at once: nobody has to find out, all are told. */
export const fall = (tablets: number, viewers: number) =>
	trial('the server falls and stands again', async (site): Promise<Outcome> => {
		const network = await site.network();
		const crowds = await Promise.all([
			site.crowd(network, site.tablets(tablets)),
			site.crowd(network, site.viewers(viewers)),
		]);
		await online(crowds);
		await crowds[0]?.type(500);
		await lapse(1000);
		const fell = Date.now();
		site.server.kill('SIGKILL');
		await site.server.ended;
		await site.serve();
		const back = Date.now();
		await lapse(500);
		await online(crowds);
		await crowds[0]?.rest();
		const told = await tellAll(crowds);
		const came = returns(told, back, 'after the fall');
		const { faults, acked } = await judge(site, crowds);
		faults.push(...came.faults);
		const rushed = rush(told, fell);
		if (rushed > 0.25) {
			faults.push(`${Math.round(rushed * 100)} % tried again in the same tenth of a second`);
		}
		const most = `at most ${Math.round(rushed * 100)} % in a tenth of a second`;
		const figures = `${told.length} back: all in ${seconds(came.all)}, ${most}`;
		return { faults, acked, figures };
	});

/** The server stops doing anything for a while, as on a laptop that swaps. */
export const frozen = (frozenFor: number, tablets: number) =>
	trial(`the server is frozen for ${frozenFor / 1000} s`, async (site): Promise<Outcome> => {
		const network = await site.network();
		const crowd = await site.crowd(network, site.tablets(tablets));
		await online([crowd]);
		await crowd.type(1000);
		await lapse(1000);
		const froze = Date.now();
		site.server.kill('SIGSTOP');
		await lapse(frozenFor);
		site.server.kill('SIGCONT');
		const thawed = Date.now();
		await online([crowd]);
		await crowd.rest();
		const told = await crowd.tell();
		const came = returns(told, thawed, 'after the frost');
		const { faults, acked } = await judge(site, [crowd]);
		faults.push(...came.faults, ...unnoticed(told, froze, noticedWithin));
		const repeated = await site.metric('commands_repeated_total');
		const figures = `all back in ${seconds(came.all)}, ${repeated} cards sent twice`;
		return { faults, acked, figures };
	});

/** Devices fall silent without a goodbye: some sleep, some hear but are not heard. */
export const silent = (tablets: number) =>
	trial('devices fall silent', async (site): Promise<Outcome> => {
		const faults: string[] = [];
		const network = await site.network();
		const oneWay = await site.network();
		const all = site.tablets(2 * tablets);
		const asleep = await site.crowd(network, all.slice(0, tablets));
		const unheard = await site.crowd(oneWay, all.slice(tablets));
		await online([asleep, unheard]);
		const fell = Date.now();
		asleep.signal('SIGSTOP');
		await oneWay.weather({ lossToServer: 100 });

		// Another device at the same tables is served at once, whatever the server thinks of the first.
		const spare = await site.crowd(network, site.tablets(tablets, 'spare'));
		await online([spare]);
		await spare.type(1000);
		await lapse(2000);
		await spare.rest();
		const lastHeard = Date.now();
		const slowest = Math.max(...answerTimes(await spare.tell()));
		if (!(slowest <= 1000)) {
			faults.push(`another device at the table was answered after ${slowest} ms`);
		}
		if ((await site.metric('seats_taken')) !== 2 * tablets + 1) {
			faults.push(`control sees ${await site.metric('seats_taken')} seats, not ${2 * tablets + 1}`);
		}
		await until('the server lets go of silent devices', droppedWithin, async () => {
			return (await site.metric('seat_connections')) === tablets + 1;
		}).catch((error) => faults.push(error.message));
		const dropped = Date.now() - fell;
		if ((await site.metric('seats_taken')) !== tablets + 1) {
			faults.push(`control still sees ${await site.metric('seats_taken')} seats`);
		}
		faults.push(...unnoticed(await unheard.tell(), lastHeard, noticedWithin));

		asleep.signal('SIGCONT');
		await oneWay.weather(calm);
		const back = Date.now();
		await lapse(1000);
		await online([asleep, unheard, spare]);
		const came = returns(await tellAll([asleep, unheard]), back, 'after the silence');
		const verdict = await judge(site, [asleep, unheard, spare]);
		faults.push(...came.faults, ...verdict.faults);
		const figures = `let go of after ${seconds(dropped)}, another device answered in ${slowest} ms at most`;
		return { faults, acked: verdict.acked, figures };
	});
