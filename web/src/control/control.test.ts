import { describe, expect, test } from 'vitest';
import type { Card, NackCode, Order, Scene, Step, StepKind } from '../shared/protocol';
import { answer, ask, goNext, isAtRest, type Page, receive, show } from './actions';
import {
	cardsByTable,
	EMPTY,
	type Hall,
	nextMove,
	partOf,
	previousStep,
	roomRows,
	roundInView,
	runOf,
	themeRows,
	total,
} from './hall';
import { createControl } from './state';

const step = (number: number, kind: StepKind, more: Partial<Step> = {}): Step => ({
	type: 'step',
	id: `step-${number}`,
	seq: 1,
	number,
	kind,
	title: `Stap ${number}`,
	minutes: 20,
	...more,
});
const steps = [step(1, 'doors'), step(2, 'round'), step(3, 'break'), step(4, 'round')];
const room = { type: 'room', id: 'room-1', seq: 1, number: 1, name: 'Grote zaal' } as const;
const scene: Scene = { type: 'scene', id: 'scene-1', seq: 1, room: 'room-1', kind: 'welcome' };
const table = (number: number) =>
	({ type: 'table', id: `table-${number}`, seq: 1, number, room: 'room-1' }) as const;

function hall(current: number | null, more: Partial<Hall> = {}): Hall {
	const summit = {
		type: 'summit',
		id: 's',
		seq: 1,
		name: 'Burgertop',
		place: 'Leiden',
		date: '2026-01-16',
		language: 'nl',
		...(current === null ? {} : { step: `step-${current}` }),
	} as const;
	return { ...EMPTY, summit, steps, rooms: [room], scenes: [scene], ...more };
}

const sent = (tableNumber: number, stepNumber: number) =>
	({ step: `step-${stepNumber}`, table: `table-${tableNumber}` }) as Card;

describe('the programme', () => {
	test('begins with its first step and ends after its last', () => {
		expect(nextMove(hall(null))).toMatchObject({ from: null, to: { id: 'step-1' } });
		expect(nextMove(hall(2))).toMatchObject({ from: { id: 'step-2' }, to: { id: 'step-3' } });
		expect(nextMove(hall(4))).toBeNull();
		expect(previousStep(hall(null))).toBeNull();
		expect(previousStep(hall(3))?.id).toBe('step-2');
	});

	test('counts its rounds', () => {
		expect(steps.map((one) => partOf(steps, one).round)).toEqual([0, 1, 0, 2]);
	});

	test('runs on the clock of the server', () => {
		const running = step(2, 'round', { started: 1000 });
		expect(runOf(running, 61_000)).toEqual({ ran: 60_000, planned: 1_200_000, over: 0 });
		expect(runOf(running, 1_261_000)?.over).toBe(60_000);
		expect(runOf(running, 0)?.ran).toBe(0);
		expect(runOf({ ...running, ended: 5000 }, 6000)).toBeNull();
		expect(runOf(steps[0] as Step, 6000)).toBeNull();
	});
});

describe('the tables', () => {
	test('are counted in the round under way, or else in the last one', () => {
		expect(roundInView(hall(2))?.id).toBe('step-2');
		expect(roundInView(hall(1))).toBeNull();
		const been = steps.map((one) => (one.number === 2 ? { ...one, started: 5, ended: 9 } : one));
		expect(roundInView(hall(3, { steps: been }))?.id).toBe('step-2');
	});

	test('that should have sent a card and have not are silent', () => {
		const round = step(2, 'round', { work: [{ theme: 'theme-1', tables: [1, 2] }] });
		const taken = { ...sent(2, 2), withdrawn: true as const };
		const counts = cardsByTable([sent(1, 2), sent(1, 2), sent(2, 4), taken], round);
		const [row] = roomRows(hall(2, { tables: [table(1), table(2), table(3)] }), round, counts);
		expect(row?.seats.map((seat) => [seat.cards, seat.state])).toEqual([
			[2, 'writing'],
			[0, 'silent'],
			[0, 'elsewhere'],
		]);
		expect(row?.silent).toBe(1);
	});

	test('all take part in a round without a division of work', () => {
		const [row] = roomRows(hall(2, { tables: [table(1)] }), step(2, 'round'), new Map());
		expect(row?.silent).toBe(1);
	});

	test('are not silent before there was a round', () => {
		const [row] = roomRows(hall(1, { tables: [table(1)] }), null, new Map());
		expect(row?.silent).toBe(0);
	});
});

