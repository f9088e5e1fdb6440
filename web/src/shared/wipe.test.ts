import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeStorage } from '../../test/storage';
import type { Copy } from './copy';
import { openDevice } from './device';
import { Drafts } from './drafts';
import { uuid } from './id';
import { Outbox } from './outbox';
import type { Command } from './protocol';
import { makeWipe } from './wipe';

const here = { summit: 'summit', seat: 'table/12' };
const card = (text: string): Command => ({
	t: 'do',
	op: uuid(),
	cmd: 'card.add',
	id: uuid(),
	step: 'step',
	theme: 'theme',
	kind: 'idea',
	text,
});

let removed: string[];
let files: File[];
const copy = { remove: async () => void removed.push('copy') } as unknown as Copy;

async function open() {
	const device = await openDevice();
	const outbox = new Outbox(device);
	const drafts = new Drafts(device);
	await Promise.all([outbox.load(), drafts.load()]);
	const stop = () => void removed.push('line');
	const give = async (file: File) => void files.push(file);
	return { device, outbox, drafts, wipe: makeWipe({ device, outbox, drafts, copy, stop, give }) };
}

beforeEach(() => {
	removed = [];
	files = [];
	vi.stubGlobal('indexedDB', new IDBFactory());
	vi.stubGlobal('localStorage', new FakeStorage([['burgertop:table:token', 'secret']]));
	vi.stubGlobal('sessionStorage', new FakeStorage());
	vi.stubGlobal('BroadcastChannel', undefined);
	vi.stubGlobal('caches', {
		keys: async () => ['burgertop:/table:1'],
		delete: async (name: string) => removed.push(name),
	});
});
afterEach(() => vi.unstubAllGlobals());

test('what no server has is counted, of every seat, refused ones too', async () => {
	const { outbox, wipe } = await open();
	const cards = ['one', 'two', 'three'].map(card);
	for (const one of cards) {
		await outbox.add(one, here);
	}
	await outbox.add(card('of 13'), { ...here, seat: 'table/13' });
	expect(wipe.unsent.value).toBe(4);
	outbox.answer({ t: 'ack', op: cards[0]?.op ?? '', seq: 1 });
	const code = 'not_a_round';
	outbox.answer({ t: 'nack', op: cards[1]?.op ?? '', code, message: '', retry: false });
	expect(wipe.unsent.value).toBe(3);
});

test('the file has the texts to read, and all that the server would have been sent', async () => {
	const { outbox, drafts, wipe } = await open();
	const sent = card('Een bank');
	await outbox.add(sent, here);
	drafts.write(here, 'card', { text: 'Een half idee' });
	await wipe.save();
	const [file] = files;
	expect(file?.name).toBe('burgertop-unsent.json');
	expect(JSON.parse((await file?.text()) ?? '')).toMatchObject({
		texts: ['table/12: Een bank'],
		drafts: { 'summit:table/12:card': { text: 'Een half idee' } },
		operations: [{ ...here, message: sent }],
	});
});

test('afterwards there is nothing, and nothing comes back', async () => {
	const { device, outbox, drafts, wipe } = await open();
	await outbox.add(card('Een bank'), here);
	drafts.write(here, 'card', { text: 'Een half idee' });
	await wipe.wipe();
	expect(removed).toEqual(['line', 'copy', 'burgertop:/table:1']);
	expect(await indexedDB.databases()).toEqual([]);
	expect(localStorage.length + sessionStorage.length).toBe(0);
	await expect(device.write('said:table', 'late')).rejects.toThrow('wiped');
	await outbox.load();
	expect(await indexedDB.databases()).toEqual([]);
});

test('another tab drops its own key and draft, and writes none anew', async () => {
	const storages = { one: new FakeStorage(), two: new FakeStorage() };
	let tab: keyof typeof storages = 'one';
	Object.defineProperty(globalThis, 'sessionStorage', {
		configurable: true,
		get: () => storages[tab],
	});
	const heard = new Map<string, { onmessage: (() => void) | null }>();
	class Channel {
		onmessage: (() => void) | null = null;
		#of = tab;
		constructor() {
			heard.set(tab, this);
		}
		postMessage() {
			const from = this.#of;
			tab = from === 'one' ? 'two' : 'one';
			heard.get(tab)?.onmessage?.();
			tab = from;
		}
	}
	vi.stubGlobal('BroadcastChannel', Channel);
	const openTab = async (which: typeof tab) => {
		tab = which;
		vi.resetModules();
		const { makeWipe, onWiped } = await import('./wipe');
		const device = await openDevice();
		const outbox = { entries: { value: [] } } as unknown as Outbox;
		const drafts = new Drafts(device);
		drafts.write(here, 'field', `typed in ${which}`);
		await drafts.settled();
		const wipe = makeWipe({ device, outbox, drafts, copy, stop: () => undefined });
		return { device, drafts, wipe, onWiped };
	};
	const two = await openTab('two');
	two.onWiped(() => {
		two.drafts.close();
		void two.device.wipe();
	});
	const one = await openTab('one');
	await one.wipe.wipe();
	tab = 'two';
	expect(storages.two.length).toBe(0);
	two.drafts.write(here, 'field', 'the page goes out of sight');
	expect([storages.one.length, storages.two.length]).toEqual([0, 0]);
});

test('another tab that has the store open lets go of it', async () => {
	const other = await open();
	await other.outbox.add(card('Een bank'), here);
	const { wipe } = await open();
	await wipe.wipe();
	expect(await indexedDB.databases()).toEqual([]);
});
