import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeLine } from '../../test/fakeline';
import { type Device, memoryDevice } from './device';
import { goLive, type Live, Refused } from './live';
import type { Ack, Command, State, Welcome } from './protocol';
import type { Keys } from './seat';
import { canUnpack } from './unpack';

const welcome: Welcome = {
	t: 'welcome',
	seat: 'desk/3',
	summit: 'summit',
	epoch: 'epoch 1',
	seq: 10,
	now: 1,
	limits: { text: 1000, title: 120, field: 600, message: 65_536, inflight: 2 },
};
const full = (seq: number): State => ({
	t: 'state',
	seq,
	full: true,
	part: 1,
	last: true,
	set: [],
});
const ack = (command: Command | undefined): Ack => ({ t: 'ack', op: command?.op ?? '', seq: 20 });
const nack = (command: Command | undefined, retry: boolean) =>
	({
		t: 'nack',
		op: command?.op ?? '',
		code: retry ? 'storage' : 'version_changed',
		message: 'no',
		retry,
	}) as const;
const read = (id: string) => ({ cmd: 'card.read', id, version: 1 }) as const;

let live: Live | undefined;
let token: string | undefined;
const keys: Keys = {
	page: 'desk',
	device: 'device',
	get token() {
		return token;
	},
	keep(next) {
		token = next;
	},
	forget() {
		token = undefined;
	},
};

