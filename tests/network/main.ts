// Started by tests/run and tests/long: quick, full, or long ROUNDS.
import { fileURLToPath } from 'node:url';
import { exitCode, play, type Outcome as Round, Series } from '../durability/series.js';
import { endWithStarter, isApart, runApart, whyNotApart } from './apart.js';
import { fall, frozen, outageOf, silent } from './gone.js';
import { late, repeats } from './repeats.js';
import { restored } from './restored.js';
import { slow } from './slow.js';
import { torn } from './torn.js';
import type { Trial } from './trial.js';
import { far, lossOf } from './weather.js';

/** Trials of a lane come one after another, lanes beside each other: most trials mainly wait. */
type Lanes = Trial[][];

const quick: Lanes[] = [[[fall(15, 30)], [repeats(200), late(10), restored(12, 4)]]];

const full: Lanes[] = [
	[
		[far(10_000, 4, 900)],
		[outageOf(20_000, 75, 200), fall(40, 100), torn(4)],
		[silent(10), frozen(12_000, 30), lossOf(5, 8000, 40)],
		[repeats(1000), late(30), restored(30, 10), lossOf(15, 8000, 40), lossOf(30, 8000, 20)],
	],
	// This one compares times: nothing else may run.
	[[slow(4000, 60)]],
];

const long: Trial[] = [
	outageOf(20_000, 75, 750),
	lossOf(5, 60_000, 75),
	lossOf(15, 60_000, 75),
	lossOf(30, 60_000, 75),
	far(30_000, 4, 900),
	silent(37),
	frozen(12_000, 75),
	repeats(5000),
	late(100),
	restored(75, 25),
	torn(20),
	slow(40_000, 74),
	fall(75, 750),
	outageOf(90_000, 75, 750),
];
/** A long trial takes up to two minutes and a half. */
const pieceMs = 6 * 60_000;

/** TAP, a line for each. */
async function tell(trial: Trial): Promise<boolean> {
	const { faults, figures } = await trial.run();
	const good = faults.length === 0;
	console.log(`${good ? 'ok' : 'not ok'} - ${trial.name}${figures && `: ${figures}`}`);
	for (const fault of faults.slice(0, 20)) {
		console.log(`#   ${fault}`);
	}
	return good;
}

async function tellAll(groups: Lanes[]): Promise<number> {
	let good = true;
	for (const lanes of groups) {
		const alone = async (lane: Trial[]) => {
			for (const trial of lane) {
				good = (await tell(trial)) && good;
			}
		};
		await Promise.all(lanes.map(alone));
	}
	return good ? 0 : 1;
}

async function tellLong(rounds: number): Promise<number> {
	const series = new Series('network', rounds, true, pieceMs);
	const good = await play(series, async (number): Promise<Round> => {
		const trial = long[(number - 1) % long.length] as Trial;
		const { faults, figures, acked } = await trial.run();
		console.log(`# ${number}: ${trial.name}: ${figures}`);
		return { acked, restartMs: 0, faults };
	});
	console.log(`# ${series.summary}`);
	return exitCode(good, [series]);
}

async function main(what: string | undefined, rounds: string | undefined): Promise<number> {
	if (what === 'long') {
		return tellLong(Number(rounds));
	}
	return tellAll(what === 'quick' ? quick : full);
}

const words = process.argv.slice(2);
const why = isApart ? null : whyNotApart();
if (isApart) {
	endWithStarter();
	process.exit(await main(words[0], words[1]));
} else if (why) {
	console.log(`ok - the network # SKIP ${why}`);
} else {
	process.exitCode = await runApart(fileURLToPath(import.meta.url), words);
}
