// What must hold after every fault: nothing acknowledged is lost, nothing is there twice or was sent
// by nobody, and in the end every device shows what the server has.
import { quantile } from '../lib/proc.js';
import type { Crowd } from './crowd.js';
import { digest } from './digest.js';
import type { CardTold, Told } from './people.js';
import { type RecordedCard, type Site, tellAll, until } from './site.js';

/** All are back this long after the line is, and most of them sooner. */
const allBack = 30_000;
const mostBack = 10_000;
const sameAgain = 10_000;

export interface Verdict {
	faults: string[];
	acked: number;
}

function compare(cards: CardTold[], record: RecordedCard[]): string[] {
	const faults: string[] = [];
	const there = new Map(record.map((card) => [card.id, card]));
	const sent = new Map(cards.map((card) => [card.id, card]));
	for (const { id, text, number, state } of sent.values()) {
		const kept = there.get(id);
		if (state === 'refused') {
			faults.push(`"${text}" was refused`);
		} else if (!kept) {
			faults.push(`"${text}" (${number}) is lost`);
		} else if (kept.number !== number || kept.text !== text) {
			faults.push(`"${text}" (${number}) became "${kept.text}" (${kept.number})`);
		}
	}
	const invented = record.filter((card) => !sent.has(card.id));
	faults.push(...invented.map((card) => `"${card.text}" was sent by nobody`));
	for (const what of ['number', 'text'] as const) {
		if (new Set(record.map((card) => card[what])).size !== record.length) {
			faults.push(`a ${what} is there twice`);
		}
	}
	return faults;
}

const isWaiting = (told: Told) => told.cards.some(({ state }) => state === 'waiting');

/** By seat: what somebody who comes there now is shown. */
async function truths(site: Site, seats: Set<string>): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	for (const seat of seats) {
		const client = await site.at(seat);
		found.set(seat, digest(client.has.every()));
		client.close();
	}
	return found;
}

/** Where somebody sits, by their name: tablet 12 and spare 12 at table 12, desk 1 at desk 1. */
export function seatOf(name: string): string {
	const [what, number] = name.split(' ');
	return what === 'viewer' ? 'public' : `${what === 'desk' ? 'desk' : 'table'}/${number}`;
}

const named = ({ name }: Told) => name;

/** Everybody has stopped typing. `others`: cards that were there before, of nobody in the crowds. */
export async function judge(
	site: Site,
	crowds: Crowd[],
	others: RecordedCard[] = [],
): Promise<Verdict> {
	const faults: string[] = [];
	const note = (error: unknown) => faults.push(error instanceof Error ? error.message : `${error}`);
	await until('everybody back and every card sent', allBack, async () =>
		(await tellAll(crowds)).every((told) => told.status === 'online' && !isWaiting(told)),
	).catch(note);
	const truth = new Map<string, string>();
	let different: string[] = [];
	await until('every device shows the same', sameAgain, async () => {
		// Whoever comes is shown counts up to the last tick: the newest may be on their way to all.
		const unsure = new Set(different.length > 0 ? different : (await tellAll(crowds)).map(named));
		for (const [seat, shown] of await truths(site, new Set([...unsure].map(seatOf)))) {
			truth.set(seat, shown);
		}
		const told = await tellAll(crowds);
		different = told.filter((t) => t.digest !== truth.get(seatOf(t.name))).map(named);
		return different.length === 0;
	}).catch((error) => note(`${error.message}: ${different.slice(0, 5).join(', ')}`));
	const cards = (await tellAll(crowds)).flatMap((told) => told.cards);
	const known = new Set(others.map(({ id }) => id));
	const record = (await site.record()).filter(({ id }) => !known.has(id));
	faults.push(...compare(cards, record));
	return { faults, acked: cards.filter(({ number }) => number !== undefined).length };
}

export interface Return {
	/** Milliseconds after the line came back. */
	most: number;
	all: number;
	faults: string[];
}

/** How soon everybody was back after a moment, by what they wrote down. */
export function returns(told: Told[], at: number, name: string): Return {
	const after = told.map((one) => {
		const last = one.history.at(-1);
		return last?.status === 'online' ? Math.max(0, last.at - at) : Number.POSITIVE_INFINITY;
	});
	const [most, all] = [quantile(after, 0.95), Math.max(...after)];
	const faults: string[] = [];
	if (most > mostBack || all > allBack) {
		faults.push(`${name}: 95 % were back after ${most} ms, all after ${all} ms`);
	}
	return { most, all, faults };
}

/** Who noticed too late, or never, that the line had died at a moment. */
export function unnoticed(told: Told[], died: number, within: number): string[] {
	return told.flatMap(({ name, history }) => {
		const noticed = history.find(({ at, status }) => at >= died && status === 'offline');
		return noticed && noticed.at - died <= within
			? []
			: [`${name} noticed the dead line ${noticed ? `after ${noticed.at - died} ms` : 'never'}`];
	});
}

/** Milliseconds from pressing the button to "bewaard". */
export function answerTimes(told: Told[]): number[] {
	return told.flatMap(({ cards }) => cards.flatMap((card) => card.answeredAfter ?? []));
}
