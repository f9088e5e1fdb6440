import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Device, memoryDevice, openDevice } from './device';
import { uuid } from './id';
import { type Line, Outbox } from './outbox';
import type { Command, Nack, Order, Welcome } from './protocol';

const here = { summit: 'summit', seat: 'table/12' };
const welcome: Welcome = {
	t: 'welcome',
	...here,
	epoch: 'epoch 1',
	seq: 10,
	now: 1,
	limits: { text: 1000, title: 120, field: 600, message: 65_536, inflight: 64 },
};

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
const command = (order: Order) => ({ t: 'do', op: uuid(), ...order }) as Command;
const textOf = (command: Command) => (command.cmd === 'card.add' ? command.text : command.cmd);
const texts = (outbox: Outbox) => outbox.entries.value.map(({ message }) => textOf(message));
const states = (outbox: Outbox) => outbox.entries.value.map(({ state }) => state);

/** A line that writes down what is sent. */
function makeLine(over: Partial<Welcome> = {}): Line & { sent: Command[] } {
	const sent: Command[] = [];
	const send = (message: Command) => sent.push(message) > 0;
	return { welcome: { ...welcome, ...over }, sent, send };
}
const ack = (outbox: Outbox, command: Command | undefined, number = '12-1') =>
	outbox.answer({ t: 'ack', op: command?.op ?? '', seq: 11, number });
const nack = (code: Nack['code'], command: Command | undefined, retry = false): Nack => ({
	t: 'nack',
	op: command?.op ?? '',
	code,
	message: '',
	retry,
});

async function open(): Promise<Outbox> {
	const outbox = new Outbox(await openDevice());
	await outbox.load();
	opened.push(outbox);
	return outbox;
}
/** Writes go to the store one after another; reading it comes after them. */
const settled = (outbox: Outbox) => outbox.load();

let opened: Outbox[] = [];

