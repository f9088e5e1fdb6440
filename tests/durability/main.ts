// Started by tests/long: kill ROUNDS, power ROUNDS, or short.
import { kills, runKills } from './kill.js';
import { cuts, losses, modes, runCuts } from './power.js';
import { Series } from './series.js';

function say(good: boolean, what: string): boolean {
	console.log(`${good ? 'ok' : 'not ok'} - ${what}`);
	return good;
}

/** A dose for every run of the tests; TAP. */
async function short(): Promise<number> {
	let good = true;
	const kill = new Series('short-kill', 10, false);
	good = say(await kills(kill), kill.summary) && good;
	for (const mode of modes) {
		const series = new Series(`short-power-${mode}`, 8, false);
		good = say(await cuts(series, mode), series.summary) && good;
	}
	const rounds = 4;
	const losing = await losses(process.env.BURGERTOP_UNSYNCED ?? '', rounds);
	const what = `${losing} of ${rounds} cuts lose acknowledged cards when commits are not synced`;
	return say(losing > 0, what) && good ? 0 : 1;
}

const [what, rounds] = process.argv.slice(2);
if (what === 'kill') {
	process.exitCode = await runKills(Number(rounds));
} else if (what === 'power') {
	process.exitCode = await runCuts(Number(rounds));
} else {
	process.exitCode = await short();
}
