import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { calmly } from './calmly';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('works at once, and gathers what comes soon after', () => {
	const work = vi.fn();
	const ask = calmly(work, 100);
	ask();
	expect(work).toHaveBeenCalledTimes(1);
	ask();
	ask();
	expect(work).toHaveBeenCalledTimes(1);
	vi.advanceTimersByTime(100);
	expect(work).toHaveBeenCalledTimes(2);
	vi.advanceTimersByTime(1000);
	expect(work).toHaveBeenCalledTimes(2);
	ask();
	expect(work).toHaveBeenCalledTimes(3);
});
