import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeStorage } from '../../test/storage';
import { type Device, memoryDevice, openDevice } from './device';
import { Drafts } from './drafts';

const desk = { summit: 'summit', seat: 'table/12' };
const of = 'card';

async function open(device?: Device): Promise<Drafts> {
	const drafts = new Drafts(device ?? (await openDevice()));
	await drafts.load();
	return drafts;
}
const newTab = () => vi.stubGlobal('sessionStorage', new FakeStorage());

beforeEach(() => {
	vi.stubGlobal('indexedDB', new IDBFactory());
	newTab();
});
afterEach(() => vi.unstubAllGlobals());

test('a draft outlives the tab and the browser', async () => {
	const before = await open();
	before.write(desk, of, { text: 'Een ba' });
	before.write(desk, of, { text: 'Een bank' });
	before.write({ ...desk, seat: 'table/13' }, of, { text: 'elders' });
	await before.settled();
	newTab();
	const after = await open();
	expect(after.read(desk, of)).toEqual({ text: 'Een bank' });
	expect(after.read(desk, 'plan')).toBeUndefined();
	expect([...after.all().keys()]).toEqual(['summit:table/12:card', 'summit:table/13:card']);
});

test('each of two tabs finds its own again, and a third the latest', async () => {
	const one = await open();
	const tabOne = sessionStorage;
	one.write(desk, of, 'in one');
	await one.settled();
	newTab();
	const two = await open();
	two.write(desk, of, 'in two');
	await two.settled();
	expect((await open()).read(desk, of)).toBe('in two');
	vi.stubGlobal('sessionStorage', tabOne);
	expect((await open()).read(desk, of)).toBe('in one');
	newTab();
	expect((await open()).read(desk, of)).toBe('in two');
});

test('a tab that a browser brings back as it was a while ago does not win', async () => {
	const before = await open();
	before.write(desk, of, 'Een ba');
	const asItWas = (sessionStorage as unknown as FakeStorage).copy();
	before.write(desk, of, 'Een bank');
	await before.settled();
	vi.stubGlobal('sessionStorage', asItWas.copy());
	expect((await open()).read(desk, of)).toBe('Een bank');

	const cleared = await open();
	cleared.write(desk, of, undefined);
	await cleared.settled();
	vi.stubGlobal('sessionStorage', asItWas);
	const after = await open();
	expect(after.read(desk, of)).toBeUndefined();
	expect(after.all().size).toBe(0);
});

test('keystrokes do not queue up behind a slow store, and the last one is written', async () => {
	const written: unknown[] = [];
	let release = () => {};
	const slow: Device = {
		...memoryDevice(),
		durable: true,
		write: (_, kept) => {
			written.push((kept as { value: unknown }).value);
			return new Promise((resolve) => {
				release = resolve;
			});
		},
	};
	const drafts = await open(slow);
	for (const text of ['E', 'Ee', 'Een', 'Een ', 'Een b']) {
		drafts.write(desk, of, text);
	}
	expect(written).toEqual(['E']);
	release();
	await vi.waitFor(() => expect(written).toEqual(['E', 'Een b']));
	release();
	await drafts.settled();
	expect(drafts.durable.value).toBe(true);
});

test('a full store says so, and the tab still has it; with room again all is well', async () => {
	let full = true;
	const memory = memoryDevice();
	const device: Device = {
		...memory,
		durable: true,
		write: (key, value) => (full ? Promise.reject(new Error('full')) : memory.write(key, value)),
	};
	const drafts = await open(device);
	drafts.write(desk, of, 'Een bank');
	await drafts.settled();
	expect(drafts.durable.value).toBe(false);
	expect((await open(device)).read(desk, of)).toBe('Een bank');
	full = false;
	drafts.write(desk, of, 'Een bankje');
	await drafts.settled();
	expect(drafts.durable.value).toBe(true);
});

test('what somebody else wrote under such a key is no draft', async () => {
	const device = await openDevice();
	await device.write('draft:summit:table/12:card', 'nonsense');
	sessionStorage.setItem('draft:summit:table/12:card', '{"tab":3}');
	const drafts = await open(device);
	expect(drafts.read(desk, of)).toBeUndefined();
	expect(drafts.all().size).toBe(0);
});
