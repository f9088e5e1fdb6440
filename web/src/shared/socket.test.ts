import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeLine } from '../../test/fakeline';
import type { NackCode, Welcome } from './protocol';
import { Socket, times } from './socket';

const welcome: Welcome = {
	t: 'welcome',
	seat: 'table/12',
	summit: 'summit',
	epoch: 'epoch 1',
	seq: 10,
	now: 5_000_000,
	limits: { text: 1000, title: 120, field: 600, message: 65_536, inflight: 64 },
};

let cursor: { since: number; epoch: string } | undefined;
let heard: string[];
let dice: number;

function makeSocket() {
	return new Socket({
		url: 'ws://hall/ws',
		hello: () => ({ token: 'secret', ...cursor }),
		onWelcome: (message) => heard.push(`welcome ${message.epoch}`),
		onMessage: (message) => heard.push(message.t),
		onLost: () => heard.push('lost'),
		random: () => dice,
	});
}
const line = () => FakeLine.all[FakeLine.all.length - 1] as FakeLine;
const lines = () => FakeLine.all.length;
function connect(socket: Socket) {
	socket.start();
	line().opens();
	line().says(welcome);
}

beforeEach(() => {
	vi.useFakeTimers({ now: 1_000_000 });
	vi.stubGlobal('WebSocket', FakeLine);
	FakeLine.all = [];
	cursor = undefined;
	heard = [];
	dice = 0.999;
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

test('speaks first, and is online with the welcome', () => {
	const socket = makeSocket();
	socket.start();
	expect(line().protocol).toBe('burgertop.1');
	expect(socket.status.value).toBe('connecting');
	line().opens();
	expect(line().sent).toEqual([{ t: 'hello', token: 'secret' }]);
	expect(socket.send({ t: 'ping' })).toBe(false);
	line().says(welcome);
	expect(socket.status.value).toBe('online');
	expect(heard).toEqual(['welcome epoch 1']);
});

test('comes back with the cursor that it has by then', () => {
	const socket = makeSocket();
	connect(socket);
	cursor = { since: 4711, epoch: 'epoch 1' };
	line().falls();
	expect(socket.status.value).toBe('offline');
	vi.advanceTimersByTime(2000);
	expect(lines()).toBe(2);
	line().opens();
	expect(line().sent[0]).toEqual({ t: 'hello', token: 'secret', since: 4711, epoch: 'epoch 1' });
	line().says({ ...welcome, epoch: 'epoch 2' });
	expect(heard).toEqual(['welcome epoch 1', 'lost', 'welcome epoch 2']);
});

test('waits at random, up to 1 second at first and up to 8 at last', () => {
	for (const [roll, waits] of [
		[0.999, [1000, 2000, 4000, 8000, 8000]],
		[0.5, [500, 1000, 2000, 4000, 4000]],
	] as const) {
		dice = roll;
		const socket = makeSocket();
		socket.start();
		for (const wait of waits) {
			const before = lines();
			line().falls();
			vi.advanceTimersByTime(wait - 20);
			expect(lines()).toBe(before);
			vi.advanceTimersByTime(21);
			expect(lines()).toBe(before + 1);
		}
		socket.stop();
	}
});

test('a line that falls at once does not count as success', () => {
	const socket = makeSocket();
	socket.start();
	for (const seconds of [1, 2, 4]) {
		const before = lines();
		line().opens();
		line().says(welcome);
		line().falls();
		vi.advanceTimersByTime(seconds * 1000 - 50);
		expect(lines()).toBe(before);
		vi.advanceTimersByTime(100);
		expect(lines()).toBe(before + 1);
	}
});

describe('the heartbeat', () => {
	test('asks when idle and gives the line up without an answer', () => {
		const socket = makeSocket();
		connect(socket);
		line().says({ t: 'pong', now: 1 });
		vi.advanceTimersByTime(times.idle);
		expect(line().sent.filter(({ t }) => t === 'ping')).toHaveLength(2);
		vi.advanceTimersByTime(times.answer - 1);
		expect(socket.status.value).toBe('online');
		vi.advanceTimersByTime(1);
		expect(socket.status.value).toBe('offline');
		expect(line().readyState).toBe(3);
	});

	test('anything that comes proves the line alive', () => {
		const socket = makeSocket();
		connect(socket);
		for (let i = 0; i < 10; i++) {
			vi.advanceTimersByTime(4000);
			line().says({ t: 'state', seq: i, set: [] });
		}
		expect(socket.status.value).toBe('online');
		expect(line().sent.filter(({ t }) => t === 'ping')).toHaveLength(1);
	});

	test('a welcome that never comes is a dead line too', () => {
		const socket = makeSocket();
		socket.start();
		line().opens();
		vi.advanceTimersByTime(times.welcome + 1000);
		expect(lines()).toBe(2);
	});

	test('a line that opened late has as long again for the welcome', () => {
		const socket = makeSocket();
		socket.start();
		vi.advanceTimersByTime(times.welcome - 1);
		line().opens();
		vi.advanceTimersByTime(times.welcome - 1);
		line().says(welcome);
		expect(socket.status.value).toBe('online');
		expect(lines()).toBe(1);
	});

	test('waits longer for answers that are slow', () => {
		const socket = makeSocket();
		connect(socket);
		vi.advanceTimersByTime(4000);
		line().says({ t: 'pong', now: 1 });
		vi.advanceTimersByTime(times.idle + 11_999);
		expect(socket.status.value).toBe('online');
		line().says({ t: 'pong', now: 1 });
		// And no longer than is any use.
		vi.advanceTimersByTime(times.idle + times.answerAtMost - 1);
		expect(socket.status.value).toBe('online');
		vi.advanceTimersByTime(1);
		expect(socket.status.value).toBe('offline');
	});

	test('waits longer after it gave a line up, until answers are quick again', () => {
		const socket = makeSocket();
		const silence = () => {
			line().says({ t: 'state', seq: 1, set: [] });
			const start = Date.now();
			vi.advanceTimersByTime(times.idle);
			while (socket.status.value === 'online') {
				vi.advanceTimersByTime(100);
			}
			vi.advanceTimersByTime(1000);
			line().opens();
			line().says(welcome);
			return Math.round((Date.now() - 1000 - start - times.idle) / 1000);
		};
		connect(socket);
		expect([silence(), silence(), silence()]).toEqual([5, 10, 20]);
		line().says({ t: 'pong', now: 1 });
		expect(silence()).toBe(5);
	});

	test('an old line is not listened to', () => {
		const socket = makeSocket();
		connect(socket);
		const old = line();
		old.falls();
		vi.advanceTimersByTime(2000);
		old.says({ t: 'state', seq: 1, set: [] });
		expect(heard).toEqual(['welcome epoch 1', 'lost']);
	});
});

describe('a refused key', () => {
	const refusal = (code: NackCode, retry = false) =>
		({ t: 'nack', code, message: '', retry }) as const;

	test('says why, and is tried again now and then', () => {
		const socket = makeSocket();
		socket.start();
		line().opens();
		line().says(refusal('token_unknown'));
		expect(socket.status.value).toBe('refused');
		expect(socket.refusal.value).toBe('token_unknown');
		vi.advanceTimersByTime(times.refused);
		expect(lines()).toBe(2);
		expect(socket.status.value).toBe('refused');
		line().opens();
		line().says(welcome);
		expect(socket.status.value).toBe('online');
		expect(socket.refusal.value).toBeUndefined();
	});

	test('a wrong code is not tried again by itself', () => {
		const socket = makeSocket();
		socket.start();
		line().opens();
		line().says(refusal('code_unknown'));
		vi.advanceTimersByTime(600_000);
		expect(lines()).toBe(1);
		socket.restart();
		expect(lines()).toBe(2);
		expect(socket.status.value).toBe('connecting');
	});

	test('a server that is closing has not refused it', () => {
		const socket = makeSocket();
		socket.start();
		line().opens();
		line().says(refusal('closing', true));
		expect(socket.status.value).toBe('offline');
	});

	test('one that has no room is tried again at a slow pace, and says that it is busy', () => {
		const socket = makeSocket();
		socket.start();
		for (const wait of [times.busyFirst, 2 * times.busyFirst, times.busyLongest]) {
			const before = lines();
			line().opens();
			line().says(refusal('busy', true));
			expect(socket.status.value).toBe('offline');
			expect(socket.refusal.value).toBe('busy');
			vi.advanceTimersByTime(wait - 100);
			expect(lines()).toBe(before);
			vi.advanceTimersByTime(100);
			expect(lines()).toBe(before + 1);
		}
		line().opens();
		line().says(welcome);
		expect(socket.status.value).toBe('online');
		expect(socket.refusal.value).toBeUndefined();
	});

	test('a line that falls after that is no longer busy', () => {
		const socket = makeSocket();
		socket.start();
		line().opens();
		line().says(refusal('busy', true));
		vi.advanceTimersByTime(times.busyFirst);
		line().falls();
		expect(socket.status.value).toBe('offline');
		expect(socket.refusal.value).toBeUndefined();
	});
});

test('a goodbye is followed by a return', () => {
	const socket = makeSocket();
	connect(socket);
	line().says({ t: 'bye' });
	expect(heard).toEqual(['welcome epoch 1', 'bye', 'lost']);
	vi.advanceTimersByTime(2000);
	expect(lines()).toBe(2);
});

test('the clock follows the sample with the shortest way', () => {
	const socket = makeSocket();
	socket.start();
	line().opens();
	vi.advanceTimersByTime(400);
	line().says(welcome);
	expect(socket.clock.now()).toBe(5_000_200);
	vi.advanceTimersByTime(20);
	line().says({ t: 'pong', now: 5_000_100 });
	expect(socket.clock.now()).toBe(5_000_110);
	vi.advanceTimersByTime(times.idle + 1000);
	line().says({ t: 'pong', now: 5_002_000 });
	expect(socket.clock.now()).toBe(5_000_110 + times.idle + 1000);
});

describe('waking up', () => {
	function stubPage() {
		const page = new EventTarget();
		vi.stubGlobal('window', page);
		vi.stubGlobal('document', Object.assign(page, { visibilityState: 'visible' }));
		return page;
	}

	test('asks at once whether the line still lives', () => {
		const page = stubPage();
		const socket = makeSocket();
		connect(socket);
		line().says({ t: 'pong', now: 1 });
		page.dispatchEvent(new Event('visibilitychange'));
		expect(line().sent.filter(({ t }) => t === 'ping')).toHaveLength(2);
		vi.advanceTimersByTime(times.answerAfterWaking);
		expect(socket.status.value).toBe('offline');
	});

	test('does not wait for the next try', () => {
		const page = stubPage();
		const socket = makeSocket();
		connect(socket);
		line().falls();
		page.dispatchEvent(new Event('online'));
		expect(lines()).toBe(2);
		socket.stop();
		page.dispatchEvent(new Event('online'));
		expect(lines()).toBe(2);
	});
});
