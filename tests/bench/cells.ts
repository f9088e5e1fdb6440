// What is measured, beside what, and how good it has to be. docs/performance.md tells what it means.
import {
	bareSend,
	commits,
	hall,
	inFolder,
	newSummit,
	peakKb,
	type Running,
	serve,
	serveFloor,
	servePeer,
	summitOf,
	type Told,
} from './programs.js';

type Reading = Record<string, number>;

export interface Figure {
	name: string;
	unit: string;
	/** "who.figure", as the runners read it. */
	of: string;
	beside?: string;
	/** Of the ratio where there is an anchor, else of the median. */
	most?: number;
	least?: number;
}

export interface Cell {
	name: string;
	what: string;
	runners: Record<string, () => Promise<Reading>>;
	figures: Figure[];
}

/** Not run unless asked for. */
export const rare = new Set(['flat']);

type Serve = (dir: string) => Promise<Running>;
type Wishes = Record<string, number>;

async function freshSummit(dir: string): Promise<Running> {
	await newSummit(dir);
	return serve(dir);
}

/** A server for one cell. */
function at(how: Serve, work: (server: Running) => Promise<Reading>): () => Promise<Reading> {
	return () =>
		inFolder(async (dir) => {
			const server = await how(dir);
			try {
				return await work(server);
			} finally {
				await server.stop();
			}
		});
}

const floor: Serve = (dir) => serveFloor(dir, '--cards', '1');
const peer: Serve = (dir) => servePeer(dir, '--cards', '1');
/** Some cards first: a write-ahead log that still grows is slower than in the rest of the day. */
const warmUp = (server: Running) => hall(server, 'fill', { desks: 1, cards: 1500 });

const steady = (how: Serve, wishes: Wishes) =>
	at(how, async (server) => {
		await warmUp(server);
		const told = await hall(server, 'steady', wishes);
		return {
			ack: told.ack.p50,
			ack99: told.ack.p99,
			all: told.all_have?.p50 ?? Number.NaN,
			cpu: told.cpu_us_per_delivery,
		};
	});

function ack(): Cell {
	const wishes = { desks: 750, rate: 75, seconds: 6 };
	return {
		name: 'ack',
		what: '75 cards a second, each to 750 of the theme team',
		runners: {
			disk: async () => {
				const { p50_us, p99_us } = await commits(1500, 75).then(() => commits(450, 75));
				return { paced: p50_us / 1000, paced99: p99_us / 1000 };
			},
			burgertop: steady(freshSummit, wishes),
			network: async () => ({ send: (await bareSend(750, 500, 1, 200)).cpu_us }),
			floor: steady(floor, wishes),
			node: steady(peer, wishes),
		},
		figures: [
			{
				name: 'acknowledged, half',
				unit: 'ms',
				of: 'burgertop.ack',
				beside: 'disk.paced',
				most: 1.5,
			},
			{ name: 'acknowledged, 99 of 100', unit: 'ms', of: 'burgertop.ack99', most: 20 },
			{
				name: 'processor a delivery',
				unit: 'µs',
				of: 'burgertop.cpu',
				beside: 'network.send',
				most: 1.4,
			},
			{ name: 'all 750 have it, half', unit: 'ms', of: 'burgertop.all', beside: 'floor.all' },
			{ name: 'acknowledged, half', unit: 'ms', of: 'burgertop.ack', beside: 'floor.ack' },
			{
				name: 'acknowledged, half, beside Node',
				unit: 'ms',
				of: 'burgertop.ack',
				beside: 'node.ack',
			},
			{
				name: 'processor a delivery, beside Node',
				unit: 'µs',
				of: 'burgertop.cpu',
				beside: 'node.cpu',
			},
		],
	};
}

function crowd(): Cell {
	const few = { viewers: 100, rate: 75, seconds: 6 };
	return {
		name: 'crowd',
		what: '75 cards a second, and the counts of each tick to 10,000 of the public',
		runners: {
			few: steady(freshSummit, few),
			many: steady(freshSummit, { ...few, viewers: 10_000 }),
		},
		figures: [
			{
				name: 'acknowledged, half, beside 100 viewers',
				unit: 'ms',
				of: 'many.ack',
				beside: 'few.ack',
				most: 1.3,
			},
			{ name: 'acknowledged, 99 of 100', unit: 'ms', of: 'many.ack99', most: 20 },
		],
	};
}

