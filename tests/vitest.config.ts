import { defineConfig } from 'vitest/config';

// Each file runs in a process of its own with servers of its own. Two at a time: a hall's laptop,
// and the machines that run these tests, may have two cores.
export default defineConfig({
	test: {
		include: ['protocol', 'faults', 'e2e', 'lib'].map((suite) => `${suite}/**/*.test.ts`),
		pool: 'forks',
		maxWorkers: 2,
		minWorkers: 1,
		testTimeout: 30_000,
		hookTimeout: 30_000,
		teardownTimeout: 10_000,
	},
});
