// A summit with its server and its clients, fresh for each test. When the test is over everything is
// looked at once more: no sanitizer spoke, the server ended well, each message was as the schema says.
import { copyFile } from 'node:fs/promises';
import { test as base, expect } from 'vitest';
import {
	type Authority,
	authority,
	type Certificate,
	hallName,
	whyNoAuthority,
} from './authority.js';
import { Client, type ConnectOptions } from './client.js';
import { copySummit, discard, type Made, type Seat, scratch } from './program.js';
import { Server, type ServerOptions } from './server.js';

export * from './deeds.js';
export { expect };

export class Hall {
	readonly dir = scratch();
	readonly clients: Client[] = [];
	/** What makes it serve https, and who vouches for that. */
	certificate: Certificate | undefined;
	authority: Authority | undefined;
	/** Browsers call it by its name, which is none of the loopback's. */
	named = false;
	#made: Made | null = null;
	#servers: Server[] = [];

	/** Makes the summit; serve() then starts its server. */
	async prepare(plan = 'small.json'): Promise<void> {
		this.#made = await copySummit(plan, this.dir);
	}

	get db(): string {
		return this.#summit.db;
	}

	/** From now on it serves https. */
	async secure(): Promise<void> {
		this.authority = await authority();
		this.certificate = await this.authority.issue();
		this.named = true;
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

	/** Where browsers find its pages. */
	get site(): string {
		return this.siteAt(this.url);
	}

	/** The same when something stands before the server. */
	siteAt(url: string): string {
		const at = new URL(url);
		return this.named ? `${this.certificate ? 'https' : 'http'}://${hallName}:${at.port}` : url;
	}

	async serve(options: ServerOptions = {}): Promise<Server> {
		const { certificate } = this;
		const server = await Server.start(this.db, { ...(certificate && { certificate }), ...options });
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
		const ca = this.authority?.trusted;
		const client = await Client.connect(this.url, { ...(ca && { ca }), ...options });
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

/** A test with a hall that is served; with test.scoped({ secure: true }) over https. */
export const test = base.extend<{ secure: boolean; hall: Hall }>({
	secure: false,
	hall: async ({ secure, skip }, use) => {
		const why = secure && whyNoAuthority();
		if (why) {
			skip(why);
		}
		const hall = new Hall();
		await hall.prepare();
		if (secure) {
			await hall.secure();
		}
		await hall.serve();
		await use(hall);
		await hall.close();
	},
});