beforeEach(() => {
	vi.stubGlobal('indexedDB', new IDBFactory());
	vi.stubGlobal('BroadcastChannel', undefined);
	vi.stubGlobal('navigator', {});
});
afterEach(() => {
	for (const outbox of opened) {
		outbox.offline();
	}
	opened = [];
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

test('what was added is sent in its order and kept after its answer', async () => {
	const outbox = await open();
	for (const text of ['one', 'two', 'three']) {
		await outbox.add(card(text), here);
	}
	const line = makeLine();
	outbox.online(line);
	expect(line.sent.map(textOf)).toEqual(['one', 'two', 'three']);
	expect(ack(outbox, line.sent[0])).toBe(true);
	expect(outbox.durable.value).toBe(true);
	expect(states(outbox)).toEqual(['kept', 'waiting', 'waiting']);
	expect(outbox.entries.value[0]).toMatchObject({ number: '12-1', epoch: 'epoch 1', seq: 11 });
});

test('it is on disk before it is sent', async () => {
	const store = await openDevice();
	const outbox = new Outbox(store);
	const line = makeLine();
	const kept: number[] = [];
	outbox.online({
		...line,
		send: (message) => {
			void store.entries().then((entries) => kept.push(entries.length));
			return line.send(message);
		},
	});
	opened.push(outbox);
	const adding = outbox.add(card('one'), here);
	expect(line.sent).toEqual([]);
	await adding;
	await store.entries();
	expect(line.sent).toHaveLength(1);
	expect(kept).toEqual([1]);
});

test('it outlives a reload, answered or not', async () => {
	const before = await open();
	await before.add(card('one'), here);
	await before.add(card('two'), here);
	const line = makeLine();
	before.online(line);
	ack(before, line.sent[0]);
	await settled(before);
	before.offline();

	const after = await open();
	expect(texts(after)).toEqual(['one', 'two']);
	expect(states(after)).toEqual(['kept', 'waiting']);
	const next = makeLine();
	after.online(next);
	expect(next.sent).toEqual([line.sent[1]]);
});

test('what was not answered is sent again with the same op', async () => {
	const outbox = await open();
	await outbox.add(card('one'), here);
	const first = makeLine();
	outbox.online(first);
	outbox.offline();
	const second = makeLine();
	outbox.online(second);
	expect(second.sent).toEqual(first.sent);
	ack(outbox, second.sent[0]);
	ack(outbox, second.sent[0]);
	expect(states(outbox)).toEqual(['kept']);
});

test('another epoch gets everything again, in its order, once', async () => {
	const outbox = await open();
	for (const text of ['one', 'two', 'three']) {
		await outbox.add(card(text), here);
	}
	const old = makeLine();
	outbox.online(old);
	ack(outbox, old.sent[0], '12-4');
	ack(outbox, old.sent[1], '12-5');
	const restored = makeLine({ epoch: 'epoch 2' });
	outbox.online(restored);
	const [one, two, three] = old.sent;
	// With the numbers that people have noted.
	expect(restored.sent).toEqual([{ ...one, number: 4 }, { ...two, number: 5 }, three]);
	for (const command of restored.sent) {
		ack(outbox, command);
	}
	await settled(outbox);
	const again = makeLine({ epoch: 'epoch 2' });
	(await open()).online(again);
	expect(again.sent).toEqual([]);
});

test('of edits, plans, ballots and sign-offs a second copy is kept; of calls and receipts none', async () => {
	const outbox = await open();
	const said: Order[] = [
		{ cmd: 'card.edit', id: 'a', kind: 'idea', text: 'new', was: { kind: 'idea', text: 'old' } },
		{ cmd: 'card.withdraw', id: 'b' },
		{ cmd: 'card.restore', id: 'c' },
		{ cmd: 'plan.write', id: 'd', step: 's', theme: 't', field: 0, was: '', text: 'plan' },
		{ cmd: 'plan.hand', step: 's2', card: 'e' },
		{ cmd: 'ballot.cast', id: 'f', weighing: 'w', was: [], shares: [] },
		{ cmd: 'signoff.give', id: 'g', step: 's', seen: 4 },
		{ cmd: 'call.make', id: 'h', kind: 'tablet' },
		{ cmd: 'notice.seen', id: 'i', notice: 'n' },
		{ cmd: 'call.end', id: 'j' },
	];
	for (const order of said) {
		await outbox.add(command(order), here);
	}
	const line = makeLine();
	outbox.online(line);
	const again = makeLine({ epoch: 'epoch 2' });
	line.sent.slice(0, -1).map((sent) => outbox.answer({ t: 'ack', op: sent.op, seq: 11 }));
	// Answered is answered: also with no.
	outbox.answer(nack('unknown_id', line.sent.at(-1)));
	await settled(outbox);
	expect((await open()).entries.value).toHaveLength(7);
	outbox.online(again);
	expect(again.sent.map(({ cmd }) => cmd)).toEqual(said.slice(0, 7).map(({ cmd }) => cmd));
});

test('an edit waits for the answer about its card; other cards go on', async () => {
	const outbox = await open();
	const added = card('one');
	const id = added.cmd === 'card.add' ? added.id : '';
	await outbox.add(added, here);
	const was = { kind: 'idea', text: 'one' } as const;
	await outbox.add(command({ cmd: 'card.edit', id, kind: 'idea', text: 'one!', was }), here);
	await outbox.add(command({ cmd: 'card.withdraw', id }), here);
	await outbox.add(card('two'), here);
	const line = makeLine();
	outbox.online(line);
	expect(line.sent.map(textOf)).toEqual(['one', 'two']);
	ack(outbox, line.sent[0]);
	expect(line.sent.map(textOf)).toEqual(['one', 'two', 'card.edit']);
	outbox.answer({ t: 'ack', op: line.sent[2]?.op ?? '', seq: 12, variant: true });
	expect(line.sent.map(textOf)).toEqual(['one', 'two', 'card.edit', 'card.withdraw']);
	expect(outbox.entries.value[1]).toMatchObject({ state: 'kept', variant: true });
});

test('what the server said of an operation does not outlive its epoch, but for names and numbers', async () => {
	const outbox = await open();
	await outbox.add(command({ cmd: 'plan.hand', step: 's', card: 'mine' }), here);
	const line = makeLine();
	outbox.online(line);
	const op = line.sent[0]?.op ?? '';
	outbox.answer({ t: 'ack', op, seq: 11, number: '12-7', card: 'theirs', late: true, held: true });
	expect(outbox.entries.value[0]).toMatchObject({ card: 'theirs', held: true, late: true });
	const restored = makeLine({ epoch: 'epoch 2' });
	outbox.online(restored);
	expect(restored.sent).toEqual([{ ...line.sent[0], card: 'theirs', number: 7 }]);
	outbox.answer({ t: 'ack', op, seq: 3 });
	expect(outbox.entries.value[0]).toMatchObject({ card: 'theirs', number: '12-7' });
	expect(outbox.entries.value[0]).not.toHaveProperty('held');
	expect(outbox.entries.value[0]).not.toHaveProperty('late');
});

test('over a replaced link go new cards alone; the rest waits for a link of its own', async () => {
	const outbox = await open();
	await outbox.add(command({ cmd: 'card.withdraw', id: 'a' }), here);
	await outbox.add(card('new'), here);
	const replaced = makeLine({ replaced: true });
	outbox.online(replaced);
	expect(replaced.sent.map(textOf)).toEqual(['new']);
	outbox.answer({ t: 'ack', op: replaced.sent[0]?.op ?? '', seq: 11, held: true });
	expect(outbox.entries.value[1]).toMatchObject({ state: 'kept', held: true });
	const fresh = makeLine();
	outbox.online(fresh);
	expect(fresh.sent.map(textOf)).toEqual(['card.withdraw']);
});

describe('replaced while the line stands', () => {
	const said: Order[] = [
		{ cmd: 'plan.write', id: 'd', step: 's', theme: 't', field: 0, was: '', text: 'plan' },
		{ cmd: 'card.withdraw', id: 'a' },
		{ cmd: 'call.make', id: 'h', kind: 'tablet' },
	];
	const cmds = said.map(({ cmd }) => cmd);

	test('what was on its way is not refused for good: it goes over the new link', async () => {
		const outbox = await open();
		const lost = makeLine({ limits: { ...welcome.limits, inflight: 3 } });
		outbox.online(lost);
		for (const order of said) {
			await outbox.add(command(order), here);
		}
		await outbox.add(card('new'), here);
		for (const message of [...lost.sent]) {
			expect(outbox.answer(nack('link_replaced', message))).toBe(true);
		}
		expect(lost.sent.map(textOf)).toEqual([...cmds, 'new']);
		ack(outbox, lost.sent.at(-1));
		expect(states(outbox)).toEqual(['waiting', 'waiting', 'waiting', 'kept']);
		await settled(outbox);
		const fresh = makeLine();
		(await open()).online(fresh);
		expect(fresh.sent.map(textOf)).toEqual(cmds);
	});

	test('what is made later is not sent, but for new cards', async () => {
		const outbox = await open();
		const lost = makeLine();
		outbox.online(lost);
		const { op: _op, ...toNobody } = nack('link_replaced', undefined);
		expect(outbox.answer(toNobody)).toBe(false);
		for (const order of said) {
			await outbox.add(command(order), here);
		}
		await outbox.add(card('new'), here);
		expect(lost.sent.map(textOf)).toEqual(['new']);
		const fresh = makeLine();
		outbox.online(fresh);
		expect(fresh.sent.map(textOf)).toEqual([...cmds, 'new']);
	});
});

test('nothing depends on the device’s clock', async () => {
	const clock = vi.spyOn(Date, 'now');
	const outbox = await open();
	for (const [text, now] of [
		['one', Date.UTC(2061, 0)],
		['two', 0],
		['three', Date.UTC(1999, 0)],
	] as const) {
		clock.mockReturnValue(now);
		await outbox.add(card(text), here);
	}
	expect(texts(await open())).toEqual(['one', 'two', 'three']);
	const line = makeLine();
	outbox.online(line);
	expect(line.sent.map(textOf)).toEqual(['one', 'two', 'three']);
	clock.mockRestore();
});

test('a refusal is kept with its reason until its text has gone elsewhere', async () => {
	const outbox = await open();
	await outbox.add(card('one'), here);
	const line = makeLine();
	outbox.online(line);
	outbox.answer(nack('not_a_round', line.sent[0]));
	expect(outbox.entries.value[0]).toMatchObject({ state: 'refused', code: 'not_a_round' });
	const next = makeLine({ epoch: 'epoch 2' });
	outbox.online(next);
	expect(next.sent).toEqual([]);
	await outbox.remove(line.sent[0]?.op ?? '');
	expect((await open()).entries.value).toEqual([]);
});

test('a refusal for now is sent again after a while', async () => {
	const outbox = await open();
	await outbox.add(card('one'), here);
	vi.useFakeTimers();
	const line = makeLine();
	outbox.online(line);
	outbox.answer(nack('storage', line.sent[0], true));
	expect(states(outbox)).toEqual(['waiting']);
	expect(line.sent).toHaveLength(1);
	vi.advanceTimersByTime(1600);
	expect(line.sent).toHaveLength(2);
	expect(line.sent[1]).toEqual(line.sent[0]);
});

test('no more wait for an answer than the server allows', async () => {
	const outbox = await open();
	for (let i = 0; i < 5; i++) {
		await outbox.add(card(String(i)), here);
	}
	const line = makeLine({ limits: { ...welcome.limits, inflight: 2 } });
	outbox.online(line);
	expect(line.sent.map(textOf)).toEqual(['0', '1']);
	ack(outbox, line.sent[0]);
	expect(line.sent.map(textOf)).toEqual(['0', '1', '2']);
});

test('it goes to its own seat and summit only', async () => {
	const outbox = await open();
	await outbox.add(card('of 12'), here);
	await outbox.add(card('of 13'), { ...here, seat: 'table/13' });
	const line = makeLine({ seat: 'table/13' });
	outbox.online(line);
	const other = makeLine({ summit: 'other' });
	expect(line.sent.map(textOf)).toEqual(['of 13']);
	outbox.online(other);
	expect(other.sent).toEqual([]);
});

test('somebody else’s answer is left to others', async () => {
	expect(ack(await open(), card('x'))).toBe(false);
});

test('without a store, or with a full one, it works while the page is open and says so', async () => {
	vi.stubGlobal('indexedDB', undefined);
	const forbidden = await open();
	const full: Device = {
		...memoryDevice(),
		durable: true,
		add: () => Promise.reject(new Error('full')),
		put: () => Promise.reject(new Error('full')),
	};
	for (const outbox of [forbidden, new Outbox(full)]) {
		opened.push(outbox);
		await outbox.add(card('one'), here);
		await outbox.add(card('two'), here);
		expect(outbox.durable.value).toBe(false);
		const line = makeLine();
		outbox.online(line);
		expect(line.sent.map(textOf)).toEqual(['one', 'two']);
		ack(outbox, line.sent[0]);
		await settled(outbox);
		expect(texts(outbox)).toEqual(['one', 'two']);
		expect(states(outbox)).toEqual(['kept', 'waiting']);
	}
});

test('when there is room again, what waited for it is stored, and all is said to be well', async () => {
	const room = memoryDevice();
	let isFull = true;
	const inTime = <T>(work: () => Promise<T>) =>
		isFull ? Promise.reject(new Error('full')) : work();
	const device: Device = {
		...room,
		durable: true,
		add: (entry) => inTime(() => room.add(entry)),
		put: (entries) => inTime(() => room.put(entries)),
	};
	vi.useFakeTimers();
	const outbox = new Outbox(device);
	await outbox.add(card('one'), here);
	await vi.advanceTimersByTimeAsync(20_000);
	expect(outbox.durable.value).toBe(false);
	isFull = false;
	await vi.advanceTimersByTimeAsync(5000);
	expect(outbox.durable.value).toBe(true);
	expect((await room.entries()).map(({ message }) => textOf(message))).toEqual(['one']);
	expect(vi.getTimerCount()).toBe(0);
});

describe('a disk that was full', () => {
	/** Tabs of one device, each with a way of its own to the store that they share. */
	async function openTab() {
		const store = await openDevice();
		const disk = { isFull: true, landsLate: false };
		const whenRoom = <T>(work: () => Promise<T>) =>
			disk.isFull ? Promise.reject(new Error('full')) : work();
		const device: Device = {
			...memoryDevice(),
			durable: true,
			entries: () => store.entries(),
			remove: (order) => store.remove(order),
			put: (entries) => whenRoom(() => store.put(entries)),
			async add(entry) {
				if (disk.landsLate) {
					await store.add(entry);
				}
				return whenRoom(() => store.add(entry));
			},
		};
		const outbox = new Outbox(device);
		opened.push(outbox);
		return { outbox, disk };
	}
	const inStore = async () => texts(await open());
	const again = () => vi.advanceTimersByTimeAsync(5000);

	beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));

	test('takes what two tabs made meanwhile, all of it', async () => {
		const one = await openTab();
		const two = await openTab();
		await one.outbox.add(card('one'), here);
		await two.outbox.add(card('two'), here);
		one.disk.isFull = false;
		two.disk.isFull = false;
		await again();
		await settled(one.outbox);
		await settled(two.outbox);
		expect((await inStore()).sort()).toEqual(['one', 'two']);
		expect([one.outbox.durable.value, two.outbox.durable.value]).toEqual([true, true]);
	});

	test('keeps the order in which things were made', async () => {
		const { outbox, disk } = await openTab();
		for (const text of ['one', 'two']) {
			await outbox.add(card(text), here);
		}
		await (await open()).add(card('of another tab'), here);
		disk.isFull = false;
		await outbox.add(card('three'), here);
		expect(await inStore()).toEqual(['of another tab', 'one', 'two', 'three']);
		await settled(outbox);
		expect(texts(outbox)).toEqual(['of another tab', 'one', 'two', 'three']);
	});

	test('that took it after all has it once, with its answer', async () => {
		const { outbox, disk } = await openTab();
		disk.landsLate = true;
		await outbox.add(card('one'), here);
		const line = makeLine();
		outbox.online(line);
		ack(outbox, line.sent[0]);
		await settled(outbox);
		disk.isFull = false;
		await again();
		await settled(outbox);
		const after = await open();
		expect([texts(after), states(after)]).toEqual([['one'], ['kept']]);
		expect(outbox.durable.value).toBe(true);
	});

	test('does not bring back what was removed meanwhile', async () => {
		const { outbox, disk } = await openTab();
		disk.landsLate = true;
		await outbox.add(card('one'), here);
		disk.isFull = false;
		await outbox.remove(outbox.entries.value[0]?.op ?? '');
		await again();
		await settled(outbox);
		expect([texts(outbox), await inStore()]).toEqual([[], []]);
	});
});

