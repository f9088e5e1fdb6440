// What is told of a cell: each figure as median, least and most, and beside its anchor.
import { cpus, totalmem } from 'node:os';
import type { Cell, Figure } from './cells.js';

/** By "who.figure": a value a round. */
export type Readings = Record<string, number[]>;

export function machine(): object {
	const [first] = cpus();
	return {
		processors: cpus().length,
		model: first?.model ?? '',
		memory: totalmem(),
		node: process.version,
	};
}

export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	const upper = sorted[middle] ?? Number.NaN;
	return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

function short(value: number): string {
	return value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}

function spread(values: number[] | undefined): string {
	if (!values || values.length === 0) {
		return '-';
	}
	const range = `${short(Math.min(...values))} to ${short(Math.max(...values))}`;
	return `${short(median(values))} (${range})`;
}

function holds(value: number, { most, least }: Figure): boolean {
	return (most === undefined || value <= most) && (least === undefined || value >= least);
}

function bar({ most, least }: Figure): string {
	if (most !== undefined) {
		return `at most ${most}`;
	}
	return least !== undefined ? `at least ${least}` : '';
}

function row(figure: Figure, readings: Readings): { cells: string[]; good: boolean } {
	const subject = readings[figure.of];
	const anchor = figure.beside ? readings[figure.beside] : undefined;
	const value = anchor ? median(subject ?? []) / median(anchor) : median(subject ?? []);
	const good = holds(value, figure);
	return {
		cells: [
			figure.name,
			`${spread(subject)} ${figure.unit}`,
			anchor ? spread(anchor) : '',
			anchor ? `${value.toPrecision(3)} times` : '',
			bar(figure),
			bar(figure) ? (good ? 'holds' : 'DOES NOT HOLD') : '',
		],
		good,
	};
}

/** Prints a cell's table; false when a bar does not hold. */
export function print(cell: Cell, readings: Readings): boolean {
	const rows = cell.figures.map((figure) => row(figure, readings));
	console.log(`\n## ${cell.name}: ${cell.what}\n`);
	console.log('| figure | measured: median (least to most) | anchor | ratio | bar | |');
	console.log('|---|---:|---:|---:|---|---|');
	for (const { cells } of rows) {
		console.log(`| ${cells.join(' | ')} |`);
	}
	return rows.every(({ good }) => good);
}
