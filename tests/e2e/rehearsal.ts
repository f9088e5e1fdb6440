// A day played into a hall's server by the program's own simulated clients.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, Visitors } from '../lib/browser.js';
import { Hall } from '../lib/hall.js';
import { done, program } from '../lib/program.js';

/** Plays it to its end; gives what the program said of it. */
export async function rehearse(hall: Hall, options: string[]): Promise<string> {
	const links = join(hall.dir, 'links.json');
	const { stdout } = await done(['links', '--db', hall.db, '--json']);
	writeFileSync(links, stdout);
	const child = spawn(
		program,
		['rehearse', hall.url, '--links', links, '--db', hall.db, ...options],
		{ stdio: ['ignore', 'pipe', 'pipe'] },
	);
	let said = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (data) => {
			said += data;
		});
	}
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('close', resolve);
		child.once('error', reject);
	});
	if (code !== 0) {
		throw new Error(`burgertop rehearse ended with ${code}\n${said}`);
	}
	return said;
}

/** A hall and a browser for something long; complaints of the pages fail it in the end. */
export async function withSummit(
	plan: string,
	body: (hall: Hall, visit: Visitors['visit']) => Promise<void>,
): Promise<void> {
	const hall = new Hall();
	let visitors: Visitors | undefined;
	let faults: string[] = [];
	try {
		await hall.prepare(plan);
		await hall.serve();
		const open = new Visitors(await launch(), hall);
		visitors = open;
		await body(hall, (options) => open.visit(options));
	} finally {
		faults = (await visitors?.close()) ?? [];
		await visitors?.browser.close();
		await hall.close();
	}
	if (faults.length > 0) {
		throw new Error(`pages complained:\n${faults.join('\n')}`);
	}
}
