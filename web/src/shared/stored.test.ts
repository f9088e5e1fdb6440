import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeStorage } from '../../test/storage';
import { memoryDevice, openDevice } from './device';

/** The module as a page finds it that is opened anew. */
async function opened(): Promise<typeof import('./stored')> {
	vi.resetModules();
	return import('./stored');
}
const perTab = () => sessionStorage;

beforeEach(() => {
	vi.stubGlobal('indexedDB', new IDBFactory());
	vi.stubGlobal('localStorage', new FakeStorage());
	vi.stubGlobal('sessionStorage', new FakeStorage());
});
afterEach(() => vi.unstubAllGlobals());

test('what a killed browser had not written to disk comes from the device’s store', async () => {
	const before = await opened();
	const device = await openDevice();
	await before.backStored(device);
	const asItWas = (localStorage as unknown as FakeStorage).copy();
	before.writeStored('token', 'of table 12');
	before.writeStored('tab', 'of this tab', perTab);
	before.writeStored('gone', 'soon');
	before.removeStored('gone');
	await device.entries();
	vi.stubGlobal('localStorage', asItWas);
	vi.stubGlobal('sessionStorage', new FakeStorage());
	const after = await opened();
	expect(after.readStored('token')).toBeUndefined();
	await after.backStored(await openDevice());
	expect(after.readStored('token')).toBe('of table 12');
	expect(after.readStored('tab', perTab)).toBeUndefined();
	expect(after.readStored('gone')).toBeUndefined();
});

test('the store is full: an old value does not come back', async () => {
	const stored = await opened();
	const device = memoryDevice();
	await stored.backStored(device);
	stored.writeStored('token', 'old');
	const write = device.write.bind(device);
	device.write = (key, value) =>
		value === undefined ? write(key, value) : Promise.reject(new Error('full'));
	stored.writeStored('token', 'new');
	await vi.waitFor(async () => expect((await device.readAll('stored:')).size).toBe(0));
	const after = await opened();
	await after.backStored(device);
	expect(after.readStored('token')).toBe('new');
});

test('without any storage it keeps things while the page is open', async () => {
	vi.stubGlobal('localStorage', undefined);
	const { readStored, writeStored, removeStored } = await opened();
	expect(writeStored('key', 'value')).toBe(false);
	expect(readStored('key')).toBe('value');
	removeStored('key');
	expect(readStored('key')).toBeUndefined();
});
