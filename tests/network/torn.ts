// Two desks change one title while neither sees the other.

import { card, publish } from '../lib/deeds.js';
import { lapse } from '../lib/proc.js';
import { online } from './gone.js';
import { judge } from './judge.js';
import { calm, outage } from './network.js';
import { until } from './site.js';
import { trial } from './trial.js';

export const torn = (rounds: number) =>
	trial(`two desks apart change one title, ${rounds} times`, async (site) => {
		const desks = ['desk 1', 'desk 2'];
		const networks = [await site.network(), await site.network()];
		const crowds = await Promise.all(
			networks.map((network, i) => {
				const name = desks[i] ?? '';
				return site.crowd(network, [{ name, page: 'desk', token: site.token(`desk/${i + 1}`) }]);
			}),
		);
		await online(crowds);
		const table = await site.at('table/75');
		const beside = await site.at('desk/3');
		const one = card(table, 75, 'Waar het om gaat');
		await table.do(one);
		const seen = await beside.sees('card', ({ id }) => id === one.id);
		const id = await publish(beside, 'Zoals het was', [seen]);
		const others = await site.record();
		const faults: string[] = [];
		for (let round = 0; round < rounds; round++) {
			const base = beside.has.get('idea', id)?.version ?? 0;
			const titles = desks.map((desk) => `Titel ${round} van ${desk}`);
			await until('both desks see the title', 10_000, async () => {
				const cursors = await Promise.all(crowds.map((crowd) => crowd.tell()));
				return cursors.flat().every(({ cursor }) => cursor >= base);
			});
			await Promise.all(networks.map((network) => network.weather(outage)));
			const answers = crowds.map((crowd, i) =>
				crowd.perform(desks[i] ?? '', { cmd: 'idea.edit', id, base, title: titles[i] ?? '' }),
			);
			await lapse(300);
			const [first, second] = round % 2 === 0 ? [0, 1] : [1, 0];
			await networks[first]?.weather(calm);
			const won = await answers[first];
			await networks[second]?.weather(calm);
			const lost = await answers[second];
			if (won !== 'ack' || lost !== 'version_changed') {
				faults.push(`round ${round}: the first heard ${won}, the second ${lost}`);
			}
			const { version } = await beside.sees('idea', (idea) => idea.title === titles[first]);
			if (version <= base) {
				faults.push(`round ${round}: version ${version} came after ${base}`);
			}
		}
		const verdict = await judge(site, crowds, others);
		return {
			faults: [...faults, ...verdict.faults],
			acked: verdict.acked,
			figures: 'the second to arrive was told each time',
		};
	});
