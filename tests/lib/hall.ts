// A summit with its server and its clients, fresh for each test. When the test is over everything is
// looked at once more: no sanitizer spoke, the server ended well, each message was as the schema says.
import { copyFile } from 'node:fs/promises';
import { test as base, expect } from 'vitest';
import { Client, type ConnectOptions } from './client.js';
import { copySummit, discard, type Made, type Seat, scratch } from './program.js';
import { Server, type ServerOptions } from './server.js';

export * from './deeds.js';
export { expect };

export class Hall {
	readonly dir = scratch();
	readonly clients: Client[] = [];
	#made: Made | null = null;
	#servers: Server[] = [];

	/** Makes the summit; serve() then starts its server. */
	async prepare(plan = 'small.json'): Promise<void> {
		this.#made = await copySummit(plan, this.dir);
	}

	get db(): string {
		return this.#summit.db;
	}

	/** A backup takes the summit's place; the key, which no backup holds, stays. */
	async restore(backup: string): Promise<void> {
		await copyFile(`${this.db}.key`, `${backup}.key`);
		this.#summit.db = backup;
	}

	get #summit(): Made {
		if (!this.#made) {
			throw new Error('prepare() comes first');
		}
		return this.#made;
	}

	get server(): Server {
		const last = this.#servers.at(-1);
		if (!last) {
			throw new Error('serve() comes first');
		}
		return last;
	}

	get url(): string {
		return this.server.url;
	}

	async serve(options: ServerOptions = {}): Promise<Server> {
		const server = await Server.start(this.db, options);
		this.#servers.push(server);
		return server;
	}

	seat(name: string): Seat {
		const seat = this.#summit.seats.get(name);
		if (!seat) {
			throw new Error(`there is no seat ${name}: ${[...this.#summit.seats.keys()].join(' ')}`);
		}
		return seat;
	}

	/** A connection that has said nothing yet. */
	async connect(options: ConnectOptions = {}): Promise<Client> {
		const client = await Client.connect(this.url, options);
		this.clients.push(client);
		return client;
	}

	/** A client at its seat, with the full state. */
	async at(seat: string): Promise<Client> {
		const client = await this.connect();
		const { seq } = await client.hello(seat === 'public' ? {} : { token: this.seat(seat).token });
		await client.caughtUp(seq);
		return client;
	}

	/** Ends it all; throws when something was amiss. */
	async close(): Promise<void> {
		const faults: string[] = [];
		for (const client of this.clients) {
			client.close();
			faults.push(...client.faults);
		}
		for (const server of this.#servers) {
			const wasRunning = server.running;
			const end = await server.stop();
			faults.push(...[server.fault()].filter((f) => f !== null));
			if (wasRunning && end.code !== 0) {
				faults.push(`the server ended with ${end.code ?? end.signal}\n${server.stderr}`);
			}
		}
		discard(this.dir);
		if (faults.length > 0) {
			throw new Error(faults.join('\n'));
		}
	}
}

/** A test with a hall that is served. */
export const test = base.extend<{ hall: Hall }>({
	// biome-ignore lint/correctness/noEmptyPattern: what vitest asks for
	hall: async ({}, use) => {
		const hall = new Hall();
		await hall.prepare();
		await hall.serve();
		await use(hall);
		await hall.close();
	},
});
