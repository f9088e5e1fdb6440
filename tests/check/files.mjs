// The project's own files.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const passed = /^(node_modules|dist|build|build-.*|\.git)$/;

export function list(dir, ending) {
	if (!existsSync(dir)) {
		return [];
	}
	return readdirSync(dir, { withFileTypes: true })
		.sort((a, b) => a.name.localeCompare(b.name))
		.flatMap((entry) => {
			const path = join(dir, entry.name);
			if (entry.isDirectory()) {
				return passed.test(entry.name) ? [] : list(path, ending);
			}
			return entry.isFile() && ending.test(entry.name) ? [path] : [];
		});
}

export function text(path) {
	return readFileSync(path, 'utf8');
}

export function lines(path) {
	return text(path).split('\n');
}
