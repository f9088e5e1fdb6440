// A day played into a hall's server by the program's own simulated clients.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hall } from './hall.js';
import { done, program } from './program.js';
import { sanitizerReport } from './sanitizer.js';

export interface Rehearsed {
	code: number | null;
	/** The report. */
	stdout: string;
	/** How it went on. */
	stderr: string;
}

export interface RehearseOptions {
	/** Another way to the server than straight. */
	url?: string;
	/** Links of another summit than the hall's. */
	linksOf?: string;
	/** Hears each line of how it goes on. */
	onLine?: (line: string) => void;
}

/** Plays it to its end. */
export async function rehearse(
	hall: Hall,
	args: string[],
	{ url = hall.url, linksOf = hall.db, onLine }: RehearseOptions = {},
): Promise<Rehearsed> {
	const links = join(hall.dir, 'links.json');
	writeFileSync(links, (await done(['links', '--db', linksOf, '--json'])).stdout);
	const child = spawn(program, ['rehearse', url, '--links', links, '--db', hall.db, ...args], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, ...(hall.authority && { SSL_CERT_FILE: hall.authority.root }) },
	});
	const said = { stdout: '', stderr: '' };
	child.stdout.on('data', (data) => {
		said.stdout += data;
	});
	child.stderr.on('data', (data) => {
		said.stderr += data;
		for (const line of String(data).split('\n')) {
			onLine?.(line);
		}
	});
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('close', resolve);
		child.once('error', reject);
	});
	const report = sanitizerReport(said.stderr);
	if (report) {
		throw new Error(report);
	}
	return { code, ...said };
}
