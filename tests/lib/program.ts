// The program as an organiser runs it: its subcommands, and summits made with them.
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build, plans } from './paths.js';
import { sanitizerReport } from './sanitizer.js';

export const program = join(build, 'burgertop');

export interface Outcome {
	code: number;
	stdout: string;
	stderr: string;
}

export function run(args: string[]): Promise<Outcome> {
	return new Promise((resolve, reject) => {
		execFile(program, args, { maxBuffer: 64 << 20, timeout: 60_000 }, (error, stdout, stderr) => {
			const report = sanitizerReport(stderr);
			if (report || (error && typeof error.code !== 'number')) {
				reject(new Error(`burgertop ${args.join(' ')}: ${report ?? error?.message}\n${stderr}`));
			} else {
				resolve({ code: Number(error?.code ?? 0), stdout, stderr });
			}
		});
	});
}

/** The same, where nothing else than success will do. */
export async function done(args: string[]): Promise<Outcome> {
	const outcome = await run(args);
	if (outcome.code !== 0) {
		throw new Error(`burgertop ${args.join(' ')} ended with ${outcome.code}\n${outcome.stderr}`);
	}
	return outcome;
}

export function scratch(): string {
	return mkdtempSync(join(tmpdir(), 'burgertop-test-'));
}

export function discard(dir: string): void {
	rmSync(dir, { recursive: true, force: true });
}

export interface Seat {
	seat: string;
	link: string;
	token: string;
	code: string;
}

export interface Made {
	db: string;
	seats: Map<string, Seat>;
}

/** A new summit from a plan file. */
export async function makeSummit(plan: string, db: string): Promise<Made> {
	const { stdout } = await done(['new', '--db', db, '--json', plan]);
	return { db, seats: new Map(readSeats(stdout).map((s) => [s.seat, s])) };
}

export function readSeats(json: string): Seat[] {
	return JSON.parse(json) as Seat[];
}

const first = new Map<string, Promise<Made>>();

/** The same from a plan, by its path or one of deploy/plans: made once in a process, then copied. */
export async function copySummit(plan: string, dir: string): Promise<Made> {
	let made = first.get(plan);
	if (!made) {
		const at = scratch();
		process.once('exit', () => discard(at));
		made = makeSummit(resolve(plans, plan), join(at, 'first.db'));
		first.set(plan, made);
	}
	const { db, seats } = await made;
	const copy = join(dir, 'summit.db');
	copyFileSync(db, copy);
	copyFileSync(`${db}.key`, `${copy}.key`);
	return { db: copy, seats };
}

/** The record as an export has it. */
export async function exportRecord(db: string, dir: string): Promise<Record<string, unknown>> {
	await done(['export', '--db', db, '--out', dir]);
	return JSON.parse(readFileSync(join(dir, 'record.json'), 'utf8'));
}
