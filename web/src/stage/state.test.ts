import { describe, expect, it } from 'vitest';
import { Entities } from '../shared/entities';
import type { Entity, Room, Scene, Step, Summit } from '../shared/protocol';
import { resumesAt, roundOf, showOf } from './state';

const uuidOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const room = (number: number): Room => ({
	type: 'room',
	id: uuidOf(number),
	seq: number,
	number,
	name: `Zaal ${number}`,
});
const scene = (of: number, kind: Scene['kind']): Scene => ({
	type: 'scene',
	id: uuidOf(10 + of),
	seq: 10 + of,
	room: uuidOf(of),
	kind,
});
const step = (number: number, extra: Partial<Step> = {}): Step => ({
	type: 'step',
	id: uuidOf(20 + number),
	seq: 20 + number,
	number,
	kind: 'round',
	title: `Ronde ${number}`,
	minutes: 10,
	...extra,
});
const summit = (extra: Partial<Summit> = {}): Summit => ({
	type: 'summit',
	id: uuidOf(99),
	seq: 99,
	name: 'Burgertop',
	place: 'Leiden',
	date: '2026-01-16',
	language: 'nl',
	...extra,
});

function show(number: number | undefined, ...set: Entity[]) {
	const entities = new Entities();
	entities.apply({ t: 'state', seq: 99, full: true, part: 1, last: true, set });
	return showOf(entities, number);
}

describe('showOf', () => {
	it('shows the scene of its own room', () => {
		const all = [room(1), room(2), scene(1, 'pause'), scene(2, 'live')];
		expect(show(1, ...all).scene).toBe('pause');
		expect(show(2, ...all).scene).toBe('live');
	});

	it('welcomes while it knows no scene, no room, or a kind from a newer server', () => {
		expect(show(undefined).scene).toBe('welcome');
		expect(show(3, room(1), scene(1, 'live')).scene).toBe('welcome');
		expect(show(1, scene(1, 'live')).scene).toBe('welcome');
		expect(show(1, room(1), scene(1, 'fireworks' as Scene['kind'])).scene).toBe('welcome');
	});

	it('knows where the day is, and what comes next', () => {
		const day = show(1, summit({ step: uuidOf(22) }), step(1), step(2), step(3));
		expect([day.step?.number, day.next?.number]).toEqual([2, 3]);
		expect(show(1, summit(), step(1)).step).toBeUndefined();
		expect(show(1, summit({ step: uuidOf(77) }), step(1)).step).toBeUndefined();
	});
});

describe('roundOf', () => {
	it('is a round under way, nothing else', () => {
		expect(roundOf(step(1, { started: 5 }))?.number).toBe(1);
		expect(roundOf(step(1))).toBeUndefined();
		expect(roundOf(step(1, { started: 5, ended: 6 }))).toBeUndefined();
		expect(roundOf(step(1, { kind: 'break', started: 5 }))).toBeUndefined();
		expect(roundOf(undefined)).toBeUndefined();
	});
});

describe('resumesAt', () => {
	it('is the end of a break, until it has passed', () => {
		const pause = step(1, { kind: 'break', started: 1_000 });
		expect(resumesAt(pause, 2_000)).toBe(601_000);
		expect(resumesAt(pause, 601_000)).toBeUndefined();
		expect(resumesAt(step(1, { started: 1_000 }), 2_000)).toBeUndefined();
	});
});