/** Two tabs of one device share the store, the locks and a channel. */
function shareTabs(): Set<unknown> {
	const channels = new Set<{ onmessage: (() => void) | null }>();
	vi.stubGlobal(
		'BroadcastChannel',
		class {
			onmessage: (() => void) | null = null;
			constructor() {
				channels.add(this);
			}
			close() {
				channels.delete(this);
			}
			postMessage() {
				for (const other of channels) {
					if (other !== this) {
						other.onmessage?.();
					}
				}
			}
		},
	);
	let tail: Promise<unknown> = Promise.resolve();
	const request = (_: string, options: { signal: AbortSignal }, hold: () => Promise<void>) => {
		const turn = tail.then(() => (options.signal.aborted ? undefined : hold()));
		tail = turn;
		return turn;
	};
	vi.stubGlobal('navigator', { locks: { request } });
	return channels;
}

test('of two tabs one sends, and both know', async () => {
	shareTabs();
	const one = await open();
	const two = await open();
	const lineOne = makeLine();
	const lineTwo = makeLine();
	one.online(lineOne);
	two.online(lineTwo);
	await two.add(card('typed in two'), here);
	await settled(one);
	expect(lineTwo.sent).toEqual([]);
	expect(lineOne.sent.map(textOf)).toEqual(['typed in two']);
	ack(one, lineOne.sent[0]);
	await settled(one);
	await settled(two);
	expect(states(two)).toEqual(['kept']);
});

