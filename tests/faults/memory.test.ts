// No memory: the server ends at once, with nothing half done, and the next one has every card that
// was acknowledged.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { faultsOf, inspect, openVenue } from '../durability/round.js';
import { eventually } from '../lib/proc.js';
import { discard, program, scratch } from '../lib/program.js';
import { Server, type ServerOptions } from '../lib/server.js';

const sanitized = readFileSync(program).includes('__asan_init');

/** A server that is refused memory above a bound: by its sanitizer where it has one, else by the system. */
const refused: ServerOptions = sanitized
	? {
			env: {
				ASAN_OPTIONS:
					'soft_rss_limit_mb=60:allocator_may_return_null=1:detect_leaks=0:quarantine_size_mb=1',
			},
		}
	: { under: ['prlimit', `--as=${160 << 20}`] };

test('a server without memory ends, and loses no card that it acknowledged', async () => {
	const dir = scratch();
	try {
		const venue = await openVenue(dir, 'memory');
		const server = await Server.start(venue.db, refused);
		for (const tablet of venue.tablets) {
			tablet.start(server.url);
		}
		await eventually('it has no memory', () => !server.running, 60_000).finally(() => {
			for (const tablet of venue.tablets) {
				tablet.stop();
			}
			server.kill('SIGKILL');
		});
		expect(await server.ended).toEqual({ code: null, signal: 'SIGABRT' });
		expect(server.stderr).toContain('out of memory');
		const after = await inspect(venue);
		console.log(
			`# ${after.verdict.acked} cards acknowledged, back after ${Math.round(after.restartMs)} ms`,
		);
		expect(after.verdict.acked).toBeGreaterThan(100);
		expect(faultsOf(venue, after)).toEqual([]);
	} finally {
		discard(dir);
	}
}, 120_000);
