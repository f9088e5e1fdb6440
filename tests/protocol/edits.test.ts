// Cards that are edited, on one device or on two that were apart, taken back and given again.
import { randomUUID } from 'node:crypto';
import type { Card, Wording } from '../../web/src/shared/protocol.gen.js';
import type { Client } from '../lib/client.js';
import { addCard, card, expect, goTo, publish, test } from '../lib/hall.js';

/** A card that reads as `was` is to read as `to`; said by texts alone, both are ideas. */
function edit(id: string, was: string | Wording, to: string | Wording) {
	const full = (w: string | Wording): Wording =>
		typeof w === 'string' ? { kind: 'idea', text: w } : w;
	const { kind, ...rest } = full(to);
	return {
		cmd: 'card.edit' as const,
		op: randomUUID() as string,
		id,
		kind: kind as 'idea' | 'concern' | 'minority',
		...rest,
		was: full(was),
	};
}

/** The card once it has that change. */
async function after(client: Client, id: string, seq: number): Promise<Card> {
	await client.caughtUp(seq);
	return client.sees('card', (c) => c.id === id && c.seq >= seq);
}

const texts = (list: readonly { text: string }[] | undefined) => list?.map((v) => v.text);

test('a card reads as it was edited, and what it was before is kept with it', async ({ hall }) => {
	const table = await hall.at('table/1');
	const { id, ack } = await addCard(table, 1, 'Meer bankjes');
	const edited = await table.do(edit(id, 'Meer bankjes', 'Meer bankjes langs de singel'));
	expect(edited.variant).toBeUndefined();
	const is = await after(table, id, edited.seq);
	expect(is).toMatchObject({ text: 'Meer bankjes langs de singel', version: edited.seq });
	expect(is.earlier).toEqual([{ version: ack.seq, kind: 'idea', text: 'Meer bankjes' }]);
	expect(is.number).toBe('1-1');
});

test('an edit that came before the answer to its card fits', async ({ hall }) => {
	const table = await hall.at('table/1');
	const order = card(table, 1, 'Zonder te wachten');
	const [, edited] = await Promise.all([
		table.do(order),
		table.do(edit(order.id, 'Zonder te wachten', 'Verbeterd')),
	]);
	expect(edited.variant).toBeUndefined();
	expect((await after(table, order.id, edited.seq)).text).toBe('Verbeterd');
});

test('was is cleaned as the text is', async ({ hall }) => {
	const table = await hall.at('table/1');
	const { id } = await addCard(table, 1, 'Cafe\u0301\tom de hoek');
	const edited = await table.do(edit(id, 'Cafe\u0301\tom de hoek', 'Een terras'));
	expect((await after(table, id, edited.seq)).text).toBe('Een terras');
});

test('a card may be in another language, with a translation', async ({ hall }) => {
	const table = await hall.at('table/1');
	const desk = await hall.at('desk/1');
	const wall = await hall.at('public');
	const said = { text: 'نريد شارعًا هادئًا', language: 'ar', translation: 'Een rustige straat' };
	const { id, ...order } = card(table, 1, '');
	const { seq } = await table.do({ ...order, id, ...said });
	await publish(desk, 'Rust', [await after(desk, id, seq)]);
	expect(await wall.sees('card', (c) => c.id === id)).toMatchObject(said);
	const to = { ...said, kind: 'concern' as const, translation: 'Een stille straat' };
	const edited = await table.do(edit(id, { kind: 'idea', ...said }, to));
	expect(await after(table, id, edited.seq)).toMatchObject(to);
	expect(wall.has.get('card', id)?.translation).toBe('Een rustige straat');
});

test('the same wording again changes nothing', async ({ hall }) => {
	const table = await hall.at('table/1');
	const { id, ack } = await addCard(table, 1, 'Zoals het was');
	const again = await table.do(edit(id, 'Zoals het was', 'Zoals het was'));
	expect(again.seq).toBe(ack.seq);
});

test('a card is edited however late', async ({ hall }) => {
	const table = await hall.at('table/1');
	const control = await hall.at('control/1');
	const order = card(table, 1, 'Nog in de ronde');
	const { id } = order;
	await control.caughtUp((await goTo(control, order.step)).seq);
	await table.do(order);
	await goTo(control, table.has.all('step').find((s) => s.kind !== 'round')?.id ?? '');
	const { seq } = await table.do(edit(id, 'Nog in de ronde', 'In de pauze'));
	expect(await after(table, id, seq)).toMatchObject({ text: 'In de pauze', late: false });
});

test('of two devices that were apart the second to come is offered on both', async ({ hall }) => {
	for (const order of [
		['links', 'rechts'],
		['rechts', 'links'],
	] as const) {
		const one = await hall.at('table/1');
		const other = await hall.at('table/1');
		const { id } = await addCard(one, 1, 'Samen');
		const first = await one.do(edit(id, 'Samen', order[0]));
		const second = await other.do(edit(id, 'Samen', order[1]));
		expect([first.variant, second.variant]).toEqual([undefined, true]);
		for (const device of [one, other]) {
			const is = await after(device, id, second.seq);
			expect(is.text).toBe(order[0]);
			expect(texts(is.variants)).toEqual([order[1]]);
			expect(texts(is.earlier)).toEqual(['Samen']);
		}
	}
});

