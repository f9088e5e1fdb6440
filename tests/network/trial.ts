// What a trial is: a summit of its own, a fault, and what was found.
import { Site } from './site.js';

export interface Outcome {
	/** What was amiss; empty when nothing was. */
	faults: string[];
	/** What was measured, for people. */
	figures: string;
	/** Cards that were acknowledged. */
	acked: number;
}

export interface Trial {
	name: string;
	run(): Promise<Outcome>;
}

export function trial(name: string, play: (site: Site) => Promise<Outcome>): Trial {
	return {
		name,
		async run() {
			const site = await Site.open();
			const outcome = await play(site).catch((error) => ({
				faults: [error instanceof Error ? error.message : String(error)],
				figures: '',
				acked: 0,
			}));
			await site.close();
			return { ...outcome, faults: [...outcome.faults, ...site.faults] };
		},
	};
}

export function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}
