// Libraries that are loaded into the server before all others.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, top } from '../lib/paths.js';

/** Sanitizers want to be first; the preloaded libraries touch nothing that they watch. */
export function preloading(library: string): Record<string, string> {
	const asan = process.env.ASAN_OPTIONS ?? '';
	return { LD_PRELOAD: library, ASAN_OPTIONS: `${asan}:verify_asan_link_order=0` };
}

/** A library from one of the C files here. */
export function compiled(name: string): string {
	const library = join(build, 'preload', `${name}.so`);
	mkdirSync(join(build, 'preload'), { recursive: true });
	const source = join(top, 'tests/faults', `${name}.c`);
	execFileSync('gcc', [
		'-O2',
		'-Wall',
		'-Wextra',
		'-Werror',
		'-shared',
		'-fPIC',
		'-o',
		library,
		source,
	]);
	return library;
}

export function has(program: string): boolean {
	try {
		execFileSync('sh', ['-c', `command -v ${program}`]);
		return true;
	} catch {
		return false;
	}
}
