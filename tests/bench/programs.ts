// The servers that are measured, and the programs that measure: each a process, ended by its pid.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, plans, top } from '../lib/paths.js';
import { discard, program, scratch } from '../lib/program.js';

const execute = promisify(execFile);
const tool = (name: string) => join(build, 'tests/bench', name);

export interface Running {
	port: number;
	pid: number;
	/** Where the links of its seats are; not every server has any. */
	links?: string;
	/** From its start until it said that it serves, in milliseconds. */
	startMs: number;
	stop(): Promise<void>;
}

/** Starts a server and waits for the line that says where it is. */
function start(command: string, args: string[], links?: string): Promise<Running> {
	const began = performance.now();
	const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
	const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
	return new Promise((resolve, reject) => {
		let said = '';
		child.stderr.on('data', (data) => {
			said += data;
			const port = /ready at http:\/\/[^:]+:(\d+)/.exec(said)?.[1];
			if (port) {
				child.stderr.removeAllListeners('data').resume();
				resolve({
					port: Number(port),
					pid: child.pid ?? 0,
					startMs: performance.now() - began,
					stop: () => stop(child, ended),
					...(links && { links }),
				});
			}
		});
		ended.then(() => reject(new Error(`${command} ended\n${said}`)));
	});
}

function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
	child.kill('SIGTERM');
	return ended;
}

/** A folder for one run, gone afterwards. */
export async function inFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
	const dir = scratch();
	try {
		return await work(dir);
	} finally {
		discard(dir);
	}
}

/** The pages are not measured: a folder with a start page alone. */
function pages(dir: string): string {
	const path = join(dir, 'pages');
	mkdirSync(path, { recursive: true });
	writeFileSync(join(path, 'index.html'), '<!doctype html><title>Burgertop</title>\n');
	return path;
}

/** With as many desks as there can be: 750 of the theme team do not fit one link. */
export async function newSummit(dir: string): Promise<void> {
	const plan = join(dir, 'plan.json');
	const l750 = JSON.parse(readFileSync(join(plans, 'l750.json'), 'utf8'));
	writeFileSync(plan, JSON.stringify({ ...l750, desks: 64 }));
	const args = ['new', plan, '--db', join(dir, 'summit.db'), '--json'];
	const { stdout } = await execute(program, args);
	writeFileSync(join(dir, 'links.json'), stdout);
}

export function serve(dir: string): Promise<Running> {
	const db = join(dir, 'summit.db');
	const args = ['serve', '--db', db, '--listen', '127.0.0.1:0', '--pages', pages(dir)];
	return start(program, args, join(dir, 'links.json'));
}

export function serveFloor(dir: string, ...args: string[]): Promise<Running> {
	return start(tool('floor'), [join(dir, 'floor.db'), '--port', '0', ...args]);
}

export function servePeer(dir: string, ...args: string[]): Promise<Running> {
	const script = join(top, 'tests/bench/peer/server.mjs');
	return start(process.execPath, [script, join(dir, 'peer.db'), '--port', '0', ...args]);
}

interface Spread {
	p50: number;
	p95: number;
	p99: number;
	max: number;
}

/** What hall prints; each cell has some of it. Times in milliseconds, memory in bytes. */
export interface Told {
	good: boolean;
	bytes: number;
	cpu_us: number;
	cpu_us_per_delivery: number;
	cpu_us_per_connection: number;
	seconds: number;
	ack: Spread;
	all_have: Spread;
	each_has: Spread;
	served: Spread;
	last_ack: number;
	all_have_all: number;
	cards_per_second: number;
	behind: number;
	all_served: number;
	memory: number;
	memory_before: number;
	memory_per_viewer: number;
}

/** Fills a hall; throws when anything was lost, refused or closed. */
export async function hall(at: Running, cell: string, wishes: Record<string, number>) {
	const args = [cell, '--port', `${at.port}`, '--pid', `${at.pid}`];
	if (at.links) {
		args.push('--links', at.links);
	}
	for (const [name, value] of Object.entries(wishes)) {
		args.push(`--${name}`, `${value}`);
	}
	const { stdout } = await execute(tool('hall'), args, { maxBuffer: 1 << 24 });
	const told = JSON.parse(stdout) as Told;
	if (!told.good) {
		throw new Error(`hall ${args.join(' ')}: ${stdout}`);
	}
	return told;
}

export interface Commits {
	per_second: number;
	p50_us: number;
	p99_us: number;
}

export function commits(count: number, pace?: number): Promise<Commits> {
	return inFolder(async (dir) => {
		const args = [join(dir, 'rows.db'), `${count}`, ...(pace ? [`${pace}`] : [])];
		return JSON.parse((await execute(tool('commit_rate'), args)).stdout) as Commits;
	});
}

/** The processor's microseconds for a message that is sent alone, or so many in one send. */
export async function bareSend(sockets: number, bytes: number, atOnce: number, passes: number) {
	const args = [sockets, bytes, atOnce, passes].map(String);
	const { stdout } = await execute(tool('bare_send'), args);
	return JSON.parse(stdout) as { cpu_us: number };
}

/** A summit with that many cards, made once by the real server and kept beside the build. */
export async function summitOf(cards: number, dir: string): Promise<void> {
	const kept = join(build, 'summits', `${cards}`);
	if (!existsSync(join(kept, 'full'))) {
		discard(kept);
		mkdirSync(kept, { recursive: true });
		await newSummit(kept);
		const server = await serve(kept);
		await hall(server, 'fill', { desks: 1, cards });
		await server.stop();
		writeFileSync(join(kept, 'full'), '');
	}
	for (const name of ['summit.db', 'summit.db.key', 'links.json']) {
		copyFileSync(join(kept, name), join(dir, name));
	}
}

/** Kilobytes of a process, at their highest. */
export function peakKb(pid: number): number {
	return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
}
