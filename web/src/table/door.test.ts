// How a tablet comes to a table, and how it goes from one to another.
import { signal } from '@preact/signals';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { add, makeTablet, place, seat, type Tablet } from '../../test/tablet';
import type { Seat } from '../shared/live';
import type { Entry } from '../shared/outbox';
import { watchErrands } from './courier';
import { openPlaces, type Place } from './places';
import { tokenIn } from './scan';

const other: Place = { summit: 'summit', seat: 'table/7', number: 7, token: 'key7' };

describe('which screen', () => {
	let tablet: Tablet;
	const screen = () => tablet.state.screen.value;

	beforeEach(() => {
		tablet = makeTablet();
	});

	test('at its own table: the work', () => {
		expect(screen()).toBe('work');
	});

	test('without a key that fits: the door', () => {
		tablet.line.value = 'refused';
		expect(screen()).toBe('join');
	});

	test('after a code: the door until the server knows it, then the question', () => {
		tablet.placeNow.value = undefined;
		tablet.seatNow.value = undefined;
		expect(screen()).toBe('connecting');
		tablet.actions.join();
		expect(screen()).toBe('join');
		tablet.seatNow.value = seat;
		expect(screen()).toBe('confirm');
		expect(tablet.state.movesFrom.value).toBeUndefined();
		tablet.actions.confirm();
		expect(screen()).toBe('work');
	});

	test('with the link of another table: the question where it was', async () => {
		tablet.placeNow.value = other;
		expect(screen()).toBe('confirm');
		expect(tablet.state.movesFrom.value?.number).toBe(7);
		await tablet.actions.decline();
		expect(tablet.taken).toEqual(['key7']);
	});

	test('declined for the first time: back to the door', async () => {
		tablet.placeNow.value = undefined;
		await tablet.actions.decline();
		expect(tablet.outside.left).toBe(1);
	});

	test.each(['join', 'scanned', 'leave'] as const)(
		'%s: not before all that was begun here is kept',
		async (go) => {
			let finish = () => {};
			tablet.outside.finishing = new Promise((resolve) => {
				finish = resolve;
			});
			tablet.state.code.value = ' ABCD2345 ';
			const gone = tablet.actions[go]('key7');
			await Promise.resolve();
			const moves = () => [...tablet.joined, ...tablet.taken, tablet.outside.left];
			expect([moves(), tablet.seatNow.value]).toEqual([[0], seat]);
			finish();
			await gone;
			expect(moves()).toEqual({ join: ['ABCD2345', 0], scanned: ['key7', 0], leave: [1] }[go]);
		},
	);

	test('of another day: no word of the old one', () => {
		tablet.placeNow.value = { ...place, summit: 'yesterday' };
		expect([screen(), tablet.state.movesFrom.value]).toEqual(['confirm', undefined]);
	});

	test('with a link that was replaced: that', () => {
		tablet.replaced.value = true;
		expect(screen()).toBe('replaced');
	});

	test('of an observer: the work, without a question', () => {
		tablet.placeNow.value = undefined;
		tablet.seatNow.value = { ...seat, name: 'observer/12', role: 'observer' };
		expect([screen(), tablet.state.observes.value]).toEqual(['work', true]);
	});

	test('of a desk: the door', () => {
		tablet.seatNow.value = { ...seat, name: 'desk/1', role: 'desk', number: 1 };
		expect(screen()).toBe('join');
	});
});

describe('where a tablet was', () => {
	beforeEach(() => {
		const held = new Map<string, string>();
		vi.stubGlobal('localStorage', {
			getItem: (key: string) => held.get(key) ?? null,
			setItem: (key: string, value: string) => held.set(key, value),
		});
	});

	test('is known after a reload, and its key with it', () => {
		openPlaces().settle(other);
		openPlaces().settle(place);
		const { current, former } = openPlaces();
		expect([current.value, former.value]).toEqual([place, [other]]);
	});

	test('is not twice in the list', () => {
		const places = openPlaces();
		places.settle(other);
		places.settle(place);
		places.settle({ ...other, token: 'new key' });
		expect(places.former.value).toEqual([place]);
	});
});

test('what waits for a table where the tablet was is brought there, as long as it waits', () => {
	const entries = signal<readonly Entry[]>([add(1, 'van zeven', { seat: 'table/7' })]);
	const places = { former: signal<readonly Place[]>([]) };
	const under: string[] = [];
	const go = ({ seat: to }: Place) => {
		under.push(to);
		return { stop: () => under.splice(under.indexOf(to), 1) };
	};
	const now = signal<Seat | undefined>(seat);
	const stop = watchErrands(places, entries, now, go);
	expect(under).toEqual([]);
	places.former.value = [other];
	expect(under).toEqual(['table/7']);
	entries.value = [add(1, 'van zeven', { seat: 'table/7' }), add(2, 'van twaalf')];
	expect(under).toEqual(['table/7']);
	entries.value = [add(1, 'van zeven', { seat: 'table/7', state: 'kept', epoch: 'epoch' })];
	expect(under).toEqual([]);
	// The server came from a backup.
	now.value = { ...seat, epoch: 'another' };
	expect(under).toEqual(['table/7']);
	now.value = seat;
	expect(under).toEqual([]);
	entries.value = [add(3, 'nog een', { seat: 'table/7' })];
	stop();
	expect(under).toEqual([]);
});

test.each([
	['https://hal.example/table#geheim', 'geheim'],
	['https://hal.example/desk#geheim', undefined],
	['https://hal.example/table', undefined],
	['geheim', undefined],
])('the code %j is of %j', (code, token) => {
	expect(tokenIn(code)).toBe(token);
});
