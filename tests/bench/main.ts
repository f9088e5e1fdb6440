// Started by tests/bench/run: cells in turn, a round at a time, so that a subject and its anchors are
// measured in the same minutes.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Cell, cells, rare } from './cells.js';
import { machine, print, type Readings } from './report.js';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		rounds: { type: 'string', default: '3' },
		json: { type: 'string' },
		large: { type: 'boolean', default: false },
	},
});

function chosen(): Cell[] {
	const all = cells(values.large);
	const unknown = positionals.filter((name) => !all.some((cell) => cell.name === name));
	if (unknown.length > 0) {
		console.error(`bench: there is no cell ${unknown.join(', ')}`);
		process.exit(2);
	}
	return all.filter((cell) =>
		positionals.length > 0 ? positionals.includes(cell.name) : !rare.has(cell.name),
	);
}

async function round(cell: Cell, number: number, readings: Readings): Promise<void> {
	const runners = Object.entries(cell.runners);
	// Every other round the other way about: what warms up or tires the machine does so for both.
	for (const [who, run] of number % 2 ? runners : runners.reverse()) {
		process.stderr.write(`bench: ${cell.name}, round ${number}: ${who}\n`);
		const reading = await run();
		for (const [figure, value] of Object.entries(reading)) {
			const name = `${who}.${figure}`;
			readings[name] = [...(readings[name] ?? []), value];
		}
	}
}

const results: { cell: Cell; readings: Readings }[] = [];
let good = true;
for (const cell of chosen()) {
	const readings: Readings = {};
	for (let number = 1; number <= Number(values.rounds); number++) {
		await round(cell, number, readings);
	}
	results.push({ cell, readings });
	good = print(cell, readings) && good;
}
if (values.json) {
	const told = results.map(({ cell, readings }) => ({
		cell: cell.name,
		what: cell.what,
		readings,
	}));
	writeFileSync(
		values.json,
		`${JSON.stringify({ machine: machine(), cells: told }, null, '\t')}\n`,
	);
}
process.exitCode = good ? 0 : 1;
