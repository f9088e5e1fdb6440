// Attacks by those who have a link: a table, an observer, a lost tablet, a desk that errs. What is
// asked for too much is refused, what is kept is bounded, and a restart has it all as it stood.
import { randomUUID } from 'node:crypto';
import type { Client, Order } from '../lib/client.js';
import type { Entity } from '../lib/entities.js';
import {
	addCard,
	card,
	cast,
	expect,
	goTo,
	type Hall,
	planOf,
	planStep,
	publish,
	putUp,
	test,
	writePlan,
} from '../lib/hall.js';
import { done } from '../lib/program.js';

const seats = ['control/1', 'desk/1', 'table/1', 'table/2', 'observer/1', 'stage/1', 'public'];

/** What a client has, in one order. */
function sorted(client: Client): Entity[] {
	const key = (e: Entity) => `${e.type} ${e.id}`;
	return client.has
		.every()
		.map((e) => (e.type === 'tally' ? { ...e, seq: 0 } : e)) // counted anew at a start
		.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** What each seat is given of the summit. */
async function views(hall: Hall): Promise<Record<string, Entity[]>> {
	const all: Record<string, Entity[]> = {};
	for (const seat of seats) {
		const client = await hall.at(seat);
		all[seat] = sorted(client);
		client.close();
	}
	return all;
}

/** A restart shows everybody what they had, and the database is sound. */
async function expectTheSameAfterRestart(hall: Hall): Promise<void> {
	const before = await views(hall);
	await hall.server.stop();
	expect((await done(['check', '--db', hall.db])).code).toBe(0);
	await hall.serve();
	expect(await views(hall)).toEqual(before);
}

/** A desk with so many published ideas of table 1. */
async function publishMany(hall: Hall, count: number) {
	const [table, desk] = [await hall.at('table/1'), await hall.at('desk/1')];
	const ideas: string[] = [];
	for (let i = 0; i < count; i++) {
		const { id } = await addCard(table, 1, `Idee ${i}`);
		ideas.push(await publish(desk, `Idee ${i}`, [await desk.sees('card', (c) => c.id === id)]));
	}
	return { table, desk, ideas };
}

const bidi = '\u202e\u2066abc\u2069\u202c';

test('a plan takes no field outside its step, no other round and no other table’s plan', async ({
	hall,
}) => {
	const [one, two] = [await hall.at('table/1'), await hall.at('table/2')];
	const theme = one.has.all('theme')[0]?.id ?? '';
	const step = planStep(one).id;
	const write = {
		cmd: 'plan.write' as const,
		id: randomUUID() as string,
		step,
		theme,
		field: 1,
		was: '',
		text: 'bomen',
	};
	await one.do(write);
	expect(await two.refused(write)).toBe('id_taken');
	for (const field of [5, 6, 7, 255, 4294967297, -1, 1.5, 1e300]) {
		expect(await one.refused({ ...write, field })).toBe('bad_field');
	}
	expect(await one.refused({ ...write, text: '😀'.repeat(601) })).toBe('text_too_long');
	expect(await one.refused({ ...write, was: '😀'.repeat(601) })).toBe('text_too_long');
	const long = '😀'.repeat(600);
	await one.do({ ...write, field: 2, text: long });
	for (const { id, title } of one.has.all('step').filter((s) => s.id !== step)) {
		expect(await one.refused({ ...write, step: id }), title).toBe('not_a_round');
		const hand = { cmd: 'plan.hand' as const, step: id, card: randomUUID() as string };
		expect(await one.refused(hand), title).toBe('unknown_id');
	}
	const plan = await one.sees('plan', (p) => p.fields[2]?.text === long);
	const choose = { cmd: 'plan.choose' as const, id: plan.id, field: 1, seen: 2 ** 53 - 1 };
	for (const version of [0, 1, plan.fields[2]?.version ?? 0, 2 ** 53 - 1]) {
		expect(await one.refused({ ...choose, version })).toBe('version_changed');
	}
	expect(await one.refused({ ...choose, field: 5, version: 0 })).toBe('bad_field');
	expect(await two.refused({ ...choose, version: plan.fields[1]?.version ?? 0 })).toBe(
		'unknown_id',
	);
});

test('a plan of nothing, and one of the longest fields there are, end as they should', async ({
	hall,
}) => {
	const table = await hall.at('table/1');
	const hand = { cmd: 'plan.hand' as const, step: planStep(table).id, card: randomUUID() };
	await writePlan(table, 0, '', `${bidi}\u200b\u200d`);
	await table.do({ ...hand });
	expect((await table.sees('card')).text).toBe('abc\u200b\u200d');
	await writePlan(table, 0, 'abc\u200b\u200d', '\u200b\u202e\u2060');
	expect(await table.refused({ ...hand, card: randomUUID() })).toBe('text_empty');
	await writePlan(table, 0, '', '😀'.repeat(120));
	for (const field of [1, 2, 3, 4]) {
		await writePlan(table, field, '', `${'\u0301'.repeat(599)}x`);
	}
	await table.do({ ...hand, card: randomUUID() });
	const { text } = await table.sees('card', (c) => c.text.length > 2000);
	expect([...text].length).toBeGreaterThan(2500);
	const card = table.has.all('card')[0]?.id ?? '';
	const was = { kind: 'idea' as const, text };
	const edit = { cmd: 'card.edit' as const, id: card, kind: 'idea' as const, text: 'x' };
	expect(await table.refused({ ...edit, was })).toBe('text_too_long');
	expect(await table.refused({ ...edit, was: { ...was, text: 'x' } })).toBe('not_allowed');
	expect(planOf(table)?.card).toBe(card);
	await expectTheSameAfterRestart(hall);
});

test('a plan is not handed in as something that is there already', async ({ hall }) => {
	const [one, two] = [await hall.at('table/1'), await hall.at('table/2')];
	const { id } = await addCard(two, 2, 'Van tafel 2');
	await writePlan(one, 0, '', 'Titel');
	const theme = one.has.all('theme')[0]?.id ?? '';
	for (const card of [id, theme, planStep(one).id]) {
		expect(await one.refused({ cmd: 'plan.hand', step: planStep(one).id, card })).toBe('id_taken');
	}
	expect(planOf(one)?.card).toBeUndefined();
});

test('points are never more than there are, however they are written', async ({ hall }) => {
	const { table, desk, ideas } = await publishMany(hall, 3);
	const [open, other, draft] = [
		await putUp(desk, ideas.slice(0, 2), 100),
		await putUp(desk, ideas.slice(2), 100),
		await putUp(desk, ideas, 100),
	];
	await desk.do({ cmd: 'weighing.open', id: open });
	await desk.do({ cmd: 'weighing.open', id: other });
	const order = {
		cmd: 'ballot.cast' as const,
		id: randomUUID() as string,
		weighing: open,
		was: [],
	};
	const share = (i: number, points: number) => ({ idea: ideas[i] ?? '', points });
	for (const shares of [
		[share(0, 51), share(1, 50)],
		[share(0, 50), share(0, 50)],
		[share(2, 1)],
		[{ idea: randomUUID() as string, points: 1 }],
		[{ idea: open, points: 1 }],
	]) {
		expect(await table.refused({ ...order, shares })).toBe('bad_ballot');
	}
	for (const points of [0, -1, 101, 4294967297, 1.5, 1e300, '5' as unknown as number]) {
		expect(await table.refused({ ...order, shares: [share(0, points)] })).toBe('bad_field');
	}
	const many = Array.from({ length: 61 }, () => share(0, 1));
	expect(await table.refused({ ...order, shares: many })).toBe('bad_field');
	expect(await table.refused({ ...order, weighing: draft, shares: [] })).toBe('not_open');
	expect(await table.refused({ ...order, weighing: ideas[0] ?? '', shares: [] })).toBe(
		'unknown_id',
	);
	expect(await table.refused({ ...order, id: open, shares: [share(0, 1)] })).toBe('id_taken');
	await table.do({ ...order, shares: [share(0, 60), share(1, 40)] });
	const twice = { ...order, was: [share(0, 60), share(0, 60)], shares: [share(0, 1)] };
	expect(await table.refused(twice)).toBe('version_changed');
	await desk.do({ cmd: 'weighing.close', id: open });
	const { outcome } = await desk.sees('weighing', (w) => w.state === 'closed');
	expect(outcome?.map((o) => o.points)).toEqual([60, 40]);
	await expectTheSameAfterRestart(hall);
});

test('a weighing has sixty ideas at most, each once and there', async ({ hall }) => {
	const { table, desk, ideas } = await publishMany(hall, 60);
	const put = { cmd: 'weighing.put' as const, id: randomUUID() as string, title: 'Alles' };
	const points = 100;
	expect(await desk.refused({ ...put, ideas: [...ideas, randomUUID()], points })).toBe('bad_field');
	expect(await desk.refused({ ...put, ideas: [], points })).toBe('bad_field');
	expect(await desk.refused({ ...put, ideas: [ideas[0] ?? '', ideas[0] ?? ''], points })).toBe(
		'bad_field',
	);
	for (const wrong of [0, 101, -1, 2 ** 32]) {
		expect(await desk.refused({ ...put, ideas, points: wrong })).toBe('bad_field');
	}
	expect(await desk.refused({ ...put, id: ideas[0] ?? '', ideas, points })).toBe('id_taken');
	await desk.do({ ...put, ideas, points });
	await desk.do({ cmd: 'weighing.open', id: put.id });
	await cast(
		table,
		put.id,
		[],
		ideas.map((idea) => [idea, 1]),
	);
	await desk.do({ cmd: 'idea.withdraw', id: ideas[0] ?? '' });
	await desk.do({ cmd: 'weighing.close', id: put.id });
	expect(await desk.refused({ cmd: 'weighing.open', id: put.id })).toBe('unknown_id');
	await desk.do({ cmd: 'weighing.show', id: put.id });
	const viewer = await hall.at('public');
	expect((await viewer.sees('weighing')).outcome).toHaveLength(60);
	expect(viewer.has.get('idea', ideas[0] ?? '')).toBeUndefined();
	await expectTheSameAfterRestart(hall);
});

test('a notice is for a room, a table or all, and of 300 code points', async ({ hall }) => {
	const [control, table] = [await hall.at('control/1'), await hall.at('table/1')];
	const [room, of] = [control.has.all('room')[0]?.id ?? '', control.has.all('table')[0]?.id ?? ''];
	const send = { cmd: 'notice.send' as const, text: '😀'.repeat(300) };
	const id = () => randomUUID() as string;
	expect(await control.refused({ ...send, id: id(), room, table: of })).toBe('bad_field');
	expect(await control.refused({ ...send, id: id(), room: of })).toBe('unknown_id');
	expect(await control.refused({ ...send, id: id(), table: room })).toBe('unknown_id');
	expect(await control.refused({ ...send, id: room })).toBe('id_taken');
	expect(await control.refused({ ...send, id: id(), text: '😀'.repeat(301) })).toBe(
		'text_too_long',
	);
	expect(await control.refused({ ...send, id: id(), text: '\u202e\u200b \n' })).toBe('text_empty');
	await control.do({ ...send, id: id() });
	await table.sees('notice', (n) => n.text === send.text);
	await control.do({ ...send, id: id(), text: bidi });
	const notice = await table.sees('notice', (n) => n.text === 'abc');
	const seen = { cmd: 'notice.seen' as const, id: room, notice: notice.id };
	expect(await table.refused(seen)).toBe('id_taken');
});

test('a card is edited by its own table alone, and with a wording that may be', async ({
	hall,
}) => {
	const [one, two] = [await hall.at('table/1'), await hall.at('table/2')];
	const { id } = await addCard(one, 1, 'Bomen');
	const was = { kind: 'idea' as const, text: 'Bomen' };
	const edit = { cmd: 'card.edit' as const, id, kind: 'idea' as const, text: 'Meer bomen', was };
	expect(await two.refused(edit)).toBe('unknown_id');
	for (const language of ['', 'x', 'NL', 'nlde', 'n1', 'nl-NL', 'é']) {
		expect(await one.refused({ ...edit, language }), language).toBe('bad_field');
	}
	expect(await one.refused({ ...edit, kind: 'plan' as 'idea' })).toBe('bad_field');
	expect(await one.refused({ ...edit, translation: '\u200b' })).toBe('text_empty');
	expect(await one.refused({ ...edit, was: { ...was, text: '😀'.repeat(1001) } })).toBe(
		'text_too_long',
	);
	const long = '😀'.repeat(1000);
	const fullest = { kind: 'minority' as const, text: long, language: 'tlh', translation: long };
	await one.do({ ...edit, ...fullest, was: { kind: 'plan', text: long, translation: long } });
	const { variants, version, seq } = await one.sees('card', (c) => c.variants !== undefined);
	expect(variants).toHaveLength(1);
	const choose = { cmd: 'card.choose' as const, id, version };
	for (const odd of [0, version - 1, seq + 1, 2 ** 53 - 1]) {
		expect(await one.refused({ ...choose, version: odd, seen: seq })).toBe('version_changed');
	}
	expect(await one.refused({ ...choose, seen: 0 })).toBe('version_changed');
	expect(await two.refused({ ...choose, seen: seq })).toBe('unknown_id');
	await one.do({ cmd: 'card.withdraw', id });
	await one.do({ ...edit, text: 'Alsnog' });
	await one.do({ ...choose, version: variants?.[0]?.version ?? 0, seen: 2 ** 53 - 1 });
	await expectTheSameAfterRestart(hall);
});

test('whatever is edited ever again, a card offers a bounded part of it', async ({ hall }) => {
	const table = await hall.at('table/1');
	const { id } = await addCard(table, 1, 'Bomen');
	const edit = { cmd: 'card.edit' as const, id, kind: 'idea' as const };
	const long = (i: number) => `${i} ${'\u0627\u0644'.repeat(490)}`;
	for (let i = 0; i < 40; i++) {
		const was = { kind: 'idea' as const, text: 'zoals het nooit was' };
		await table.do({ ...edit, text: long(i), translation: long(i), was });
	}
	const { seq } = await table.do({ ...edit, text: 'Einde', was: { kind: 'idea', text: 'Bomen' } });
	await table.caughtUp(seq);
	const kept = table.has.get('card', id);
	expect(kept?.variants?.length).toBeLessThanOrEqual(4);
	expect(Buffer.byteLength(JSON.stringify(kept))).toBeLessThan(64 * 1024);
	await expectTheSameAfterRestart(hall);
});

test('a sign-off that says it saw what is to come saw what there is', async ({ hall }) => {
	const table = await hall.at('table/1');
	const step = planStep(table).id;
	const give = { cmd: 'signoff.give' as const, id: randomUUID() as string, step };
	const { seq } = await table.do({ ...give, seen: 2 ** 53 - 1 });
	expect((await table.sees('signoff')).seen).toBeLessThan(seq);
	await table.do({ ...give, seen: 0 });
	expect(await table.refused({ ...give, seen: 2 ** 53 })).toBe('bad_field');
	const others = table.has.all('step').find((s) => s.kind !== 'round')?.id ?? '';
	expect(await table.refused({ ...give, step: others, seen: 0 })).toBe('not_a_round');
	await expectTheSameAfterRestart(hall);
});

test('only a seat that is there is given another link', async ({ hall }) => {
	const control = await hall.at('control/1');
	for (const seat of [
		'public',
		'burgertop',
		'table/0',
		'table/01',
		'table/1 ',
		'table/-1',
		'TABLE/1',
		'table/1/../../control/1',
		"table/1' OR 1=1",
		'\u{10ffff}'.repeat(22),
	]) {
		const code = await control.refused({ cmd: 'seat.replace', seat });
		expect(['unknown_id', 'bad_field'], seat).toContain(code);
	}
	expect(await control.refused({ cmd: 'seat.replace', seat: 'x'.repeat(24) })).toBe('bad_field');
});

test('who replaces its own link gets the new code, and nothing after it', async ({ hall }) => {
	const [own, table] = [await hall.at('control/1'), await hall.at('table/1')];
	const [ack] = await Promise.all([
		own.do({ cmd: 'seat.replace', seat: 'control/1' }),
		own.take('nack', (n) => n.code === 'link_replaced'),
	]);
	const again = await hall.connect();
	await again.hello({ code: ack.code ?? '' });
	const { cursor } = own.has;
	await again.caughtUp((await addCard(table, 1, 'Daarna')).ack.seq);
	const go = { cmd: 'scene.show' as const, id: randomUUID() as string, kind: 'live' as const };
	expect(await own.refused(go)).toBe('link_replaced');
	expect(own.has.cursor).toBe(cursor);
});

test('a link that is replaced while its device reads nothing takes no state along', async ({
	hall,
}) => {
	const [table, control] = [await hall.at('table/1'), await hall.at('control/1')];
	const lines: Client[] = [];
	for (let i = 0; i < 40; i++) {
		const line = await hall.at('table/1');
		line.deafen();
		lines.push(line);
	}
	const text = '\u0627\u0644'.repeat(500);
	const cards = Array.from({ length: 40 }, () => addCard(table, 1, text));
	await Promise.all(cards);
	await control.do({ cmd: 'seat.replace', seat: 'table/1' });
	const spare = await hall.at('table/2');
	for (const line of lines) {
		line.listen();
		await line.take('nack', (n) => n.code === 'link_replaced');
		line.cut();
	}
	await spare.ping();
});

test('a status that says nonsense is refused, and changes what nobody sees', async ({ hall }) => {
	const table = await hall.at('table/1');
	const control = await hall.at('control/1');
	const odd = [
		'{"t":"status","outbox":-1}',
		'{"t":"status","outbox":1000001}',
		'{"t":"status","outbox":1.5}',
		'{"t":"status","outbox":"3"}',
		'{"t":"status","outbox":3,"battery":1.0000001}',
		'{"t":"status","outbox":3,"battery":-0.1}',
		'{"t":"status","outbox":3,"battery":null}',
		'{"t":"status","outbox":3,"battery":true}',
		'{"t":"status","outbox":3,"table":2}',
	];
	for (const text of odd) {
		table.sendText(text);
		const { code } = await table.take('nack');
		expect(['bad_field', 'unknown_field'], text).toContain(code);
	}
	table.sendText('{"t":"status","outbox":3,"battery":1e999}');
	expect((await table.take('nack')).code).toBe('bad_json');
	table.sendText('{"t":"status","outbox":1000000,"battery":1e-320}');
	table.sendText('{"t":"status","outbox":0,"battery":-0.0}');
	for (const seat of ['observer/1', 'desk/1', 'public', 'stage/1']) {
		const other = await hall.at(seat);
		other.send({ t: 'status', outbox: 9, battery: 0.1 });
		await other.ping();
	}
	const last = () =>
		control.heard
			.flatMap((m) => (m.t === 'presence' ? m.tables : []))
			.filter((t) => t.number === 1)
			.at(-1);
	await control.until('the table', () => last()?.devices === 1 && last()?.outbox === 0);
});

/** Numbers from 0 to below `most`, the same ones for a seed. */
function dice(seed: number): (most: number) => number {
	let state = seed;
	return (most) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * most);
	};
}

