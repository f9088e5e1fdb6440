import { describe, expect, it } from 'vitest';
import { Entities } from './entities';
import type { Card, Entity, Idea, Tally, Theme } from './protocol';
import { publishedResults, tableOf } from './results';

let last = 0;
const uuidOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const base = () => ({ id: uuidOf(++last), seq: last });

const theme = (number: number): Theme => ({
	type: 'theme',
	...base(),
	number,
	title: `Thema ${number}`,
});
const idea = (of: Theme, extra: Partial<Idea> = {}): Idea => ({
	type: 'idea',
	...base(),
	theme: of.id,
	title: 'Een idee',
	version: last,
	state: 'published',
	...extra,
});
const card = (number: string, of: Theme, into: string | undefined, text = 'Iets'): Card => ({
	type: 'card',
	...base(),
	number,
	theme: of.id,
	kind: 'idea',
	text,
	version: last,
	...(into !== undefined && { idea: into }),
});
const tally = (of: Theme, cards: number, tables: number): Tally => ({
	type: 'tally',
	id: of.id,
	seq: ++last,
	cards,
	read: 0,
	tables,
});

function resultsOf(...set: Entity[]) {
	const entities = new Entities();
	entities.apply({ t: 'state', seq: last, full: true, part: 1, last: true, set });
	return publishedResults(entities);
}

describe('publishedResults', () => {
	it('stands themes in the order of the agenda, with the counts that came in', () => {
		const [second, first] = [theme(2), theme(1)];
		const results = resultsOf(second, first, tally(first, 42, 12), tally(second, 5, 3));
		expect(results.themes.map(({ number, cards, tables }) => [number, cards, tables])).toEqual([
			[1, 42, 12],
			[2, 5, 3],
		]);
		expect(results.cards).toBe(47);
		expect(results.ideas).toBe(0);
	});

	it('counts each table of an idea once', () => {
		const t = theme(1);
		const i = idea(t);
		const cards = ['12-1', '12-2', '2-1', '1-1'].map((number) => card(number, t, i.id));
		const found = resultsOf(t, i, ...cards).themes[0]?.ideas[0];
		expect(found?.tables).toBe(3);
		expect(found?.quotes.map((quote) => quote.number)).toEqual(['1-1', '2-1', '12-1', '12-2']);
	});

	it('puts ideas of more tables first, and of equals the newest', () => {
		const t = theme(1);
		const [old, fresh, big] = [idea(t), idea(t), idea(t)];
		const cards = [card('1-1', t, old.id), card('2-1', t, fresh.id)];
		cards.push(card('3-1', t, big.id), card('4-1', t, big.id));
		const order = resultsOf(t, fresh, old, big, ...cards).themes[0]?.ideas.map(({ id }) => id);
		expect(order).toEqual([big.id, fresh.id, old.id]);
	});

	it('shows nothing of drafts and of the cards in them', () => {
		const t = theme(1);
		const draft = idea(t, { state: 'draft' });
		const results = resultsOf(t, draft, card('1-1', t, draft.id, 'Niet voor de zaal'));
		expect(results.themes[0]?.ideas).toEqual([]);
		expect(JSON.stringify(results)).not.toContain('Niet voor de zaal');
	});

	it('shows nothing of references to what is not there', () => {
		const t = theme(1);
		const lost = idea({ ...t, id: uuidOf(999_999) });
		const results = resultsOf(
			t,
			lost,
			card('1-1', t, lost.id),
			card('1-2', t, uuidOf(888_888)),
			card('1-3', t, undefined),
			tally({ ...t, id: uuidOf(777_777) }, 9, 9),
		);
		expect(results).toEqual({
			themes: [{ id: t.id, number: 1, title: 'Thema 1', cards: 0, tables: 0, ideas: [] }],
			cards: 0,
			ideas: 0,
		});
	});

	it('finds a place for what pointed ahead as soon as the rest has come', () => {
		const t = theme(1);
		const i = idea(t);
		const entities = new Entities();
		const apply = (...set: Entity[]) => entities.apply({ t: 'state', seq: ++last, set });
		apply(card('7-1', t, i.id, 'Vooruit'));
		apply(i);
		expect(publishedResults(entities).themes).toEqual([]);
		apply(t);
		expect(publishedResults(entities).themes[0]?.ideas[0]?.quotes[0]?.text).toBe('Vooruit');
	});

	it('forgets a withdrawn idea', () => {
		const t = theme(1);
		const i = idea(t);
		const entities = new Entities();
		entities.apply({ t: 'state', seq: ++last, set: [t, i] });
		entities.apply({
			t: 'state',
			seq: ++last,
			set: [{ type: 'idea', id: i.id, seq: last, gone: true }],
		});
		expect(publishedResults(entities).ideas).toBe(0);
	});
});

describe('tableOf', () => {
	it('reads the table before the hyphen', () => {
		expect([tableOf('12-3'), tableOf('7-31')]).toEqual([12, 7]);
	});
});