test('one that is closed finishes what it writes, and holds on to nothing', async () => {
	const channels = shareTabs();
	const main = await open();
	await main.add(card('one'), here);
	const errand = await open();
	const line = makeLine();
	errand.online(line);
	await settled(errand);
	expect(line.sent.map(textOf)).toEqual(['one']);
	ack(errand, line.sent[0]);
	errand.close();
	await settled(errand);
	expect(channels.size).toBe(1);
	await vi.waitFor(() => expect(states(main)).toEqual(['kept']));
	expect([main.durable.value, errand.durable.value]).toEqual([true, true]);
	await main.add(card('two'), here);
	await settled(errand);
	expect(line.sent).toHaveLength(1);
});

test('a tab takes over when the sending one loses its line, or sleeps', async () => {
	shareTabs();
	const one = await open();
	const two = await open();
	one.online(makeLine());
	const line = makeLine();
	two.online(line);
	one.offline();
	await two.add(card('a'), here);
	await settled(two);
	expect(line.sent.map(textOf)).toEqual(['a']);

	one.online({ ...makeLine(), send: () => true });
	two.offline();
	await settled(one);
	vi.useFakeTimers();
	const late = makeLine();
	two.online(late);
	vi.advanceTimersByTime(11_000);
	expect(late.sent.map(textOf)).toEqual(['a']);
});
