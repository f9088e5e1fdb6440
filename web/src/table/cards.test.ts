// The overlay: what this device has yet to say, over what the server said.
import { beforeEach, describe, expect, test } from 'vitest';
import { add, card, edit, makeTablet, type Tablet, turn } from '../../test/tablet';
import type { Entry } from '../shared/outbox';

let tablet: Tablet;
const wait = (...entries: Entry[]) => {
	tablet.entries.value = entries;
};
const rows = () => tablet.state.rows.value;
const first = () => rows()[0];

beforeEach(() => {
	tablet = makeTablet();
	tablet.programme('r1');
});

describe('how far a card has come', () => {
	const idea = { type: 'idea', id: 'i', seq: 0, theme: 'water', title: '', version: 1 } as const;

	test('is said of each', () => {
		tablet.set({ ...idea, state: 'published' });
		tablet.set(
			card(1, { idea: 'i', read: 5 }),
			card(2, { idea: 'hidden', read: 5 }),
			card(3, { read: 5 }),
			card(4),
		);
		wait(
			add(1, 'tekst 1', { state: 'kept', number: '12-1' }),
			add(5, 'tekst 5', { state: 'kept', number: '12-5' }),
			add(6, 'tekst 6'),
			add(7, 'tekst 7'),
			add(8, 'elders', { seat: 'table/13' }),
		);
		expect(rows().map(({ number, where }) => [number, where])).toEqual([
			[undefined, 'here'],
			[undefined, 'here'],
			['12-5', 'kept'],
			['12-4', 'kept'],
			['12-3', 'read'],
			['12-2', 'idea'],
			['12-1', 'stage'],
		]);
		expect(first()?.text).toBe('tekst 7');
		expect(tablet.state.waiting.value).toBe(2);
		expect(tablet.state.strangers.value).toEqual([{ seat: 'table/13', count: 1, goes: false }]);
	});

	test('of one that was read and edited: it is read again, and the public sees the old text', () => {
		tablet.set({ ...idea, state: 'published' }, card(1, { read: 4, version: 5, idea: 'i' }));
		expect(first()).toMatchObject({ where: 'again', shownBefore: true });
		tablet.set({ ...idea, state: 'draft' });
		expect(first()).toMatchObject({ where: 'again', shownBefore: false });
	});
});

describe('an edit that waits', () => {
	test('stands over what the server said, on this device', () => {
		tablet.set(card(1, { read: 5 }));
		wait(edit(1, 1, ['tekst 1', 'beter']));
		expect(first()).toMatchObject({ text: 'beter', where: 'here', number: '12-1' });
	});

	test('of a card that waits too stands over that', () => {
		wait(add(1, 'een'), edit(2, 1, ['een', 'twee']), edit(3, 1, ['twee', 'drie']));
		expect(rows()).toHaveLength(1);
		expect(first()).toMatchObject({ text: 'drie', where: 'here' });
	});

	test('that the server has already, with its answer lost, changes nothing', () => {
		tablet.set(card(1, { text: 'beter', version: 6, earlier: [old(5, 'tekst 1')] }));
		wait(edit(1, 1, ['tekst 1', 'beter']));
		expect(first()).toMatchObject({ text: 'beter', where: 'kept' });
	});

	test('two in a row of which the server has the first', () => {
		tablet.set(card(1, { text: 'twee', version: 6, earlier: [old(5, 'een')] }));
		wait(edit(1, 1, ['een', 'twee']), edit(2, 1, ['twee', 'drie']));
		expect(first()).toMatchObject({ text: 'drie', where: 'here' });
	});

	test('two in a row of which the server has both', () => {
		tablet.set(card(1, { text: 'drie', version: 7, earlier: [old(6, 'twee'), old(5, 'een')] }));
		wait(edit(1, 1, ['een', 'twee']), edit(2, 1, ['twee', 'drie']));
		expect(first()).toMatchObject({ text: 'drie', where: 'kept', beside: [] });
	});

	test('there and back again ends where it began', () => {
		tablet.set(card(1, { text: 'een' }));
		wait(edit(1, 1, ['een', 'twee']), edit(2, 1, ['twee', 'een']));
		expect(first()).toMatchObject({ text: 'een', where: 'here' });
	});

	test('does not cover what another device wrote meanwhile, and is not lost', () => {
		tablet.set(card(1, { text: 'van de ander', version: 6, earlier: [old(5, 'tekst 1')] }));
		wait(edit(1, 1, ['tekst 1', 'van ons']));
		expect(first()).toMatchObject({
			text: 'van de ander',
			beside: [{ kind: 'idea', text: 'van ons' }],
		});
	});

	test('that stands as a variant already stands there once', () => {
		tablet.set(card(1, { text: 'van de ander', version: 6, variants: [old(7, 'van ons')] }));
		wait(edit(1, 1, ['tekst 1', 'van ons']));
		expect(first()).toMatchObject({ text: 'van de ander', beside: [] });
		expect(first()?.variants).toHaveLength(1);
	});

	test('that another device has built upon does not bring back the older text', () => {
		const earlier = [old(6, 'van ons'), old(5, 'tekst 1')];
		tablet.set(card(1, { text: 'nog beter', version: 7, earlier }));
		wait(edit(1, 1, ['tekst 1', 'van ons']));
		expect(first()).toMatchObject({ text: 'nog beter', where: 'kept', beside: [] });
	});

	test('may change the kind, the language and the translation alone', () => {
		tablet.set(card(1));
		const more = { kind: 'concern', language: 'ar', translation: 'water' } as const;
		wait(edit(1, 1, ['tekst 1', 'tekst 1'], {}, more));
		expect(first()).toMatchObject({ text: 'tekst 1', ...more, where: 'here' });
		// And takes a language away again.
		tablet.set(card(1, { language: 'ar', translation: 'water' }));
		const was = { kind: 'idea', text: 'tekst 1', language: 'ar', translation: 'water' } as const;
		wait(edit(2, 1, ['', 'tekst 1'], {}, { was }));
		expect(first()).not.toHaveProperty('language');
		expect(first()).not.toHaveProperty('translation');
	});
});

