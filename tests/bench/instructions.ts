// Started by tests/bench/instructions: runs the program of that name under callgrind, and compares
// what it counts with limits.json.
import { spawnSync } from 'node:child_process';
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../..', import.meta.url));
const programs = join(top, 'build-test/gcc');
const counted = join(top, 'build-test/instructions');
const limitsPath = join(top, 'tests/bench/limits.json');

interface Limits {
	margin: number;
	instructions: Record<string, number>;
}

function run(command: string, args: string[]): string {
	const done = spawnSync(command, args, { encoding: 'utf8', timeout: 60_000 });
	if (done.status !== 0) {
		throw new Error(`${command}: ${done.error?.message ?? ''}${done.stderr}`);
	}
	return done.stdout;
}

/** The phases' instructions by name. The files stay, each with the name of its phase. */
function readCounts(): Map<string, number> {
	const counts = new Map<string, number>();
	for (const file of readdirSync(counted)) {
		const text = readFileSync(join(counted, file), 'utf8');
		const phase = /^desc: Trigger: Client Request: (\w+)$/m.exec(text)?.[1];
		const count = /^summary: (\d+)$/m.exec(text)?.[1];
		if (phase && count) {
			counts.set(phase, Number(count));
			renameSync(join(counted, file), join(counted, phase));
		}
	}
	return counts;
}

/** What one of each costs. */
function count(): Record<string, number> {
	const dir = mkdtempSync(join(tmpdir(), 'burgertop-instructions-'));
	const db = join(dir, 'summit.db');
	rmSync(counted, { recursive: true, force: true });
	mkdirSync(counted, { recursive: true });
	try {
		const plan = join(top, 'deploy/plans/l750.json');
		run(join(programs, 'burgertop'), ['new', plan, '--db', db, '--json']);
		const program = join(programs, 'tests/bench/instructions');
		const out = `--callgrind-out-file=${join(counted, 'out')}`;
		const times = JSON.parse(run('valgrind', ['--tool=callgrind', '-q', out, program, db]));
		const counts = readCounts();
		const of = (phase: string): number => {
			const found = counts.get(phase);
			if (!found) {
				throw new Error(`callgrind counted nothing of ${phase}`);
			}
			return found;
		};
		const alone = of('alone') / times.alone;
		const deliveries = times.watched * times.audience;
		return {
			'a card alone': alone,
			'a card of many': of('together') / times.together,
			'a delivery': (of('watched') - alone * times.watched) / deliveries,
			'a full state': of('first'),
			'a newcomer': of('others') / times.newcomers,
		};
	} finally {
		rmSync(dir, { recursive: true });
	}
}

function say(n: number): string {
	return Math.round(n).toLocaleString('en');
}

/** A line of TAP for each. What became far cheaper is told too: its limit no longer guards it. */
function compare(counts: Record<string, number>, limits: Limits): boolean {
	let good = true;
	for (const [what, n] of Object.entries(counts)) {
		const was = limits.instructions[what] ?? 0;
		const most = was * (1 + limits.margin);
		console.log(
			`${n <= most ? 'ok' : 'not ok'} - ${what}: ${say(n)} instructions, at most ${say(most)}`,
		);
		if (n < was * (1 - limits.margin)) {
			console.log('#   far below its limit: tests/bench/instructions --renew');
		}
		good &&= n <= most;
	}
	return good;
}

const limits: Limits = JSON.parse(readFileSync(limitsPath, 'utf8'));
try {
	const counts = count();
	if (process.argv.includes('--renew')) {
		const rounded = Object.entries(counts).map(([what, n]) => [what, Math.round(n)]);
		limits.instructions = Object.fromEntries(rounded);
		writeFileSync(limitsPath, `${JSON.stringify(limits, null, '\t')}\n`);
	}
	process.exitCode = compare(counts, limits) ? 0 : 1;
} catch (error) {
	console.log('not ok - instructions are counted');
	console.log(String(error).replace(/^/gm, '#   '));
	process.exitCode = 1;
}
