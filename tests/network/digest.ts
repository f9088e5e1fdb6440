// A short word for all that a client shows: two that show the same have the same word.
import { createHash } from 'node:crypto';

interface Named {
	type: string;
	id: string;
}

function canonical(value: unknown): unknown {
	if (Array.isArray(value)) {
		return value.map(canonical);
	}
	if (typeof value === 'object' && value !== null) {
		const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
		return sorted.map(([key, part]) => [key, canonical(part)]);
	}
	return value;
}

export function digest(entities: readonly Named[]): string {
	const lines = entities.map((e) => JSON.stringify(canonical(e))).sort();
	return createHash('sha1').update(lines.join('\n')).digest('hex');
}
