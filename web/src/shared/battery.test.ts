import { afterEach, expect, test, vi } from 'vitest';
import { batteryLevel } from './battery';

afterEach(() => vi.unstubAllGlobals());

test('follows what the browser says', async () => {
	const battery = Object.assign(new EventTarget(), { level: 0.41 });
	vi.stubGlobal('navigator', { getBattery: async () => battery });
	const level = batteryLevel();
	expect(level.value).toBeUndefined();
	await vi.waitFor(() => expect(level.value).toBe(0.41));
	battery.level = 0.4;
	battery.dispatchEvent(new Event('levelchange'));
	expect(level.value).toBe(0.4);
});

test.each([
	['does not know', {}],
	['will not say', { getBattery: () => Promise.reject(new Error('not allowed')) }],
])('a browser that %s: nothing', async (_, navigator) => {
	vi.stubGlobal('navigator', navigator);
	const level = batteryLevel();
	await Promise.resolve();
	expect(level.value).toBeUndefined();
});
