// An authority of our own, and certificates of it, made with openssl when a test wants them: nothing
// of it is kept. As with real ones there is another between the root and a server's certificate.
import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { discard, scratch } from './program.js';

/** A name that is no loopback's: pages there are not trusted for being on this machine. */
export const hallName = 'burgertop.test';

export interface Certificate {
	/** Paths of PEM files. */
	cert: string;
	key: string;
}

/** Why there can be none here, or null. */
export function whyNoAuthority(): string | null {
	return spawnSync('openssl', ['version']).status === 0 ? null : 'openssl is missing';
}

const openssl = (args: string[]) => promisify(execFile)('openssl', args);
const kinds = { ec: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], rsa: ['rsa:2048'] };

export interface Wish {
	days?: number;
	kind?: keyof typeof kinds;
}

export class Authority {
	/** The root, as devices are to trust it: a PEM file, and what it says. */
	readonly root: string;
	readonly trusted: string;
	#issued = 0;

	private constructor(readonly dir: string) {
		this.root = join(dir, 'root.pem');
		this.trusted = readFileSync(this.root, 'utf8');
	}

	static async make(dir: string): Promise<Authority> {
		const root = join(dir, 'root.pem');
		await openssl([
			...['req', '-x509', '-newkey', ...kinds.ec, '-nodes', '-days', '2'],
			...['-subj', '/CN=Burgertop tests', '-keyout', join(dir, 'root.key'), '-out', root],
			...['-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
		]);
		const authority = new Authority(dir);
		await authority.#sign('between', 'root', 2, kinds.ec, [
			'basicConstraints=critical,CA:TRUE,pathlen:0',
			'keyUsage=critical,keyCertSign,cRLSign',
		]);
		return authority;
	}

	/** For a server in a test: the loopback's addresses and a name. */
	async issue({ days = 2, kind = 'ec' }: Wish = {}): Promise<Certificate> {
		const name = `server-${++this.#issued}`;
		await this.#sign(name, 'between', days, kinds[kind], [
			'basicConstraints=critical,CA:FALSE',
			'extendedKeyUsage=serverAuth',
			`subjectAltName=DNS:${hallName},DNS:localhost,IP:127.0.0.1`,
		]);
		const [cert, key] = [join(this.dir, `${name}.pem`), join(this.dir, `${name}.key`)];
		appendFileSync(cert, readFileSync(join(this.dir, 'between.pem')));
		return { cert, key };
	}

	async #sign(name: string, by: string, days: number, key: string[], extensions: string[]) {
		const path = (end: string) => join(this.dir, `${name}.${end}`);
		await openssl([
			...['req', '-new', '-newkey', ...key, '-nodes', '-subj', `/CN=${name}`],
			...['-keyout', path('key'), '-out', path('csr')],
		]);
		writeFileSync(path('ext'), `${extensions.join('\n')}\n`);
		await openssl([
			...['x509', '-req', '-in', path('csr'), '-days', String(days), '-extfile', path('ext')],
			...['-CA', join(this.dir, `${by}.pem`), '-CAkey', join(this.dir, `${by}.key`)],
			...['-set_serial', `0x${randomBytes(16).toString('hex')}`, '-out', path('pem')],
		]);
	}
}

let first: Promise<Authority> | null = null;

/** One for all tests of a process. */
export function authority(): Promise<Authority> {
	if (!first) {
		const dir = scratch();
		process.once('exit', () => discard(dir));
		first = Authority.make(dir);
	}
	return first;
}
