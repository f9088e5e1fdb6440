// Runs this program once more in namespaces of its own: a network that nobody else sees, and
// processes that all end when it ends, however it ends.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { top } from '../lib/paths.js';

const mark = 'BURGERTOP_APART';

export const isApart = process.env[mark] !== undefined;

function unshareOptions(): string[] {
	const user = process.getuid?.() === 0 ? [] : ['--map-root-user'];
	return [...user, '--net', '--pid', '--fork', '--kill-child', '--mount-proc'];
}

/** Why it cannot be done on this machine; null when it can. */
export function whyNotApart(): string | null {
	if (!existsSync('/dev/net/tun')) {
		return 'there is no /dev/net/tun';
	}
	const device = 'ip tuntap add probe mode tun && ip link set lo up';
	try {
		execFileSync('unshare', [...unshareOptions(), 'sh', '-c', device], { stdio: 'pipe' });
		return null;
	} catch (error) {
		const said = String((error as { stderr?: Buffer }).stderr ?? error).trim();
		return `no network of its own may be made here: ${said.split('\n')[0]}`;
	}
}

/** Inside: when whoever started this is gone, so is everything in here. */
export function endWithStarter(): void {
	process.stdin.resume().once('end', () => process.exit(1));
}

/** Resolves with the exit code. */
export function runApart(script: string, args: string[]): Promise<number> {
	const node = join(top, 'tests/node_modules/.bin/vite-node');
	const inside = ['sh', '-c', 'ip link set lo up && exec "$@"', 'sh', node, '--script', script];
	const child = spawn('unshare', [...unshareOptions(), ...inside, ...args], {
		stdio: ['pipe', 'inherit', 'inherit'],
		env: { ...process.env, [mark]: '1' },
	});
	return new Promise((resolve) => {
		child.once('exit', (code) => resolve(code ?? 1));
		child.once('error', () => resolve(1));
	});
}
