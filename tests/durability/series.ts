// Rounds in a row, counted in a file so that a long series can be done in pieces.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { top } from '../lib/paths.js';

export interface Tally {
	rounds: number;
	acked: number;
	faults: number;
	restartMostMs: number;
}

export interface Outcome {
	acked: number;
	restartMs: number;
	faults: string[];
}

const usualPieceMs = 8.5 * 60_000;

export class Series {
	readonly tally: Tally = { rounds: 0, acked: 0, faults: 0, restartMostMs: 0 };
	#file: string;
	#start = performance.now();

	constructor(
		readonly name: string,
		readonly wanted: number,
		resume: boolean,
		readonly pieceMs = usualPieceMs,
	) {
		this.#file = join(top, 'build-test/long', `${name}.json`);
		if (resume && existsSync(this.#file)) {
			Object.assign(this.tally, JSON.parse(readFileSync(this.#file, 'utf8')));
		}
	}

	get isDone(): boolean {
		return this.tally.rounds >= this.wanted;
	}

	/** A piece ends before whoever watches over it loses patience. */
	get isTime(): boolean {
		return performance.now() - this.#start > this.pieceMs;
	}

	add({ acked, restartMs, faults }: Outcome): void {
		const t = this.tally;
		t.rounds++;
		t.acked += acked;
		t.faults += faults.length;
		t.restartMostMs = Math.max(t.restartMostMs, Math.round(restartMs));
		mkdirSync(dirname(this.#file), { recursive: true });
		writeFileSync(this.#file, `${JSON.stringify(t)}\n`);
		for (const fault of faults) {
			console.log(`# ${this.name}, round ${t.rounds}: ${fault}`);
		}
	}

	get summary(): string {
		const { rounds, acked, faults, restartMostMs } = this.tally;
		const restart = restartMostMs > 0 ? `, slowest restart ${restartMostMs} ms` : '';
		return `${this.name}: ${rounds} of ${this.wanted} rounds, ${acked} cards acknowledged, ${faults} faults${restart}`;
	}
}

/** Runs rounds until enough or until the piece is over; false when something was amiss. */
export async function play(series: Series, round: (number: number) => Promise<Outcome>) {
	while (!series.isDone && !series.isTime) {
		const number = series.tally.rounds + 1;
		series.add(await round(number));
		if (number % 10 === 0 || series.isDone) {
			console.log(`# ${series.summary}`);
		}
	}
	return series.tally.faults === 0;
}

/** A number from a seed: the same for the same round, in every piece. */
export function dice(seed: number): () => number {
	let state = (seed * 2654435761) >>> 0 || 1;
	return () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		state >>>= 0;
		return state / 2 ** 32;
	};
}

/** Exit code of a piece: 0 done, 1 something was amiss, 75 more to do. */
export function exitCode(good: boolean, all: Series[]): number {
	return good ? (all.every((s) => s.isDone) ? 0 : 75) : 1;
}