const burstOf = (how: Serve) =>
	at(how, async (server) => {
		const told = await hall(server, 'burst', { desks: 750, each: 10 });
		return { last: told.last_ack, all: told.all_have_all, cpu: told.cpu_us_per_delivery };
	});

function burst(): Cell {
	return {
		name: 'burst',
		what: '750 cards at once from 75 tables, each to 750 of the theme team',
		runners: { burgertop: burstOf(freshSummit), floor: burstOf(floor), node: burstOf(peer) },
		figures: [
			{ name: 'last acknowledged', unit: 'ms', of: 'burgertop.last', most: 40 },
			{ name: 'all have all', unit: 'ms', of: 'burgertop.all', most: 500 },
			{ name: 'processor a delivery', unit: 'µs', of: 'burgertop.cpu', most: 0.6 },
			{ name: 'all have all', unit: 'ms', of: 'burgertop.all', beside: 'floor.all' },
			{ name: 'all have all, beside Node', unit: 'ms', of: 'burgertop.all', beside: 'node.all' },
		],
	};
}

const closedOf = (how: Serve) =>
	at(how, async (server) => {
		const told = await hall(server, 'closed', { desks: 100, seconds: 5 });
		return { rate: told.cards_per_second, ack: told.ack.p50, behind: told.behind };
	});

function closed(): Cell {
	return {
		name: 'closed',
		what: 'as many cards a second as are taken, each to 100 of the theme team',
		runners: {
			disk: async () => ({ rate: (await commits(5000)).per_second }),
			burgertop: closedOf(freshSummit),
			floor: closedOf(floor),
			node: closedOf(peer),
		},
		figures: [
			{
				name: 'cards a second',
				unit: '',
				of: 'burgertop.rate',
				beside: 'disk.rate',
				least: 1.8,
			},
			{ name: 'the last viewer is behind', unit: 'ms', of: 'burgertop.behind', most: 500 },
			{ name: 'cards a second', unit: '', of: 'burgertop.rate', beside: 'floor.rate' },
			{ name: 'cards a second, beside Node', unit: '', of: 'burgertop.rate', beside: 'node.rate' },
		],
	};
}

const publishOf = (wishes: Wishes) =>
	at(freshSummit, async (server) => {
		const told = await hall(server, 'publish', { desks: 2, viewers: 10_000, ...wishes });
		return {
			each99: told.each_has.p99,
			last: told.all_have.max,
			grown: (told.memory - told.memory_before) / 1e6,
			memory: told.memory / 1e6,
			gigabytes: told.bytes / 1e9,
		};
	});

function publish(): Cell {
	return {
		name: 'publish',
		what: 'ideas of twelve cards to 10,000 of the public',
		runners: {
			paced: publishOf({ cards: 120, ideas: 10, rate: 1 }),
			atOnce: publishOf({ cards: 900, ideas: 75, rate: 0 }),
		},
		figures: [
			{ name: 'an idea, 99 of 100 viewers', unit: 'ms', of: 'paced.each99', most: 400 },
			{ name: '75 ideas at once, last viewer', unit: 'ms', of: 'atOnce.last' },
			{ name: 'that is', unit: 'GB', of: 'atOnce.gigabytes' },
		],
	};
}

function flat(): Cell {
	return {
		name: 'flat',
		what: 'ten minutes of 10,000 viewers, an idea every two seconds',
		runners: { burgertop: publishOf({ cards: 900, ideas: 300, rate: 0.5 }) },
		figures: [
			{ name: 'memory grew by', unit: 'MB', of: 'burgertop.grown', most: 5 },
			{ name: 'an idea, 99 of 100 viewers', unit: 'ms', of: 'burgertop.each99', most: 400 },
		],
	};
}

/** The tables are a program of their own: one that reads gigabytes would be late for them. */
async function storming(server: Running, typing: boolean): Promise<Reading> {
	const storm = hall(server, 'storm', { tables: 0, viewers: 5000 });
	if (!typing) {
		const told: Told = await storm;
		return { served: told.all_served, cpu: told.cpu_us_per_connection };
	}
	let over = false;
	const worst: number[] = [];
	const tables = (async () => {
		while (!over) {
			worst.push((await hall(server, 'steady', { rate: 75, seconds: 1 })).ack.p99);
		}
	})();
	const told: Told = await storm;
	over = true;
	await tables;
	return {
		served: told.all_served,
		half: told.served.p50,
		cpu: told.cpu_us_per_connection,
		ack99: Math.max(...worst),
		megabytes: told.bytes / 2e6,
		peak: peakKb(server.pid) / 1000,
	};
}

