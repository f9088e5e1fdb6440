// A summit under test: its server, the staff beside it, and crowds across networks with faults.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '../lib/client.js';
import { goTo } from '../lib/deeds.js';
import { eventually } from '../lib/proc.js';
import { copySummit, discard, done, exportRecord, type Made, scratch } from '../lib/program.js';
import { Server } from '../lib/server.js';
import { Crowd } from './crowd.js';
import { Network } from './network.js';
import type { Person, Told } from './people.js';

type Coming = Omit<Person, 'address'>;

/** Waits until something holds; says so when it does not in time. */
export function until(
	what: string,
	patience: number,
	holds: () => Promise<boolean> | boolean,
): Promise<void> {
	return eventually(what, holds, patience);
}

let ports = 7500;

export class Site {
	readonly port = ports++;
	readonly dir = scratch();
	readonly faults: string[] = [];
	server!: Server;
	control!: Client;
	#made!: Made;
	#closers: (() => Promise<void>)[] = [];
	#clients: Client[] = [];
	#copies = 0;

	/** Its first round is under way. */
	static async open(plan = 'l750.json'): Promise<Site> {
		const site = new Site();
		site.#made = await copySummit(plan, site.dir);
		await site.serve();
		site.control = await site.at('control/1');
		const rounds = site.control.has.all('step').filter((step) => step.kind === 'round');
		const first = rounds.sort((a, b) => a.number - b.number)[0];
		await goTo(site.control, first?.id ?? '');
		return site;
	}

	get db(): string {
		return this.#made.db;
	}

	async serve(): Promise<void> {
		// Freed memory that the sanitizer keeps to itself would look like growth.
		const ASAN_OPTIONS = `${process.env.ASAN_OPTIONS ?? ''}:quarantine_size_mb=4`;
		const listen = `0.0.0.0:${this.port}`;
		this.server = await Server.start(this.db, { listen, env: { ASAN_OPTIONS } });
	}

	token(seat: string): string {
		const token = this.#made.seats.get(seat)?.token;
		if (token === undefined) {
			throw new Error(`there is no seat ${seat}`);
		}
		return token;
	}

	/** Somebody beside the server, whose line has no faults. */
	async at(seat: string): Promise<Client> {
		const client = await Client.connect(`http://127.0.0.1:${this.port}`);
		this.#clients.push(client);
		const { seq } = await client.hello(seat === 'public' ? {} : { token: this.token(seat) });
		await client.caughtUp(seq);
		return client;
	}

	async network(): Promise<Network> {
		const network = await Network.make(process.env.BURGERTOP_TUNLINK ?? '');
		this.#closers.push(() => network.close());
		return network;
	}

	async crowd(network: Network, people: Coming[]): Promise<Crowd> {
		const crowd = await Crowd.start(network, this.port);
		this.#closers.push(() => crowd.close());
		await crowd.come(people);
		return crowd;
	}

	/** Devices at tables 1 and up. */
	tablets(count: number, name = 'tablet'): Coming[] {
		return Array.from({ length: count }, (_, i) => ({
			name: `${name} ${i + 1}`,
			page: 'table',
			token: this.token(`table/${i + 1}`),
		}));
	}

	viewers(count: number): Coming[] {
		return Array.from({ length: count }, (_, i) => ({ name: `viewer ${i + 1}`, page: 'wall' }));
	}

	/** A number of /metrics. */
	async metric(name: string): Promise<number> {
		const answer = await fetch(`http://127.0.0.1:${this.port}/metrics`);
		const found = new RegExp(`^burgertop_${name} (\\d+)$`, 'm').exec(await answer.text());
		return Number(found?.[1] ?? Number.NaN);
	}

	async backup(): Promise<string> {
		const to = join(this.dir, `backup-${++this.#copies}.db`);
		await done(['backup', '--db', this.db, '--to', to]);
		return to;
	}

	/** The server falls, and one with an older file takes its place. */
	async restore(backup: string): Promise<void> {
		this.server.kill('SIGKILL');
		await this.server.ended;
		copyFileSync(`${this.db}.key`, `${backup}.key`);
		this.#made = { ...this.#made, db: backup };
		await this.serve();
	}

	async record(): Promise<RecordedCard[]> {
		const record = await exportRecord(this.db, join(this.dir, `export-${++this.#copies}`));
		return record.cards as RecordedCard[];
	}

	/** Ends it all. What was amiss with server or clients is added to the faults. */
	async close(): Promise<void> {
		for (const close of this.#closers.reverse()) {
			await close();
		}
		for (const client of this.#clients) {
			client.close();
			this.faults.push(...client.faults);
		}
		this.server.kill('SIGCONT');
		const end = await this.server.stop();
		if (end.code !== 0) {
			this.faults.push(`the server ended with ${end.code ?? end.signal}: ${this.server.stderr}`);
		}
		this.faults.push(...[this.server.fault()].filter((fault) => fault !== null));
		discard(this.dir);
	}
}

export interface RecordedCard {
	id: string;
	number: string;
	text: string;
}

export async function tellAll(crowds: Crowd[]): Promise<Told[]> {
	return (await Promise.all(crowds.map((crowd) => crowd.tell()))).flat();
}
