// A day played into a hall's server, and a browser that looks.
import { launch, Visitors } from '../lib/browser.js';
import { Hall } from '../lib/hall.js';
import * as program from '../lib/rehearse.js';

/** Plays a day to a good end; gives what the program said of it. */
export async function rehearse(hall: Hall, options: string[]): Promise<string> {
	const { code, stdout, stderr } = await program.rehearse(hall, options);
	if (code !== 0) {
		throw new Error(`burgertop rehearse ended with ${code}\n${stderr}\n${stdout}`);
	}
	return stderr + stdout;
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
