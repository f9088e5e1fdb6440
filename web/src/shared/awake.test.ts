import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whatIsMissing } from './ability';
import { stayAwake } from './awake';
import { handsOff } from './still';

class FakeDocument extends EventTarget {
	visibilityState = 'visible';
	turns(to: 'visible' | 'hidden') {
		this.visibilityState = to;
		this.dispatchEvent(new Event('visibilitychange'));
	}
}

let page: FakeDocument;
let held: number;
const request = vi.fn(async () => {
	held++;
	return { release: async () => void held-- };
});
const settled = async () => {
	for (let i = 0; i < 5; i++) {
		await Promise.resolve();
	}
};

beforeEach(() => {
	page = new FakeDocument();
	held = 0;
	vi.stubGlobal('document', page);
	vi.stubGlobal('navigator', { wakeLock: { request } });
});
afterEach(() => {
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

test('the screen stays awake in a round, also after the page was out of sight, and not outside', async () => {
	const round = signal(false);
	const end = stayAwake(round);
	await settled();
	expect(held).toBe(0);
	round.value = true;
	await settled();
	expect(held).toBe(1);
	page.turns('hidden');
	await settled();
	expect(held).toBe(0);
	page.turns('visible');
	await settled();
	expect(held).toBe(1);
	round.value = false;
	await settled();
	expect(held).toBe(0);
	page.turns('visible');
	await settled();
	expect(held).toBe(0);
	end();
});

test('a device that refuses, or cannot, is left alone', async () => {
	request.mockImplementationOnce(() => Promise.reject(new Error('battery')));
	const round = signal(true);
	const end = stayAwake(round);
	await settled();
	page.turns('visible');
	await settled();
	expect(held).toBe(1);
	end();
	await settled();
	expect(held).toBe(0);
	vi.stubGlobal('navigator', {});
	stayAwake(round)();
	expect(whatIsMissing()).toEqual(['opening', 'awake']);
	vi.stubGlobal('navigator', { serviceWorker: {}, wakeLock: {} });
	expect(whatIsMissing()).toEqual([]);
});

test('hands are off a while after the last touch, or at once when the page is out of sight', () => {
	vi.useFakeTimers();
	const still = handsOff(1000);
	expect(still.value).toBe(false);
	vi.advanceTimersByTime(999);
	page.dispatchEvent(new Event('keydown'));
	vi.advanceTimersByTime(999);
	expect(still.value).toBe(false);
	vi.advanceTimersByTime(1);
	expect(still.value).toBe(true);
	page.dispatchEvent(new Event('pointerdown'));
	expect(still.value).toBe(false);
	page.turns('hidden');
	expect(still.value).toBe(true);
});