const words = [
	'a',
	'b',
	'',
	'\u202e',
	'\u0301',
	'W'.repeat(120),
	'😀'.repeat(600),
	'ك\nل',
	"'; --",
];

/** A command with things that are there, of the right type mostly, and values at the edges. */
function anyOrder(roll: (most: number) => number, has: Entity[]): Order {
	const one = <T>(list: readonly T[]) => list[roll(list.length)] as T;
	const some = (type: Entity['type']) => {
		const fit = has.filter((e) => e.type === type || roll(40) === 0);
		return roll(15) && fit.length ? one(fit.slice(-6)).id : randomUUID();
	};
	const id = () => (roll(15) ? randomUUID() : one(has).id);
	const text = () => one(words);
	const versions = has.flatMap((e) => [
		e.seq,
		...('version' in e ? [e.version] : []),
		...('variants' in e ? (e.variants?.map((v) => v.version) ?? []) : []),
	]);
	const version = () => (roll(8) ? one(versions.slice(-30)) : one([0, 1, 2 ** 53 - 1]));
	const wording = () => ({
		kind: one(['idea', 'concern', 'minority'] as const),
		text: text(),
		...(roll(2) ? { language: one(['ar', 'tr', 'tlh']) } : {}),
		...(roll(2) ? { translation: text() } : {}),
	});
	const share = () => ({ idea: some('idea'), points: 1 + roll(9) });
	const shares = () => Array.from({ length: roll(3) }, share);
	const card = () => {
		const known = one(has.filter((e) => e.type === 'card'));
		return known
			? { id: known.id, version: roll(5) ? known.version : version() }
			: { id: id(), version: 1 };
	};
	const cards = () => Array.from({ length: roll(3) }, card);
	const known = one(has.filter((e) => e.type === 'idea'));
	const idea = { id: known?.id ?? id(), version: roll(5) ? (known?.version ?? 1) : version() };
	const round = () =>
		one(has.filter((e) => e.type === 'step' && (e.kind === 'round' || !roll(9)))).id;
	const planned = () =>
		roll(9) ? (has.find((e) => e.type === 'step' && e.makes)?.id ?? '') : round();
	const theme = () => some('theme');
	const makers: (() => Order)[] = [
		() => ({
			cmd: 'card.add',
			id: id(),
			step: round(),
			theme: theme(),
			number: roll(9),
			...wording(),
		}),
		() => ({ cmd: 'card.edit', id: some('card'), was: wording(), ...wording() }),
		() => ({ cmd: 'card.choose', id: some('card'), version: version(), seen: version() }),
		() => ({ cmd: one(['card.withdraw', 'card.restore'] as const), id: some('card') }),
		() => ({ cmd: 'card.read', ...card() }),
		() => ({ cmd: 'card.place', ...card(), idea: some('idea') }),
		() => ({ cmd: 'idea.add', id: id(), theme: theme(), title: one(['a', 'b']), cards: cards() }),
		() => ({ cmd: 'idea.edit', id: idea.id, base: idea.version, title: text() }),
		() => ({ cmd: 'idea.publish', ...idea }),
		() => ({ cmd: 'idea.withdraw', id: some('idea') }),
		() => ({
			cmd: 'plan.write',
			id: id(),
			step: planned(),
			theme: theme(),
			field: roll(6),
			was: text(),
			text: text(),
		}),
		() => ({
			cmd: 'plan.choose',
			id: some('plan'),
			field: roll(6),
			version: version(),
			seen: version(),
		}),
		() => ({ cmd: 'plan.hand', step: planned(), card: id(), number: roll(9) }),
		() => ({
			cmd: 'weighing.put',
			id: roll(3) ? id() : some('weighing'),
			title: one(['a', 'b']),
			step: round(),
			ideas: [...new Set([some('idea'), some('idea')])],
			points: 10,
		}),
		() => ({
			cmd: one(['weighing.open', 'weighing.open', 'weighing.close', 'weighing.show'] as const),
			id: some('weighing'),
		}),
		() => ({
			cmd: 'ballot.cast',
			id: id(),
			weighing: some('weighing'),
			was: shares(),
			shares: [share()],
		}),
		() => ({ cmd: 'call.make', id: id(), kind: 'talk' }),
		() => ({ cmd: 'call.end', id: some('call') }),
		() => ({
			cmd: 'notice.send',
			id: id(),
			text: text(),
			...one([{ room: some('room') }, { table: some('table') }, {}]),
		}),
		() => ({ cmd: 'notice.end', id: some('notice') }),
		() => ({ cmd: 'notice.seen', id: id(), notice: some('notice') }),
		() => ({ cmd: 'signoff.give', id: id(), step: round(), seen: version() }),
		() => ({ cmd: 'programme.go', from: some('step'), to: some('step') }),
		() => ({ cmd: 'scene.show', id: some('scene'), kind: 'live' }),
	];
	return one(makers)();
}

