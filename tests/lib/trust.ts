// A browser that trusts an authority of our own, as a tablet does that has it installed: no warning
// is clicked away, and pages get all that browsers keep for a secure context.
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { authority, whyNoAuthority } from './authority.js';
import { discard, scratch } from './program.js';

/** Why no browser can be made to trust one here, or null. */
export function whyNoTrust(): string | null {
	const missing = spawnSync('certutil', ['-h']).error !== undefined;
	return whyNoAuthority() ?? (missing ? 'certutil (libnss3-tools) is missing' : null);
}

let made: Promise<string> | null = null;

async function make(): Promise<string> {
	const home = scratch();
	process.once('exit', () => discard(home));
	const store = join(home, '.pki', 'nssdb');
	mkdirSync(store, { recursive: true });
	const certutil = (args: string[]) =>
		promisify(execFile)('certutil', ['-d', `sql:${store}`, ...args]);
	await certutil(['-N', '--empty-password']);
	const { root } = await authority();
	await certutil(['-A', '-n', 'tests', '-t', 'C,,', '-i', root]);
	return home;
}

/** A home folder in which Chromium trusts the tests' authority. */
export function trustingHome(): Promise<string> {
	made ??= make();
	return made;
}
