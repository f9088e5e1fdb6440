import { randomUUID } from 'node:crypto';
import type { Client } from '../lib/client.js';
import type { Hall } from '../lib/hall.js';
import { addCard, cast, expect, publish, putUp, test } from '../lib/hall.js';

/** A desk with a weighing of three published ideas and ten points, which is open. */
async function opened(hall: Hall) {
	const table = await hall.at('table/1');
	const desk = await hall.at('desk/1');
	const ideas: string[] = [];
	for (const title of ['Bomen', 'Bankjes', 'Buurtfeest']) {
		const { id } = await addCard(table, 1, title);
		ideas.push(await publish(desk, title, [await desk.sees('card', (c) => c.id === id)]));
	}
	const id = await putUp(desk, ideas, 10);
	await desk.do({ cmd: 'weighing.open', id });
	return { table, desk, id, ideas };
}

const closed = (desk: Client, id: string) => desk.do({ cmd: 'weighing.close', id });

test('a draft is the team’s alone, an open weighing everybody’s', async ({ hall }) => {
	const { desk, ideas } = await opened(hall);
	const draft = await putUp(desk, ideas.slice(0, 2), 5);
	const { seq } = await desk.do({
		cmd: 'weighing.put',
		id: draft,
		title: 'Anders',
		ideas,
		points: 5,
	});
	expect(await desk.sees('weighing', (w) => w.seq === seq)).toMatchObject({
		ideas,
		state: 'draft',
	});
	for (const [seat, weighings] of Object.entries({ 'control/1': 2, 'table/2': 1, public: 1 })) {
		expect((await hall.at(seat)).has.all('weighing'), seat).toHaveLength(weighings);
	}
});

test('what is not published is not opened, what was open is not put otherwise', async ({
	hall,
}) => {
	const { desk, id, ideas } = await opened(hall);
	const put = { cmd: 'weighing.put' as const, id, title: 'Anders', ideas, points: 5 };
	expect(await desk.refused(put)).toBe('not_open');
	const draft = await putUp(desk, ideas, 5);
	await desk.do({ cmd: 'idea.withdraw', id: ideas[0] ?? '' });
	expect(await desk.refused({ cmd: 'weighing.open', id: draft })).toBe('unknown_id');
	expect(await desk.refused({ ...put, id: draft, ideas: [randomUUID()] })).toBe('unknown_id');
	expect(await desk.refused({ ...put, id: draft, ideas: [ideas[1], ideas[1]] as string[] })).toBe(
		'bad_field',
	);
});

test('tables do not weigh up, and the team does not cast', async ({ hall }) => {
	const { table, desk, id, ideas } = await opened(hall);
	const cast = { cmd: 'ballot.cast' as const, id: randomUUID(), weighing: id, was: [], shares: [] };
	expect(await desk.refused(cast)).toBe('not_allowed');
	for (const cmd of ['weighing.open', 'weighing.close', 'weighing.show'] as const) {
		expect(await table.refused({ cmd, id })).toBe('not_allowed');
	}
	const put = { cmd: 'weighing.put' as const, id: randomUUID(), title: 'Zelf', ideas, points: 5 };
	expect(await table.refused(put)).toBe('not_allowed');
});

test('a table divides its points, and changes its mind', async ({ hall }) => {
	const { table, desk, id, ideas } = await opened(hall);
	await cast(
		table,
		id,
		[],
		[
			[ideas[0], 6],
			[ideas[1], 4],
		],
	);
	await cast(
		table,
		id,
		[
			[ideas[1], 4],
			[ideas[0], 6],
		],
		[[ideas[2], 10]],
	);
	const ballot = await table.sees('ballot', (b) => b.shares?.[0]?.points === 10);
	expect(ballot).toMatchObject({ shares: [{ idea: ideas[2], points: 10 }], late: false });
	await desk.sees('weighing', (w) => w.ballots === 1);
	expect(desk.has.all('ballot')).toHaveLength(1);
});

test('two devices that were apart do not make two ballots: the second looks again', async ({
	hall,
}) => {
	const { table, id, ideas } = await opened(hall);
	const other = await hall.at('table/1');
	await cast(table, id, [], [[ideas[0], 6]]);
	const order = { cmd: 'ballot.cast' as const, id: randomUUID(), weighing: id, was: [] };
	const points = (n: number) => [{ idea: ideas[0] ?? '', points: n }];
	expect(await other.refused({ ...order, shares: points(3) })).toBe('version_changed');
	await other.do({ ...order, shares: points(6) });
	await other.do({ ...order, was: points(6), shares: points(3) });
	expect(table.has.all('ballot')).toHaveLength(1);
});

