// Adds up what the suites left in a folder: NAME.tap or NAME.json (vitest), and NAME.exit. A suite
// that ended badly without saying what failed counts as one failure; so does one that ran nothing.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const dir = process.argv[2] ?? '.';

function ofTap(text) {
	const counts = { passed: 0, failed: 0, skipped: 0 };
	for (const line of text.split('\n')) {
		if (/^not ok\b/.test(line)) {
			counts.failed++;
		} else if (/^ok\b/.test(line)) {
			counts[/#\s*skip/i.test(line) ? 'skipped' : 'passed']++;
		}
	}
	return counts;
}

function ofVitest(text) {
	const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(text);
	return {
		passed: numPassedTests,
		failed: numFailedTests,
		skipped: numPendingTests + numTodoTests,
	};
}

function counted(suite) {
	const tap = join(dir, `${suite}.tap`);
	const json = join(dir, `${suite}.json`);
	try {
		if (existsSync(tap)) {
			return ofTap(readFileSync(tap, 'utf8'));
		}
		return existsSync(json) ? ofVitest(readFileSync(json, 'utf8')) : null;
	} catch (error) {
		console.log(`${suite}: its results cannot be read: ${error.message}`);
		return null;
	}
}

function say({ passed, failed, skipped }) {
	return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

const total = { passed: 0, failed: 0, skipped: 0 };
const suites = readdirSync(dir)
	.filter((name) => name.endsWith('.exit'))
	.map((name) => name.slice(0, -'.exit'.length));
console.log();
for (const suite of suites) {
	const [code, seconds] = readFileSync(join(dir, `${suite}.exit`), 'utf8')
		.trim()
		.split(' ');
	const counts = counted(suite) ?? { passed: 0, failed: 0, skipped: 0 };
	const ran = counts.passed + counts.failed + counts.skipped;
	if (counts.failed === 0 && (code !== '0' || ran === 0)) {
		counts.failed = 1;
		console.log(`${suite}: ${ran === 0 ? 'ran no test' : 'ended badly'} (exit ${code})`);
	}
	for (const key of Object.keys(total)) {
		total[key] += counts[key];
	}
	const figures = Object.entries(counts).map(([what, n]) => `${String(n).padStart(6)} ${what}`);
	console.log(`${suite.padEnd(12)}${figures.join('')}${seconds.padStart(6)} s`);
}
console.log(`\n${say(total)}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
