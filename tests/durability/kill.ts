// kill -9 at a random moment, with every tablet sending; started again, nothing acknowledged is gone.
import { lapse } from '../lib/proc.js';
import { discard, scratch } from '../lib/program.js';
import { Server } from '../lib/server.js';
import { faultsOf, inspect, openVenue, type Venue } from './round.js';
import { dice, exitCode, type Outcome, play, Series } from './series.js';

/** Rounds on one file, before it grows so large that looking at it is most of the work. */
const roundsOnAFile = 10;

async function killRound(venue: Venue, random: () => number): Promise<Outcome> {
	const server = await Server.start(venue.db);
	const before = venue.tablets.flatMap((t) => t.cards).filter((c) => c.number !== undefined).length;
	for (const tablet of venue.tablets) {
		tablet.start(server.url);
	}
	await lapse(100 + random() * 800);
	server.kill('SIGKILL');
	await server.ended;
	for (const tablet of venue.tablets) {
		tablet.stop();
	}
	const after = await inspect(venue);
	const faults = faultsOf(venue, after);
	return { acked: after.verdict.acked - before, restartMs: after.restartMs, faults };
}

export async function kills(series: Series): Promise<boolean> {
	const dir = scratch();
	let venue: Venue | null = null;
	let rounds = 0;
	try {
		return await play(series, async (number) => {
			if (!venue || rounds++ % roundsOnAFile === 0) {
				venue = await openVenue(dir, `kill-${number}`);
			}
			return killRound(venue, dice(number));
		});
	} finally {
		discard(dir);
	}
}

export async function runKills(rounds: number): Promise<number> {
	const series = new Series('kill', rounds, true);
	const good = await kills(series);
	return exitCode(good, [series]);
}