const line = () => FakeLine.all[FakeLine.all.length - 1] as FakeLine;
const hello = () => line().sent[0];
const commands = () => line().sent.filter((message) => message.t === 'do');
async function go(device?: Device): Promise<Live> {
	live = goLive({ page: 'desk', url: 'ws://hall/ws', keys, ...(device && { device }) });
	await vi.advanceTimersByTimeAsync(0);
	return live;
}
function connect(over: Partial<Welcome> = {}): void {
	line().opens();
	line().says({ ...welcome, ...over });
}
function reconnect(over: Partial<Welcome> = {}): void {
	const before = FakeLine.all.length;
	line().falls();
	while (FakeLine.all.length === before) {
		vi.advanceTimersByTime(100);
	}
	connect(over);
}

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal('WebSocket', FakeLine);
	FakeLine.all = [];
	token = 'secret';
});
afterEach(() => {
	live?.stop();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

test('says its key, and its cursor once it has one', async () => {
	await go();
	connect();
	expect(hello()).toEqual({
		t: 'hello',
		token: 'secret',
		device: 'device',
		client: 'desk/1.0',
		...(canUnpack && { accept: ['deflate'] }),
	});
	line().says(full(10));
	reconnect();
	expect(hello()).toMatchObject({ since: 10, epoch: 'epoch 1' });
});

test('a cursor does not outlive its epoch or its seat', async () => {
	const { entities } = await go();
	connect();
	line().says(full(10));
	reconnect({ epoch: 'epoch 2' });
	expect(entities.cursor).toBeUndefined();
	reconnect({ epoch: 'epoch 2' });
	expect(hello()).not.toHaveProperty('since');
	line().says(full(7));
	reconnect({ epoch: 'epoch 2' });
	expect(hello()).toMatchObject({ since: 7, epoch: 'epoch 2' });
	reconnect({ epoch: 'epoch 2', seat: 'desk/4' });
	expect(entities.cursor).toBeUndefined();
});

test('without a key it asks for one; a code brings it', async () => {
	token = undefined;
	const page = await go();
	const { status, refusal, seat } = page;
	expect(FakeLine.all).toHaveLength(0);
	expect([status.value, refusal.value]).toEqual(['refused', undefined]);
	page.join('ABCD-1234');
	connect({ token: 'of the code' });
	expect(hello()).toMatchObject({ code: 'ABCD-1234' });
	expect(token).toBe('of the code');
	expect(seat.value).toMatchObject({ role: 'desk', number: 3 });
});

test('what was not answered is sent again with the same op, and answered once', async () => {
	const page = await go();
	const answer = page.perform(read('a'));
	connect();
	const [first] = commands();
	expect(page.pending.value).toBe(1);
	reconnect();
	expect(commands()).toEqual([first]);
	line().says(ack(first));
	expect(await answer).toMatchObject({ t: 'ack' });
	expect(page.pending.value).toBe(0);
	reconnect();
	expect(commands()).toEqual([]);
});

test('a refusal is told, one for now is tried again', async () => {
	const page = await go();
	connect();
	const refused = page.perform(read('a')).catch((reason: unknown) => reason);
	line().says(nack(commands()[0], false));
	expect(await refused).toBeInstanceOf(Refused);
	expect(await refused).toMatchObject({ code: 'version_changed' });

	const later = page.perform(read('b'));
	line().says(nack(commands()[1], true));
	expect(commands()).toHaveLength(2);
	vi.advanceTimersByTime(1600);
	expect(commands()[2]).toEqual(commands()[1]);
	line().says(ack(commands()[2]));
	await later;
});

test('no more at once than the server takes', async () => {
	const page = await go();
	connect();
	const all = ['a', 'b', 'c'].map((id) => page.perform(read(id)));
	expect(commands()).toHaveLength(2);
	for (let i = 0; i < 3; i++) {
		line().says(ack(commands()[i]));
	}
	await Promise.all(all);
});

test('a reload shows what the server said before it speaks again', async () => {
	const device = memoryDevice();
	const first = await go(device);
	connect();
	const room = { type: 'room', id: 'r', seq: 9, number: 1, name: 'Aalmarkt' } as const;
	line().says({ ...full(10), set: [room] });
	await vi.advanceTimersByTimeAsync(1500);
	first.stop();

	const second = await go(device);
	expect(second.entities.rooms()).toEqual([room]);
	expect(second.seat.value?.name).toBe('desk/3');
	line().opens();
	expect(hello()).toMatchObject({ since: 10, epoch: 'epoch 1' });
});

describe('what the device kept, read slowly,', () => {
	/** Reads are answered when the test says so. */
	function slowDevice() {
		const reads = new Map<string, (said: unknown) => void>();
		const read = (key: string) =>
			new Promise<unknown>((resolve) => reads.set(key.split(':').at(-1) ?? '', resolve));
		const kept = (number: number, cursor: number) => ({
			seat: { name: `table/${number}`, role: 'table', number, summit: 'summit', epoch: 'epoch 1' },
			cursor,
			entities: [],
		});
		return {
			device: { ...memoryDevice(), read },
			async answers(key: string, number: number) {
				reads.get(key)?.(kept(number, number));
				await vi.advanceTimersByTimeAsync(0);
			},
		};
	}

	test('is not taken for another seat’s', async () => {
		const { device, answers } = slowDevice();
		const page = await go(device);
		page.take('key 7');
		page.take('key 9');
		await answers('secret', 3);
		await answers('key 7', 7);
		expect([page.seat.value, FakeLine.all.length]).toEqual([undefined, 0]);
		await answers('key 9', 9);
		expect(page.seat.value?.name).toBe('table/9');
		line().opens();
		expect(hello()).toMatchObject({ token: 'key 9', since: 9 });
	});

	test('does not get in the way of a code', async () => {
		const { device, answers } = slowDevice();
		const page = await go(device);
		page.join('ABCD-1234');
		await answers('secret', 3);
		expect(page.seat.value).toBeUndefined();
		line().opens();
		expect(hello()).toMatchObject({ code: 'ABCD-1234' });
		expect(hello()).not.toHaveProperty('since');
	});

	test('does not open a door that was left', async () => {
		const { device, answers } = slowDevice();
		const page = await go(device);
		page.leave();
		await answers('secret', 3);
		expect([page.status.value, page.seat.value]).toEqual(['refused', undefined]);
		expect(FakeLine.all).toHaveLength(0);
	});
});

test('tells that the link was replaced, at the door or later', async () => {
	const page = await go();
	connect({ replaced: true });
	expect(page.replaced.value).toBe(true);
	reconnect();
	expect(page.replaced.value).toBe(false);
	line().says({ ...nack(undefined, false), code: 'link_replaced' });
	expect(page.replaced.value).toBe(true);
});