const sceneOf = (client: Client) => client.has.all('scene')[0]?.id ?? '';

for (const seed of [1, 2, 3, 4]) {
	test(`whatever everybody asks for, a restart has it as it stood (seed ${seed})`, async ({
		hall,
	}) => {
		const roll = dice(seed);
		const control = await hall.at('control/1');
		const watchers: Record<string, Client> = {};
		for (const seat of seats) {
			watchers[seat] = await hall.at(seat);
		}
		const asking = ['control/1', 'desk/1', 'table/1', 'table/2', 'observer/1'];
		const clients = [...asking.map((seat) => watchers[seat] as Client), await hall.at('table/1')];
		await goTo(control, planStep(control).id);
		let taken = 0;
		for (let turn = 0; turn < 150; turn++) {
			const has = control.has.every();
			const asked = clients.flatMap((client) =>
				Array.from({ length: 4 }, () => client.ask(anyOrder(roll, has))),
			);
			const answers = await Promise.all(asked);
			taken += answers.filter((a) => a.t === 'ack').length;
			await control.caughtUp(Math.max(0, ...answers.map((a) => (a.t === 'ack' ? a.seq : 0))));
		}
		expect(taken).toBeGreaterThan(100);
		// What came bit by bit is what a fresh look finds.
		const { seq } = await control.do({ cmd: 'scene.show', id: sceneOf(control), kind: 'pause' });
		for (const [seat, client] of Object.entries(watchers)) {
			await client.caughtUp(seq);
			expect(sorted(client), seat).toEqual(sorted(await hall.at(seat)));
		}
		await expectTheSameAfterRestart(hall);
	});
}