test('an edit sent again gets the same answer, also after a restart', async ({ hall }) => {
	const before = await hall.at('table/1');
	const { id } = await addCard(before, 1, 'Samen');
	await before.do(edit(id, 'Samen', 'links'));
	const order = edit(id, 'Samen', 'rechts');
	const first = await before.do(order);
	expect(await before.do(order)).toEqual(first);
	await hall.server.stop();
	await hall.serve();
	const table = await hall.at('table/1');
	expect(await table.do(order)).toEqual(first);
	const is = await after(table, id, first.seq);
	expect([is.text, texts(is.variants), texts(is.earlier)]).toEqual([
		'links',
		['rechts'],
		['Samen'],
	]);
});

test('a variant that is chosen stands in a new version, and the rest is settled', async ({
	hall,
}) => {
	const table = await hall.at('table/1');
	const { id } = await addCard(table, 1, 'Samen');
	await table.do(edit(id, 'Samen', 'links'));
	const kept = await table.do(edit(id, 'Samen', 'rechts'));
	const { seq: seen, variants } = await after(table, id, kept.seq);
	const version = variants?.[0]?.version ?? 0;
	const chosen = await table.do({ cmd: 'card.choose', id, version, seen });
	const is = await after(table, id, chosen.seq);
	expect(is).toMatchObject({ text: 'rechts', version: chosen.seq });
	expect(is.variants).toBeUndefined();
	expect(texts(is.earlier)).toEqual(['links', 'Samen']);
});

test('a choice made before another text came to stand is refused', async ({ hall }) => {
	const table = await hall.at('table/1');
	const { id } = await addCard(table, 1, 'Samen');
	await table.do(edit(id, 'Samen', 'links'));
	const kept = await table.do(edit(id, 'Samen', 'rechts'));
	const { seq: seen, version } = await after(table, id, kept.seq);
	await table.do(edit(id, 'links', 'verder links'));
	expect(await table.refused({ cmd: 'card.choose', id, version, seen })).toBe('version_changed');
});

test('the public keeps what was read until the edited card is read', async ({ hall }) => {
	const table = await hall.at('table/1');
	const desk = await hall.at('desk/1');
	const wall = await hall.at('public');
	const { id, ack } = await addCard(table, 1, 'Gelezen');
	await publish(desk, 'Idee', [await after(desk, id, ack.seq)]);
	await wall.sees('card', (c) => c.id === id);
	const { seq } = await table.do(edit(id, 'Gelezen', 'Nog niet gelezen'));
	await wall.caughtUp(seq);
	expect(wall.has.get('card', id)).toMatchObject({ text: 'Gelezen', version: ack.seq });
	expect(Object.keys(wall.has.get('card', id) ?? {})).not.toContain('earlier');
	const is = await after(desk, id, seq);
	expect(is.read).toBe(ack.seq);
	await desk.do({ cmd: 'card.read', id, version: is.version });
	await wall.sees('card', (c) => c.id === id && c.text === 'Nog niet gelezen');
});

test('a card that is taken back leaves the public and the counts, and comes again', async ({
	hall,
}) => {
	const table = await hall.at('table/1');
	const desk = await hall.at('desk/1');
	const wall = await hall.at('public');
	const { id, ack } = await addCard(table, 1, 'Toch maar niet');
	const { theme, number } = await after(desk, id, ack.seq);
	await publish(desk, 'Idee', [await after(desk, id, ack.seq)]);
	await wall.sees('card', (c) => c.id === id);
	const gone = await table.do({ cmd: 'card.withdraw', id });
	await wall.until('the card to go', () => wall.has.isGone('card', id));
	await wall.sees('tally', (t) => t.id === theme && t.cards === 0 && t.tables === 0);
	expect((await after(desk, id, gone.seq)).withdrawn).toBe(true);
	const back = await table.do({ cmd: 'card.restore', id });
	await wall.sees('card', (c) => c.id === id && c.number === number);
	await wall.sees('tally', (t) => t.id === theme && t.cards === 1 && t.read === 1);
	expect((await after(table, id, back.seq)).withdrawn).toBeUndefined();
});

test('taking back and giving again may come twice', async ({ hall }) => {
	const table = await hall.at('table/1');
	const { id } = await addCard(table, 1, 'Weg');
	const first = await table.do({ cmd: 'card.withdraw', id });
	expect((await table.do({ cmd: 'card.withdraw', id })).seq).toBe(first.seq);
	const back = await table.do({ cmd: 'card.restore', id });
	expect((await table.do({ cmd: 'card.restore', id })).seq).toBe(back.seq);
});

test('only its own table changes a card', async ({ hall }) => {
	const one = await hall.at('table/1');
	const two = await hall.at('table/2');
	const desk = await hall.at('desk/1');
	const { id, ack } = await addCard(one, 1, 'Van tafel 1');
	const orders = [
		edit(id, 'Van tafel 1', 'Van tafel 2'),
		{ cmd: 'card.choose' as const, id, version: ack.seq, seen: ack.seq },
		{ cmd: 'card.withdraw' as const, id },
		{ cmd: 'card.restore' as const, id },
	];
	for (const order of orders) {
		expect(await two.refused(order), order.cmd).toBe('unknown_id');
		expect(await desk.refused({ ...order, op: randomUUID() }), order.cmd).toBe('not_allowed');
	}
});