test('themes without a tally count nothing', () => {
	const theme = { type: 'theme', id: 't', seq: 1, number: 1, title: 'Wonen' } as const;
	const tally = { type: 'tally', id: 't', seq: 1, cards: 9, read: 4, tables: 3 } as const;
	expect(themeRows(hall(2, { themes: [theme] }))[0]).toMatchObject({ cards: 0, read: 0 });
	const rows = themeRows(hall(2, { themes: [theme], tallies: [tally] }));
	expect(total(rows)).toEqual({ cards: 9, read: 4 });
});

function atWork(current: number | null) {
	const orders: Order[] = [];
	const waiting: (() => void)[] = [];
	let settle: { yes: () => void; no: (code: NackCode) => void } | undefined;
	const page: Page = {
		control: createControl(),
		perform: (order) =>
			new Promise((resolve, reject) => {
				orders.push(order);
				settle = { yes: () => resolve({}), no: (code) => reject({ code }) };
			}),
		later: (what) => waiting.push(what),
	};
	receive(page, hall(current));
	const tick = () => new Promise<void>((done) => setTimeout(done));
	const yes = () => {
		settle?.yes();
		return tick();
	};
	const no = (code: NackCode) => {
		settle?.no(code);
		return tick();
	};
	const rest = () => {
		for (const what of waiting.splice(0)) {
			what();
		}
	};
	return { page, orders, yes, no, rest, control: page.control };
}

describe('the large button', () => {
	test('names the step that it leaves', async () => {
		const { page, orders, yes, control } = atWork(2);
		goNext(page);
		expect(orders).toEqual([{ cmd: 'programme.go', from: 'step-2', to: 'step-3' }]);
		await yes();
		expect(control.notice.value).toEqual({ say: 'went', title: 'Stap 3' });
	});

	test('leaves nothing when the programme has not begun', () => {
		const { page, orders } = atWork(null);
		goNext(page);
		expect(orders).toEqual([{ cmd: 'programme.go', to: 'step-1' }]);
	});

	test('does one thing for a double press, even when the state comes in between', async () => {
		const { page, orders, yes, rest } = atWork(2);
		goNext(page);
		goNext(page);
		await yes();
		receive(page, hall(3));
		goNext(page);
		expect(orders.length).toBe(1);
		expect(isAtRest(page)).toBe(false);
		rest();
		goNext(page);
		expect(orders[1]).toMatchObject({ from: 'step-3', to: 'step-4' });
	});

	test('says that somebody else was first', async () => {
		const { page, no, control } = atWork(2);
		goNext(page);
		receive(page, hall(3));
		await no('step_changed');
		expect(control.notice.value).toEqual({ say: 'first' });
	});
});

describe('another step', () => {
	test('is asked about first', () => {
		const { page, orders, control } = atWork(3);
		ask(page, steps[1] as Step);
		expect(orders).toEqual([]);
		answer(page, false);
		expect(control.asking.value).toBeNull();
		ask(page, steps[1] as Step);
		answer(page, true);
		expect(orders).toEqual([{ cmd: 'programme.go', from: 'step-3', to: 'step-2' }]);
	});

	test('is not asked about any more once the programme has moved', () => {
		const { page, control } = atWork(3);
		ask(page, steps[1] as Step);
		receive(page, hall(4));
		expect(control.asking.value).toBeNull();
		expect(control.notice.value).toEqual({ say: 'first' });
	});

	test('is nothing when we are there', () => {
		const { page, control } = atWork(3);
		ask(page, steps[2] as Step);
		expect(control.asking.value).toBeNull();
	});
});

test('a scene goes to its stage once', async () => {
	const { page, orders, yes, control } = atWork(2);
	show(page, scene, 'Grote zaal', 'welcome');
	show(page, scene, 'Grote zaal', 'live');
	show(page, scene, 'Grote zaal', 'pause');
	expect(orders).toEqual([{ cmd: 'scene.show', id: 'scene-1', kind: 'live' }]);
	await yes();
	expect(control.notice.value).toEqual({ say: 'shown', room: 'Grote zaal', kind: 'live' });
	expect(control.showing.value.size).toBe(0);
});
