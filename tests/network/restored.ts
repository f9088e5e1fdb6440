// The server fell, and an older file takes its place: the tablets give back what it lacks, and
// every card has the number that it had.
import { lapse } from '../lib/proc.js';
import { online } from './gone.js';
import { judge } from './judge.js';
import { tellAll, until } from './site.js';
import { trial } from './trial.js';

/** Two devices at each of the first tables, one at each other. */
export const restored = (tablets: number, spares: number) =>
	trial(`restored from a backup, ${tablets + spares} devices give back`, async (site) => {
		const network = await site.network();
		await network.weather({ delay: 20, jitter: 15 });
		const crowds = await Promise.all([
			site.crowd(network, site.tablets(tablets)),
			site.crowd(network, site.tablets(spares, 'spare')),
		]);
		const type = async (duration: number) => {
			await Promise.all(crowds.map((crowd) => crowd.type(400)));
			await lapse(duration);
			await Promise.all(crowds.map((crowd) => crowd.rest()));
			await until('every card answered', 20_000, async () =>
				(await tellAll(crowds)).every(({ cards }) => cards.every(({ number }) => number)),
			);
		};
		await online(crowds);
		await type(1000);
		const backup = await site.backup();
		await type(2000);
		const before = (await tellAll(crowds)).flatMap(({ cards }) => cards);
		await site.restore(backup);
		const lacked = before.length - (await site.metric('cards'));
		await until('everything given back', 30_000, async () => {
			return (await site.metric('cards')) >= before.length;
		});
		await online(crowds);
		const { faults, acked } = await judge(site, crowds);

		const after = new Map((await site.record()).map((card) => [card.id, card]));
		for (const { id, text, number } of before) {
			const now = after.get(id)?.number;
			if (now !== number) {
				faults.push(`"${text}" was ${number} and is now ${now ?? 'gone'}`);
			}
		}
		if (lacked < tablets) {
			faults.push(`the backup lacked only ${lacked} cards`);
		}
		return { faults, acked, figures: `${lacked} of ${before.length} cards given back` };
	});