/** What one viewer gets: the floor is to send as much. */
let stateBytes = 0;

function storm(): Cell {
	return {
		name: 'storm',
		what: '5,000 of the public come back at once, each for the full state of 900 cards',
		runners: {
			burgertop: at(freshSummit, async (server) => {
				await hall(server, 'fill', { desks: 1, cards: 900, ideas: 75 });
				const alone = await storming(server, false);
				const typing = await storming(server, true);
				stateBytes = Math.round(((typing.megabytes ?? 0) * 1e6) / 5000);
				return { ...typing, served: alone.served ?? Number.NaN, cpu: alone.cpu ?? Number.NaN };
			}),
			floor: async () => {
				const args = ['--state-bytes', `${stateBytes || 350_000}`];
				return at(
					(dir) => serveFloor(dir, ...args),
					(server) => storming(server, false),
				)();
			},
			node: async () => {
				const args = ['--state-bytes', `${stateBytes || 350_000}`];
				return at(
					(dir) => servePeer(dir, ...args),
					(server) => storming(server, false),
				)();
			},
		},
		figures: [
			{
				name: 'all are served',
				unit: 'ms',
				of: 'burgertop.served',
				beside: 'floor.served',
				most: 2.5,
			},
			{
				name: 'tables acknowledged meanwhile, 99 of 100',
				unit: 'ms',
				of: 'burgertop.ack99',
				most: 100,
			},
			{ name: 'processor a viewer', unit: 'µs', of: 'burgertop.cpu', beside: 'floor.cpu' },
			{ name: 'sent in all', unit: 'MB', of: 'burgertop.megabytes' },
			{ name: 'memory at its peak', unit: 'MB', of: 'burgertop.peak' },
			{
				name: 'all are served, beside Node',
				unit: 'ms',
				of: 'burgertop.served',
				beside: 'node.served',
			},
		],
	};
}

function memory(): Cell {
	return {
		name: 'memory',
		what: 'a viewer who is only there; the day of the plan with 750 of them',
		runners: {
			idle: at(freshSummit, async (server) => {
				const told = await hall(server, 'idle', { viewers: 5000, seconds: 1 });
				return { viewer: told.memory_per_viewer / 1000 };
			}),
			day: at(freshSummit, async (server) => {
				await hall(server, 'fill', { desks: 10, cards: 900, ideas: 75 });
				await hall(server, 'steady', { desks: 10, viewers: 750, rate: 20, seconds: 5 });
				return { peak: peakKb(server.pid) / 1000 };
			}),
		},
		figures: [
			{ name: 'a viewer', unit: 'KB', of: 'idle.viewer', most: 5 },
			{ name: 'the process at its peak', unit: 'MB', of: 'day.peak', most: 40 },
		],
	};
}

const startOf = (cards: number) => () =>
	inFolder(async (dir) => {
		await summitOf(cards, dir);
		const server = await serve(dir);
		await hall(server, 'steady', { tables: 1, rate: 1, seconds: 1 });
		const peak = peakKb(server.pid) / 1000;
		await server.stop();
		return { start: server.startMs, peak };
	});

function start(large: boolean): Cell {
	const sizes: [string, number, number][] = [
		['1500', 1500, 300],
		['100000', 100_000, 300],
	];
	if (large) {
		sizes.push(['1000000', 1_000_000, 3000]);
	}
	return {
		name: 'start',
		what: 'from its start until it serves',
		runners: Object.fromEntries(sizes.map(([name, cards]) => [name, startOf(cards)])),
		figures: sizes.flatMap(([name, cards, most]) => [
			{ name: `${cards} cards`, unit: 'ms', of: `${name}.start`, most },
			{ name: `memory with ${cards} cards`, unit: 'MB', of: `${name}.peak` },
		]),
	};
}

export function cells(large: boolean): Cell[] {
	return [ack(), crowd(), burst(), closed(), publish(), storm(), memory(), start(large), flat()];
}
