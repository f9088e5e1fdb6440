// Who sees what: the table in docs/protocol.md ("The shape").
import { randomUUID } from 'node:crypto';
import { addCard, expect, publish, test, workOf } from '../lib/hall.js';

test('a card is seen at once by the other device of its table', async ({ hall }) => {
	const one = await hall.at('table/1');
	const other = await hall.at('table/1');
	const { id } = await addCard(one, 1, 'Samen typen');
	const card = await other.sees('card', (c) => c.id === id);
	expect(card).toMatchObject({ number: '1-1', text: 'Samen typen', kind: 'idea', late: false });
});

test('a card is seen at once by desk and control', async ({ hall }) => {
	const table = await hall.at('table/1');
	const [desk, control] = await Promise.all([hall.at('desk/1'), hall.at('control/1')]);
	const { id } = await addCard(table, 1, 'Voor de redactie');
	expect((await desk.sees('card', (c) => c.id === id)).table).toBeDefined();
	await control.sees('card', (c) => c.id === id);
});

test('a card is not seen by another table, the public or a stage', async ({ hall }) => {
	const table = await hall.at('table/1');
	const strangers = [await hall.at('table/2'), await hall.at('public'), await hall.at('stage/1')];
	const { ack } = await addCard(table, 1, 'Nog niet gelezen');
	for (const stranger of strangers) {
		await stranger.caughtUp(ack.seq);
		expect(JSON.stringify(stranger.heard)).not.toContain('Nog niet gelezen');
	}
});

test('the counts of a theme are seen by all', async ({ hall }) => {
	const table = await hall.at('table/1');
	const everyone = await hall.at('public');
	const { theme } = workOf(table, 1);
	await addCard(table, 1, 'Telt mee');
	const tally = await everyone.sees('tally', (t) => t.id === theme.id && t.cards === 1);
	expect(tally).toMatchObject({ read: 0, tables: 1 });
});

test('a read card counts as read, and its words stay unseen', async ({ hall }) => {
	const table = await hall.at('table/1');
	const desk = await hall.at('desk/1');
	const everyone = await hall.at('public');
	const { id } = await addCard(table, 1, 'Gelezen, in geen idee');
	const { version } = await desk.sees('card', (c) => c.id === id);
	await desk.do({ cmd: 'card.read', id, version });
	await everyone.sees('tally', (t) => t.read === 1);
	expect(everyone.has.all('card')).toHaveLength(0);
});

test('a published idea is seen by all, with the words that were read', async ({ hall }) => {
	const table = await hall.at('table/1');
	const desk = await hall.at('desk/1');
	const others = [await hall.at('public'), await hall.at('stage/1'), await hall.at('table/2')];
	const { id } = await addCard(table, 1, 'Bankjes langs de singel');
	const card = await desk.sees('card', (c) => c.id === id);
	const idea = await publish(desk, 'Zitten aan het water', [card]);
	for (const other of others) {
		expect((await other.sees('idea', (i) => i.id === idea)).title).toBe('Zitten aan het water');
	}
	const shown = await others[0]?.sees('card', (c) => c.id === id);
	expect(shown).toMatchObject({ text: 'Bankjes langs de singel', idea, number: '1-1' });
	for (const hidden of ['table', 'step', 'read', 'late', 'at']) {
		expect(shown).not.toHaveProperty(hidden);
	}
});

test('a draft is seen by the theme team alone', async ({ hall }) => {
	const desk = await hall.at('desk/1');
	const control = await hall.at('control/1');
	const strangers = [await hall.at('public'), await hall.at('table/1')];
	const theme = desk.has.all('theme')[0]?.id ?? '';
	const id = randomUUID();
	await desk.do({ cmd: 'idea.add', id, theme, title: 'Nog in de maak', cards: [] });
	await control.sees('idea', (i) => i.id === id && i.state === 'draft');
	const { ack } = await addCard(strangers[1] ?? desk, 1, 'Een kaartje na het idee');
	for (const stranger of strangers) {
		await stranger.caughtUp(ack.seq);
		expect(stranger.has.all('idea')).toHaveLength(0);
	}
});

test('a withdrawn idea goes, and its cards with it', async ({ hall }) => {
	const table = await hall.at('table/1');
	const desk = await hall.at('desk/1');
	const everyone = await hall.at('public');
	const { id } = await addCard(table, 1, 'Toch nog niet');
	const idea = await publish(desk, 'Te vroeg', [await desk.sees('card', (c) => c.id === id)]);
	await everyone.sees('card', (c) => c.id === id);
	await desk.do({ cmd: 'idea.withdraw', id: idea });
	await everyone.until('the idea to go', () => everyone.has.isGone('idea', idea));
	await everyone.until('its card to go', () => everyone.has.isGone('card', id));
	await table.until('the idea to go', () => table.has.isGone('idea', idea));
	expect(table.has.get('card', id)?.text).toBe('Toch nog niet');
});

test('a card taken out of a published idea goes from the public', async ({ hall }) => {
	const table = await hall.at('table/1');
	const desk = await hall.at('desk/1');
	const everyone = await hall.at('public');
	const { id } = await addCard(table, 1, 'Hoort er niet bij');
	await publish(desk, 'Groen', [await desk.sees('card', (c) => c.id === id)]);
	const { version } = await everyone.sees('card', (c) => c.id === id);
	await desk.do({ cmd: 'card.place', id, version });
	await everyone.until('the card to go', () => everyone.has.isGone('card', id));
});

test('what somebody missed who comes later is the same as what others have', async ({ hall }) => {
	const table = await hall.at('table/1');
	const desk = await hall.at('desk/1');
	const everyone = await hall.at('public');
	const { id } = await addCard(table, 1, 'Voor wie later komt');
	const idea = await publish(desk, 'Later', [await desk.sees('card', (c) => c.id === id)]);
	await everyone.sees('idea', (i) => i.id === idea);
	await everyone.sees('card', (c) => c.id === id);
	const late = await hall.at('public');
	for (const type of ['summit', 'room', 'table', 'theme', 'step', 'idea', 'card'] as const) {
		const sorted = (client: typeof late) =>
			client.has.all(type).sort((a, b) => a.id.localeCompare(b.id));
		expect(sorted(late), type).toEqual(sorted(everyone));
	}
});
