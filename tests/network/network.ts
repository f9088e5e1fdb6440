// A hall's network, made of what a process may make for itself: this process stands in a namespace of
// its own (see apart.ts), the clients in another, and tunlink.c is the line between the two. Nothing
// has a name on the machine, and all of it ends with this process.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What befalls packets. Milliseconds, percent, kilobits a second; see tunlink.c. */
export interface Weather {
	delay?: number;
	jitter?: number;
	loss?: number;
	twice?: number;
	rate?: number;
	line?: number;
	/** Only what goes from the server to the clients, or only what comes from them. */
	lossToClients?: number;
	lossToServer?: number;
}

export const calm: Weather = {};
/** As when somebody pulls the plug of the router. */
export const outage: Weather = { loss: 100 };

const words: Record<keyof Weather, string> = {
	delay: 'delay',
	jitter: 'jitter',
	loss: 'loss',
	twice: 'twice',
	rate: 'rate',
	line: 'line',
	lossToClients: 'ab.loss',
	lossToServer: 'ba.loss',
};

/** What the line has done so far. */
export type Counts = Record<'in' | 'out' | 'lost' | 'twice' | 'full' | 'held', number>;

let networks = 0;

export class Network {
	/** Where clients find a server of this process. */
	readonly server: string;
	#net: string;
	#clients = 0;
	#far: ChildProcess;
	#line: ChildProcess;
	#said: AsyncIterableIterator<string>;

	private constructor(net: string, far: ChildProcess, line: ChildProcess) {
		this.#net = net;
		this.server = `${net}.0.1`;
		this.#far = far;
		this.#line = line;
		this.#said = createInterface({ input: line.stdout as Readable })[Symbol.asyncIterator]();
	}

	/** `program`: tunlink, built. */
	static async make(program: string): Promise<Network> {
		const number = ++networks;
		const net = `10.${number}`;
		const device = `hall${number}`;
		// It waits for input that never comes, and so ends with this process.
		const far = spawn('unshare', ['--net', 'sh', '-c', 'echo made && exec cat'], {
			stdio: ['pipe', 'pipe', 'inherit'],
		});
		await once(far.stdout as Readable, 'data');
		const line = spawn(program, ['/proc/self/ns/net', device, `/proc/${far.pid}/ns/net`, device], {
			stdio: ['pipe', 'pipe', 'inherit'],
		});
		const network = new Network(net, far, line);
		await network.weather(calm);
		const up = ['link', 'set', device, 'up', 'txqueuelen', '10000'];
		await run('ip', up);
		await run('ip', ['address', 'add', network.server, 'dev', device]);
		await run('ip', ['route', 'add', `${net}.128.0/17`, 'dev', device]);
		await network.#there('ip', up);
		await network.#there('ip', ['link', 'set', 'lo', 'up']);
		// Half of the net is the clients': each may have an address of its own.
		await network.#there('ip', ['route', 'add', 'local', `${net}.128.0/17`, 'dev', 'lo']);
		await network.#there('ip', ['route', 'add', network.server, 'dev', device]);
		return network;
	}

	/** Of one more client. */
	nextAddress(): string {
		const client = this.#clients++;
		return `${this.#net}.${128 + Math.floor(client / 250)}.${1 + (client % 250)}`;
	}

	/** How to start a program among the clients. */
	there(command: string, args: string[]): [string, string[]] {
		return ['nsenter', [`--net=/proc/${this.#far.pid}/ns/net`, command, ...args]];
	}

	async #there(command: string, args: string[]): Promise<void> {
		await run(...this.there(command, args));
	}

	/** Changes at once, to exactly this. */
	async weather(now: Weather): Promise<Counts> {
		const faults = Object.entries(now).map(([name, value]) => `${words[name as 'loss']}=${value}`);
		this.#line.stdin?.write(`${faults.join(' ')}\n`);
		const { value, done } = await this.#said.next();
		if (done) {
			throw new Error(`the line is gone (exit ${this.#line.exitCode})`);
		}
		const counts = [...(value as string).matchAll(/(\w+)=(\d+)/g)];
		return Object.fromEntries(counts.map(([, what, n]) => [what, Number(n)])) as Counts;
	}

	async close(): Promise<void> {
		const gone = Promise.all([once(this.#line, 'exit'), once(this.#far, 'exit')]);
		this.#line.stdin?.end();
		this.#far.stdin?.end();
		await gone;
	}
}
