// A server as a process: started on a port of its own, stopped by its pid, its stderr kept.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Certificate } from './authority.js';
import { program } from './program.js';
import { sanitizerReport } from './sanitizer.js';

const ready = /ready at (https?:\/\/\S+:(\d+))/;

export interface ServerOptions {
	program?: string;
	args?: string[];
	env?: Record<string, string>;
	/** Address and port; by default any free port of the loopback. */
	listen?: string;
	/** Programs that start it and become it, such as prlimit with its options. */
	under?: string[];
	/** Serves https with it. */
	certificate?: Certificate;
}

export interface Ended {
	code: number | null;
	signal: NodeJS.Signals | null;
}

/** The built pages beside the program, or, in a build without them, a folder with a start page alone. */
function pagesFor(binary: string, db: string): string {
	const built = join(dirname(binary), 'pages');
	if (existsSync(join(built, 'index.html'))) {
		return built;
	}
	const bare = join(dirname(db), 'bare-pages');
	mkdirSync(bare, { recursive: true });
	writeFileSync(join(bare, 'index.html'), '<!doctype html><title>Burgertop</title>\n');
	return bare;
}

export class Server {
	stderr = '';
	readonly url: string;
	readonly ended: Promise<Ended>;
	#child: ChildProcess;
	#over = false;

	private constructor(child: ChildProcess, url: string, ended: Promise<Ended>, said: string) {
		this.#child = child;
		this.url = url;
		this.ended = ended;
		this.stderr = said;
		child.stderr?.on('data', (data) => {
			this.stderr += data;
		});
		ended.then(() => {
			this.#over = true;
		});
	}

	/** Starts one and waits for the line that says where it is. */
	static async start(db: string, options: ServerOptions = {}): Promise<Server> {
		const binary = options.program ?? program;
		const listen = options.listen ?? '127.0.0.1:0';
		const args = ['serve', '--db', db, '--listen', listen, '--pages', pagesFor(binary, db)];
		if (options.certificate) {
			args.push('--tls-cert', options.certificate.cert, '--tls-key', options.certificate.key);
		}
		const line = [...(options.under ?? []), binary, ...args, ...(options.args ?? [])];
		const child = spawn(line[0] ?? binary, line.slice(1), {
			stdio: ['ignore', 'ignore', 'pipe'],
			env: { ...process.env, ...options.env },
		});
		const ended = new Promise<Ended>((resolve) => {
			child.once('close', (code, signal) => resolve({ code, signal }));
			child.once('error', () => resolve({ code: -1, signal: null }));
		});
		return Server.#untilReady(child, ended);
	}

	static #untilReady(child: ChildProcess, ended: Promise<Ended>): Promise<Server> {
		return new Promise((resolve, reject) => {
			let said = '';
			const listen = (data: Buffer) => {
				said += data;
				const found = ready.exec(said);
				if (found?.[1]) {
					child.stderr?.off('data', listen);
					resolve(new Server(child, found[1], ended, said));
				}
			};
			child.stderr?.on('data', listen);
			ended.then((end) =>
				reject(new NotStarted(`the server ended (${end.code ?? end.signal})\n${said}`, end, said)),
			);
		});
	}

	get pid(): number {
		return this.#child.pid ?? 0;
	}

	get running(): boolean {
		return !this.#over;
	}

	kill(signal: NodeJS.Signals): void {
		if (this.running) {
			this.#child.kill(signal);
		}
	}

	/** Asks it to stop; one that does not within five seconds is ended and reported. */
	async stop(): Promise<Ended> {
		this.kill('SIGTERM');
		const patience = setTimeout(() => this.kill('SIGKILL'), 5000);
		const end = await this.ended;
		clearTimeout(patience);
		return end;
	}

	/** What is wrong with how it ran, or null. */
	fault(): string | null {
		return sanitizerReport(this.stderr);
	}
}

export class NotStarted extends Error {
	constructor(
		message: string,
		readonly end: Ended,
		readonly stderr: string,
	) {
		super(message);
	}
}
