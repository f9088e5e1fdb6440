// What both kinds of round share: a summit for seventy-five tables, and what must hold afterwards.
import { join } from 'node:path';
import { plans } from '../lib/paths.js';
import { makeSummit, run, type Seat } from '../lib/program.js';
import { Server } from '../lib/server.js';
import { compare, look, Tablet, type Verdict } from './fleet.js';

export interface Venue {
	db: string;
	seats: Map<string, Seat>;
	tablets: Tablet[];
}

export function seatOf(venue: Venue, name: string): Seat {
	const seat = venue.seats.get(name);
	if (!seat) {
		throw new Error(`the plan has no seat ${name}`);
	}
	return seat;
}

/** A new summit with a tablet at every table, its first round under way. */
export async function openVenue(dir: string, name: string): Promise<Venue> {
	const { db, seats } = await makeSummit(join(plans, 'l750.json'), join(dir, `${name}.db`));
	const venue: Venue = { db, seats, tablets: [] };
	const server = await Server.start(db);
	const { work } = await look(server.url, seatOf(venue, 'desk/1').token);
	await server.stop();
	venue.tablets = newTablets(venue, work);
	return venue;
}

export function newTablets(venue: Venue, work: Tablet['work']): Tablet[] {
	return [...venue.seats.values()]
		.filter(({ seat }) => seat.startsWith('table/'))
		.map(({ seat, token }) => new Tablet(Number(seat.split('/')[1]), token, work));
}

export interface After {
	verdict: Verdict;
	/** What `burgertop check` found amiss; empty when nothing. */
	findings: string;
	restartMs: number;
}

/** After a cut: the file is checked, the server comes back, and everything acknowledged is there. */
export async function inspect(venue: Venue): Promise<After> {
	const { code, stdout, stderr } = await run(['check', '--db', venue.db]);
	const start = performance.now();
	const server = await Server.start(venue.db);
	const restartMs = performance.now() - start;
	const { cards } = await look(server.url, seatOf(venue, 'desk/1').token);
	await server.stop();
	return {
		verdict: compare(venue.tablets, cards),
		findings: code === 0 ? '' : `${stdout}${stderr}`,
		restartMs,
	};
}

/** What no round may have; a line for each. */
export function faultsOf(venue: Venue, { verdict, findings, restartMs }: After): string[] {
	const faults = venue.tablets.flatMap((t) => t.faults);
	const { lost, twice, invented } = verdict;
	if (findings) {
		faults.push(`check: ${findings}`);
	}
	if (lost > 0) {
		faults.push(`${lost} acknowledged cards are lost`);
	}
	if (twice > 0) {
		faults.push(`${twice} cards are there twice, or share a number`);
	}
	if (invented > 0) {
		faults.push(`${invented} cards were sent by nobody`);
	}
	if (restartMs > 2000) {
		faults.push(`the restart took ${Math.round(restartMs)} ms`);
	}
	return faults;
}