test('nobody is seen through an id: each table has its own alone', async ({ hall }) => {
	const [one, two] = [await hall.at('table/1'), await hall.at('table/2')];
	const call = { cmd: 'call.make' as const, id: randomUUID() as string, kind: 'care' as const };
	await one.do(call);
	expect(await two.refused({ cmd: 'call.end', id: call.id })).toBe('unknown_id');
	expect(await two.refused(call)).toBe('id_taken');
	const order = card(two, 2, 'Nog een');
	expect(await two.refused({ ...order, id: call.id })).toBe('id_taken');
});

test('as many devices as one link may have are counted, and the hall goes on', async ({ hall }) => {
	const control = await hall.at('control/1');
	const crowd: Client[] = [];
	for (let i = 0; i < 64; i++) {
		const client = await hall.connect();
		await client.hello({ token: hall.seat('table/1').token, device: randomUUID() });
		client.send({ t: 'status', outbox: 1_000_000, battery: i / 64 });
		crowd.push(client);
	}
	const is = { number: 1, devices: 64, outbox: 64_000_000, battery: 0 };
	const said = () => control.heard.flatMap((m) => (m.t === 'presence' ? m.tables : []));
	await control.until('all of them', () =>
		said().some((t) => JSON.stringify(t) === JSON.stringify(is)),
	);
	for (let i = 0; i < 4000; i++) {
		crowd[i % crowd.length]?.send({ t: 'status', outbox: i });
	}
	await Promise.all(crowd.map((client) => client.ping()));
	const { ack } = await addCard(await hall.at('table/2'), 2, 'Gewoon');
	expect(ack.number).toBe('2-1');
	// One each time the server looks, however many said something.
	const told = crowd.map((client) => client.heard.filter((m) => m.t === 'presence').length);
	expect(Math.max(...told)).toBeLessThan(1000);
});