test('a ballot that does not fit is refused', async ({ hall }) => {
	const { table, desk, id, ideas } = await opened(hall);
	const order = { cmd: 'ballot.cast' as const, id: randomUUID(), weighing: id, was: [] };
	const share = (idea: string | undefined, points: number) => ({ idea: idea ?? '', points });
	for (const shares of [
		[share(ideas[0], 6), share(ideas[1], 5)],
		[share(ideas[0], 1), share(ideas[0], 1)],
		[share(randomUUID(), 1)],
	]) {
		expect(await table.refused({ ...order, shares })).toBe('bad_ballot');
	}
	const draft = await putUp(desk, ideas, 5);
	const shares = [share(ideas[0], 1)];
	expect(await table.refused({ ...order, shares, weighing: draft })).toBe('not_open');
	expect(await table.refused({ ...order, shares, weighing: randomUUID() })).toBe('unknown_id');
});

test('how a table divides is its own: the team sees that it did, others nothing', async ({
	hall,
}) => {
	const { table, desk, id, ideas } = await opened(hall);
	const others = await Promise.all(['table/2', 'stage/1', 'public'].map((seat) => hall.at(seat)));
	await cast(table, id, [], [[ideas[0], 6]]);
	const seen = await desk.sees('ballot');
	expect(seen.shares).toBeUndefined();
	for (const client of others) {
		await client.sees('weighing', (w) => w.ballots === 1);
		expect(client.has.all('ballot')).toEqual([]);
	}
	expect((await hall.at('control/1')).has.all('ballot')).toEqual([seen]);
});

test('the outcome is nobody’s while open, the team’s once closed, everybody’s once shown', async ({
	hall,
}) => {
	const { table, desk, id, ideas } = await opened(hall);
	const two = await hall.at('table/2');
	const viewer = await hall.at('public');
	await cast(
		table,
		id,
		[],
		[
			[ideas[0], 3],
			[ideas[1], 7],
		],
	);
	await cast(
		two,
		id,
		[],
		[
			[ideas[0], 4],
			[ideas[2], 6],
		],
	);
	expect((await desk.sees('weighing', (w) => w.ballots === 2)).outcome).toBeUndefined();
	await closed(desk, id);
	const outcome = [
		{ idea: ideas[0], points: 7, tables: 2 },
		{ idea: ideas[1], points: 7, tables: 1 },
		{ idea: ideas[2], points: 6, tables: 1 },
	];
	expect((await desk.sees('weighing', (w) => w.state === 'closed')).outcome).toEqual(outcome);
	const control = await hall.at('control/1');
	expect(control.has.get('weighing', id)?.outcome).toEqual(outcome);
	for (const client of [table, viewer]) {
		expect((await client.sees('weighing', (w) => w.state === 'closed')).outcome).toBeUndefined();
	}
	await desk.do({ cmd: 'weighing.show', id });
	for (const client of [table, viewer, desk]) {
		expect((await client.sees('weighing', (w) => w.state === 'shown')).outcome).toEqual(outcome);
	}
	expect(await desk.refused({ cmd: 'weighing.open', id })).toBe('not_open');
});

test('a late ballot is kept and does not count, unless the weighing is opened again', async ({
	hall,
}) => {
	const { table, desk, id, ideas } = await opened(hall);
	const two = await hall.at('table/2');
	await cast(table, id, [], [[ideas[0], 3]]);
	await closed(desk, id);
	await cast(two, id, [], [[ideas[1], 9]]);
	expect(await two.sees('ballot')).toMatchObject({ late: true, shares: [{ points: 9 }] });
	expect(desk.has.get('weighing', id)?.outcome?.[1]).toMatchObject({ points: 0, tables: 0 });
	await desk.do({ cmd: 'weighing.open', id });
	await two.sees('ballot', (b) => !b.late);
	expect((await desk.sees('weighing', (w) => w.state === 'open')).outcome).toBeUndefined();
	await closed(desk, id);
	const { outcome, ballots } = await desk.sees('weighing', (w) => w.state === 'closed');
	expect(outcome?.[0]).toEqual({ idea: ideas[1], points: 9, tables: 1 });
	expect(ballots).toBe(2);
});

test('weighings and ballots are kept across a restart', async ({ hall }) => {
	const { table, desk, id, ideas } = await opened(hall);
	await cast(table, id, [], [[ideas[0], 3]]);
	await table.sees('weighing', (w) => w.ballots === 1);
	const had = [table.has.all('weighing'), table.has.all('ballot')];
	await hall.server.stop();
	await hall.serve();
	const again = await hall.at('table/1');
	expect([again.has.all('weighing'), again.has.all('ballot')]).toEqual(had);
	expect(desk.closed).not.toBeNull();
});
