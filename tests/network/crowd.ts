// A process full of people, somewhere in a network.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Order } from '../../web/src/shared/protocol';
import { top } from '../lib/paths.js';
import type { Network } from './network.js';
import type { Asked, Person, Told } from './people.js';

const node = join(top, 'tests/node_modules/.bin/vite-node');
const script = join(top, 'tests/network/people.ts');

interface Answer {
	id: number;
	answer?: unknown;
	error?: string;
}

export class Crowd {
	#child: ChildProcess;
	#url: string;
	#network: Network;
	#asked = new Map<number, (answer: Answer) => void>();
	#last = 0;

	private constructor(child: ChildProcess, network: Network, url: string) {
		this.#child = child;
		this.#network = network;
		this.#url = url;
		child.on('message', (message: Answer) => {
			this.#asked.get(message.id)?.(message);
			this.#asked.delete(message.id);
		});
		child.once('exit', (code) => {
			for (const [id, settle] of this.#asked) {
				settle({ id, error: `the process of a crowd ended (${code})` });
			}
		});
	}

	static async start(network: Network, port: number): Promise<Crowd> {
		const [command, args] = network.there(node, ['--script', script]);
		const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
		const crowd = new Crowd(child, network, `ws://${network.server}:${port}/ws`);
		await crowd.#answerTo(0);
		return crowd;
	}

	#answerTo(id: number): Promise<unknown> {
		return new Promise((resolve, reject) => {
			this.#asked.set(id, ({ answer, error }) =>
				error === undefined ? resolve(answer) : reject(new Error(error)),
			);
		});
	}

	#ask(asked: Asked): Promise<unknown> {
		const id = ++this.#last;
		this.#child.send({ id, asked });
		return this.#answerTo(id);
	}

	async come(people: Omit<Person, 'address'>[]): Promise<void> {
		const seated = people.map((person) => ({ ...person, address: this.#network.nextAddress() }));
		await this.#ask({ do: 'come', url: this.#url, people: seated });
	}

	/** Each writes a card about so often, in milliseconds. */
	async type(every: number): Promise<void> {
		await this.#ask({ do: 'type', every });
	}

	async rest(): Promise<void> {
		await this.#ask({ do: 'rest' });
	}

	async tell(): Promise<Told[]> {
		return (await this.#ask({ do: 'tell' })) as Told[];
	}

	/** Resolves when the server has answered, however long that takes: `ack`, or why not. */
	async perform(name: string, order: Order): Promise<string> {
		return (await this.#ask({ do: 'perform', name, order })) as string;
	}

	/** Stops reading and writing, as a device that sleeps; or goes on. */
	signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
		this.#child.kill(signal);
	}

	async close(): Promise<void> {
		if (this.#child.exitCode === null) {
			this.signal('SIGCONT');
			this.#child.disconnect();
			await once(this.#child, 'exit');
		}
	}
}
