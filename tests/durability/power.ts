// The power fails at a random write or sync (powercut.c), with every tablet sending.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { discard, scratch } from '../lib/program.js';
import { Server } from '../lib/server.js';
import { faultsOf, inspect, newTablets, openVenue, type Venue } from './round.js';
import { dice, exitCode, type Outcome, play, Series } from './series.js';

export const modes = ['torn', 'some', 'all'] as const;
export type Mode = (typeof modes)[number];

export interface Cut {
	mode: Mode;
	seed: number;
	/** The program that the power fails under; the build's own when absent. */
	program?: string;
}

/** The preloaded library, built by tests/long. */
const preloaded = process.env.BURGERTOP_POWERCUT ?? '';

/** A cut that is not reached within this time comes at once. */
const patienceMs = 10_000;

function freshCopy(first: Venue, dir: string): Venue {
	const db = join(dir, 'cut.db');
	for (const suffix of ['-wal', '-shm', '-journal', '.lock']) {
		discard(db + suffix);
	}
	copyFileSync(first.db, db);
	copyFileSync(`${first.db}.key`, `${db}.key`);
	const work = first.tablets[0]?.work ?? { step: '', theme: '' };
	const venue = { ...first, db };
	return { ...venue, tablets: newTablets(venue, work) };
}

async function untilCut(venue: Venue, cut: Cut): Promise<void> {
	const random = dice(cut.seed);
	const env = {
		LD_PRELOAD: preloaded,
		POWERCUT_MATCH: venue.db,
		POWERCUT_AT: String(1 + Math.floor(random() * (cut.seed % 5 === 0 ? 60 : 4000))),
		POWERCUT_SEED: String(cut.seed),
		POWERCUT_MODE: cut.mode,
	};
	const options = cut.program ? { env, program: cut.program } : { env };
	const server = await Server.start(venue.db, options).catch(() => null); // cut while starting
	if (!server) {
		return;
	}
	for (const tablet of venue.tablets) {
		tablet.start(server.url);
	}
	const patience = setTimeout(() => server.kill('SIGUSR2'), patienceMs);
	await server.ended;
	clearTimeout(patience);
	for (const tablet of venue.tablets) {
		tablet.stop();
	}
}

export interface CutOutcome extends Outcome {
	lost: number;
}

export async function cutRound(first: Venue, dir: string, cut: Cut): Promise<CutOutcome> {
	const venue = freshCopy(first, dir);
	await untilCut(venue, cut);
	const after = await inspect(venue);
	const { acked, lost } = after.verdict;
	return { acked, lost, restartMs: after.restartMs, faults: faultsOf(venue, after) };
}

export async function cuts(series: Series, mode: Mode): Promise<boolean> {
	const dir = scratch();
	try {
		const first = await openVenue(dir, 'first');
		return await play(series, (seed) => cutRound(first, dir, { mode, seed }));
	} finally {
		discard(dir);
	}
}

/**
 * The same with a server that does not sync at each commit. It must lose acknowledged cards: a test
 * that finds nothing there could not find anything. Gives in how many of the cuts it did.
 */
export async function losses(program: string, rounds: number): Promise<number> {
	const dir = scratch();
	let losing = 0;
	try {
		const first = await openVenue(dir, 'first');
		for (let seed = 1; seed <= rounds; seed++) {
			const { lost } = await cutRound(first, dir, { mode: 'all', seed, program });
			losing += lost > 0 ? 1 : 0;
		}
		return losing;
	} finally {
		discard(dir);
	}
}

export async function runCuts(rounds: number): Promise<number> {
	const all = modes.map((mode) => new Series(`power-${mode}`, rounds, true));
	let good = true;
	for (const [i, series] of all.entries()) {
		if (!series.isDone && all.slice(0, i).every((s) => s.isDone)) {
			good = (await cuts(series, modes[i] ?? 'torn')) && good;
		}
	}
	return exitCode(good, all);
}