describe('an edit that was answered', () => {
	test('stays in sight until the server has shown it', () => {
		tablet.set(card(1));
		const cursor = tablet.entities.cursor ?? 0;
		wait(edit(1, 1, ['tekst 1', 'beter'], { state: 'kept', seq: cursor + 1 }));
		expect(first()?.text).toBe('beter');
		tablet.set(card(1, { text: 'van een derde', earlier: [old(6, 'beter')] }));
		expect(first()).toMatchObject({ text: 'van een derde', where: 'kept', beside: [] });
	});

	test('as a variant never takes the place of the text that stands', () => {
		tablet.set(card(1));
		const seq = (tablet.entities.cursor ?? 0) + 1;
		wait(edit(1, 1, ['tekst 1', 'anders'], { state: 'kept', seq, variant: true }));
		expect(first()).toMatchObject({ text: 'tekst 1', beside: [{ text: 'anders' }] });
	});

	test('with a no is told at its card', () => {
		tablet.set(card(1));
		wait(edit(1, 1, ['tekst 1', 'beter'], { state: 'refused', code: 'not_allowed' }));
		expect(first()).toMatchObject({
			text: 'tekst 1',
			where: 'kept',
			refused: { op: 'op1', code: 'not_allowed' },
		});
	});
});

test('an edit of a card that was refused shows the text to take back', () => {
	wait(
		add(1, 'een', { state: 'refused', code: 'unknown_id' }),
		edit(2, 1, ['een', 'twee'], { state: 'refused', code: 'unknown_id' }),
	);
	expect(first()).toMatchObject({ text: 'twee', where: 'refused', refused: { op: 'op1' } });
});

describe('a card that is taken away', () => {
	const away = () => tablet.state.withdrawn.value.map(({ id }) => id);

	test('leaves the list at once, and comes back as soon', () => {
		tablet.set(card(1), card(2));
		wait(turn(1, 1, 'card.withdraw'));
		expect([away(), tablet.state.rounds.value[0]?.cards.map(({ id }) => id)]).toEqual([
			['card1'],
			['card2'],
		]);
		wait(turn(1, 1, 'card.withdraw'), turn(2, 1, 'card.restore'));
		expect(away()).toEqual([]);
	});

	test('before the server knew it', () => {
		wait(add(1, 'een'), turn(2, 1, 'card.withdraw'));
		expect(away()).toEqual(['card1']);
		expect(tablet.state.rounds.value).toEqual([]);
	});

	test('stays away until the server has said so', () => {
		tablet.set(card(1));
		const seq = (tablet.entities.cursor ?? 0) + 1;
		wait(turn(1, 1, 'card.withdraw', { state: 'kept', seq }));
		expect(away()).toEqual(['card1']);
		tablet.set(card(1, { withdrawn: true }));
		expect(away()).toEqual(['card1']);
		// The other device put it back since.
		tablet.set(card(1));
		expect(away()).toEqual([]);
	});

	test('and edited keeps both', () => {
		tablet.set(card(1));
		wait(edit(1, 1, ['tekst 1', 'beter']), turn(2, 1, 'card.withdraw'));
		expect(tablet.state.withdrawn.value[0]).toMatchObject({ text: 'beter', withdrawn: true });
	});
});

test('rows that did not change are the same objects, so that a long list is drawn once', () => {
	tablet.set(...Array.from({ length: 40 }, (_, i) => card(i + 1)));
	const before = rows();
	tablet.set(card(40, { read: 5 }));
	const after = rows();
	expect(after[0]).not.toBe(before[0]);
	expect(after.slice(1).every((row, i) => row === before[i + 1])).toBe(true);
});

test('earlier rounds stay, the latest first', () => {
	tablet.programme('r2');
	tablet.set(card(1), card(2, { step: 'r2', theme: 'bomen', late: true }));
	const { value: rounds } = tablet.state.rounds;
	expect(rounds.map(({ step }) => step?.title)).toEqual(['Ronde 2', 'Ronde 1']);
	expect(rounds[0]?.cards[0]?.late).toBe(true);
});

test('languages that the table has used are near, the latest first', () => {
	tablet.set(
		card(1, { language: 'ar' }),
		card(2, { language: 'tr' }),
		card(3),
		card(4, { language: 'ar' }),
	);
	expect(tablet.state.spoken.value).toEqual(['ar', 'tr']);
});

test('cards that wait are counted once, whatever waits about them', () => {
	wait(add(1, 'een'), edit(2, 1, ['een', 'twee']), turn(3, 1, 'card.withdraw'), add(4, 'vier'));
	expect([tablet.state.waiting.value, tablet.state.waitingCards.value]).toEqual([4, 2]);
});

function old(version: number, text: string) {
	return { version, kind: 'idea', text } as const;
}
