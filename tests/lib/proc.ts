// A running process as the system sees it, and time.
import { readFileSync } from 'node:fs';

/** A process's name may hold spaces and parentheses: its fields count from the last one on. */
function stat(pid: number): string[] {
	const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
	return line.slice(line.lastIndexOf(')') + 2).split(' ');
}

/** Time on a processor so far, in milliseconds: hundred ticks a second on every Linux. */
export function cpuMs(pid: number): number {
	const fields = stat(pid);
	return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Who traces it, 0 when nobody does. */
export function tracerOf(pid: number): number {
	return Number(/TracerPid:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

/** What it uses of memory, in bytes. */
export function residentBytes(pid: number): number {
	return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
}

/** Waits until something holds; looks again and again. */
export async function eventually(
	what: string,
	holds: () => boolean | Promise<boolean>,
	patienceMs = 10_000,
): Promise<void> {
	const start = performance.now();
	while (!(await holds())) {
		if (performance.now() - start > patienceMs) {
			throw new Error(`within ${patienceMs} ms it did not come about that ${what}`);
		}
		await lapse(20);
	}
}

/** A stretch of time that is itself what is measured or injected. */
export function lapse(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The value below which that share of all lies. */
export function quantile(values: number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
