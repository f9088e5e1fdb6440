// The line stands, but it is bad: packets are lost, late, or many for a narrow line.

import { addCard } from '../lib/deeds.js';
import { lapse, quantile } from '../lib/proc.js';
import { online } from './gone.js';
import { answerTimes, judge } from './judge.js';
import { calm } from './network.js';
import type { Told } from './people.js';
import { tellAll, until } from './site.js';
import { type Outcome, seconds, trial } from './trial.js';

/** What a card's answer may take for 95 of 100, by how many percent of the packets are lost. */
const patience = { 5: 1000, 15: 3000, 30: 10_000 };

/** How often somebody was told that the line is gone, since everybody was there. */
function falls(told: Told[], since: number): number {
	const all = told.flatMap(({ history }) => history.filter(({ at }) => at > since));
	return all.filter(({ status }) => status === 'offline').length;
}

export const lossOf = (percent: keyof typeof patience, duration: number, tablets: number) =>
	trial(`${percent} % of the packets are lost`, async (site): Promise<Outcome> => {
		const network = await site.network();
		const crowd = await site.crowd(network, site.tablets(tablets));
		await online([crowd]);
		const start = Date.now();
		await network.weather({ loss: percent, delay: 10, jitter: 5 });
		await crowd.type(2000);
		await lapse(duration);
		await crowd.rest();
		const typed = (await crowd.tell()).flatMap(({ cards }) => cards).length;
		// Those that take long are the ones that count.
		await until('every card answered', 60_000, async () => {
			return answerTimes(await crowd.tell()).length === typed;
		});
		const told = await crowd.tell();
		const { lost, in: all } = await network.weather(calm);
		const times = answerTimes(told);
		const p95 = quantile(times, 0.95);
		const { faults, acked } = await judge(site, [crowd]);
		if (p95 > patience[percent]) {
			faults.push(`95 % of the cards were answered only within ${seconds(p95)}`);
		}
		if (lost / all < percent / 200) {
			faults.push(`only ${lost} of ${all} packets were lost`);
		}
		const middle = `half in ${seconds(quantile(times, 0.5))}, 95 % in ${seconds(p95)}`;
		const rest = `all in ${seconds(Math.max(...times))}; ${falls(told, start)} lines given up`;
		return { faults, acked, figures: `${times.length} cards answered, ${middle}, ${rest}` };
	});

/** Two seconds there and back, on a line so narrow that a full state takes a quarter of a minute. */
export const far = (duration: number, tablets: number, cards: number) =>
	trial('far away on a narrow line', async (site): Promise<Outcome> => {
		const writer = await site.at('table/75');
		const text = 'Een kaartje van gewone lengte, zoals mensen die schrijven. '.repeat(4);
		for (let i = 0; i < cards; i++) {
			await addCard(writer, 75, `${i} ${text}`);
		}
		const others = await site.record();

		const network = await site.network();
		await network.weather({ delay: 1000, jitter: 100, rate: 256 });
		const start = Date.now();
		const crowd = await site.crowd(network, site.tablets(tablets));
		await online([crowd]);
		const desk = await site.crowd(network, [
			{ name: 'desk 1', page: 'desk', token: site.token('desk/1') },
		]);
		await crowd.type(2000);
		const asked = Date.now();
		await until('the whole summit, over the narrow line', 90_000, async () =>
			(await desk.tell()).every(({ cursor }) => cursor >= 0),
		);
		const whole = Date.now() - asked;
		await lapse(Math.max(0, duration - whole));
		await crowd.rest();
		await online([crowd, desk]);
		const told = await tellAll([crowd, desk]);
		const { faults, acked } = await judge(site, [crowd, desk], others);
		const tries = told.flatMap((one) => one.tries).length;
		if (falls(told, start) > 0 || tries !== tablets + 1) {
			faults.push(`${falls(told, start)} lines were given up, ${tries} tries to connect`);
		}
		const typing = Math.max(...told.map(({ typingMost }) => typingMost));
		if (typing > 500) {
			faults.push(`typing waited ${Math.round(typing)} ms`);
		}
		const p95 = seconds(quantile(answerTimes(told), 0.95));
		const figures = `the whole in ${seconds(whole)}, 95 % of cards answered in ${p95}, typing waited ${Math.round(typing)} ms`;
		return { faults, acked, figures };
	});
