import { randomUUID } from 'node:crypto';
import type { Client, Order } from '../lib/client.js';
import { addCard, expect, type Hall, publish, test } from '../lib/hall.js';

interface Desk {
	table: Client;
	desk: Client;
	theme: string;
}

async function desk(hall: Hall): Promise<Desk> {
	const [table, desk] = await Promise.all([hall.at('table/1'), hall.at('desk/1')]);
	return { table, desk, theme: desk.has.all('theme')[0]?.id ?? '' };
}

async function draft(at: Desk, title = 'Een idee'): Promise<{ id: string; version: number }> {
	const id = randomUUID();
	await at.desk.do({ cmd: 'idea.add', id, theme: at.theme, title, cards: [] });
	const { version } = await at.desk.sees('idea', (i) => i.id === id);
	return { id, version };
}

test('an idea starts with its cards in it, read', async ({ hall }) => {
	const at = await desk(hall);
	const one = await addCard(at.table, 1, 'Een');
	const two = await addCard(at.table, 1, 'Twee');
	await at.desk.caughtUp(two.ack.seq);
	const cards = [one, two].map(({ id }) => ({
		id,
		version: at.desk.has.get('card', id)?.version ?? 0,
	}));
	const id = randomUUID();
	await at.desk.do({ cmd: 'idea.add', id, theme: at.theme, title: 'Samen', cards });
	for (const { id: card, version } of cards) {
		await at.desk.sees('card', (c) => c.id === card && c.idea === id && c.read === version);
	}
});

test('a card is read and placed in one', async ({ hall }) => {
	const at = await desk(hall);
	const { id: idea } = await draft(at);
	const { id } = await addCard(at.table, 1, 'Op zijn plek');
	const { version } = await at.desk.sees('card', (c) => c.id === id);
	await at.desk.do({ cmd: 'card.place', id, version, idea });
	await at.desk.sees('card', (c) => c.id === id && c.idea === idea && c.read === version);
});

test('a version that the card does not have is refused', async ({ hall }) => {
	const at = await desk(hall);
	const { id: idea } = await draft(at);
	const { id } = await addCard(at.table, 1, 'Eerste versie');
	const { version } = await at.desk.sees('card', (c) => c.id === id);
	const wrong = version + 1;
	expect(await at.desk.refused({ cmd: 'card.read', id, version: wrong })).toBe('version_changed');
	expect(await at.desk.refused({ cmd: 'card.place', id, version: wrong, idea })).toBe(
		'version_changed',
	);
});

test('an idea with one wrong version among its cards is refused whole', async ({ hall }) => {
	const at = await desk(hall);
	const one = await addCard(at.table, 1, 'Goed');
	const two = await addCard(at.table, 1, 'Fout');
	await at.desk.caughtUp(two.ack.seq);
	const version = (id: string) => at.desk.has.get('card', id)?.version ?? 0;
	const code = await at.desk.refused({
		cmd: 'idea.add',
		id: randomUUID(),
		theme: at.theme,
		title: 'Half gezien',
		cards: [
			{ id: one.id, version: version(one.id) },
			{ id: two.id, version: version(two.id) + 7 },
		],
	});
	expect(code).toBe('version_changed');
	const later = await addCard(at.table, 1, 'Daarna');
	await at.desk.caughtUp(later.ack.seq);
	expect(at.desk.has.get('card', one.id)?.read).toBeUndefined();
	expect(at.desk.has.all('idea')).toHaveLength(0);
});

test('a title is changed from the version that was seen', async ({ hall }) => {
	const at = await desk(hall);
	const { id, version } = await draft(at, 'Oud');
	await at.desk.do({ cmd: 'idea.edit', id, base: version, title: 'Nieuw' });
	await at.desk.sees('idea', (i) => i.id === id && i.title === 'Nieuw');
	const again = { cmd: 'idea.edit', id, base: version, title: 'Nog nieuwer' } as const;
	expect(await at.desk.refused(again)).toBe('version_changed');
});

test('a title that was changed meanwhile is not published', async ({ hall }) => {
	const at = await desk(hall);
	const { id, version } = await draft(at, 'Gezien');
	await at.desk.do({ cmd: 'idea.edit', id, base: version, title: 'Anders' });
	expect(await at.desk.refused({ cmd: 'idea.publish', id, version })).toBe('version_changed');
});

test('a title too long or empty is refused', async ({ hall }) => {
	const at = await desk(hall);
	const add = { cmd: 'idea.add' as const, id: randomUUID(), theme: at.theme, cards: [] };
	expect(await at.desk.refused({ ...add, title: 'x'.repeat(121) })).toBe('text_too_long');
	expect(await at.desk.refused({ ...add, title: '\u200b ' })).toBe('text_empty');
});

test('an id that is another idea’s is refused', async ({ hall }) => {
	const at = await desk(hall);
	const { id } = await draft(at);
	const again: Order = { cmd: 'idea.add', id, theme: at.theme, title: 'Weer', cards: [] };
	expect(await at.desk.refused(again)).toBe('id_taken');
});

test('what is not there is refused', async ({ hall }) => {
	const at = await desk(hall);
	const id = randomUUID();
	expect(await at.desk.refused({ cmd: 'card.read', id, version: 1 })).toBe('unknown_id');
	expect(await at.desk.refused({ cmd: 'idea.withdraw', id })).toBe('unknown_id');
	expect(await at.desk.refused({ cmd: 'idea.publish', id, version: 1 })).toBe('unknown_id');
});

test('published again after a withdrawal, it is seen again', async ({ hall }) => {
	const at = await desk(hall);
	const everyone = await hall.at('public');
	const { id } = await addCard(at.table, 1, 'Heen en weer');
	const idea = await publish(at.desk, 'Heen en weer', [
		await at.desk.sees('card', (c) => c.id === id),
	]);
	await everyone.sees('card', (c) => c.id === id);
	await at.desk.do({ cmd: 'idea.withdraw', id: idea });
	await everyone.until('the idea to go', () => everyone.has.isGone('idea', idea));
	const { version } = await at.desk.sees('idea', (i) => i.id === idea && i.state === 'draft');
	await at.desk.do({ cmd: 'idea.publish', id: idea, version });
	await everyone.sees('idea', (i) => i.id === idea);
	await everyone.sees('card', (c) => c.id === id);
});
