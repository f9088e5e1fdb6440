import { expect, test } from 'vitest';
import { sanitizerReport } from './sanitizer.js';

test('a report is found among other lines', () => {
	const reports = [
		'==4711==ERROR: AddressSanitizer: heap-use-after-free on address 0x60300000eff0',
		'==4711==ERROR: LeakSanitizer: detected memory leaks',
		'server/core/hub.c:12:5: runtime error: signed integer overflow',
	];
	for (const report of reports) {
		expect(sanitizerReport(`burgertop: ready at x\n${report}\nmore\n`)).toContain('more');
	}
});

test('ordinary lines are none', () => {
	expect(sanitizerReport('burgertop: warning: a client said ERROR: nothing\n')).toBeNull();
});
