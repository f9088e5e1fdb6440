// What is typed: that it goes where it belongs, and that no word of it is lost.
import { signal } from '@preact/signals';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { add, card, edit, makeTablet, refused, seat, type Tablet } from '../../test/tablet';
import { Refused } from '../shared/orders';
import { inSight } from '../shared/still';
import type { Field } from './draft';
import { keepField, takeBackRefused } from './field';
import { emptyDraft } from './state';

let tablet: Tablet;
let state: Tablet['state'];
let actions: Tablet['actions'];
const programme = (step?: string) => tablet.programme(step);

beforeEach(() => {
	tablet = makeTablet();
	({ state, actions } = tablet);
});

describe('a card', () => {
	test('goes to this table’s theme in the round that is open', async () => {
		programme('r1');
		actions.type('bankjes');
		actions.choose('concern');
		await actions.submit();
		expect(tablet.added).toMatchObject([
			{ step: 'r1', theme: 'water', kind: 'concern', text: 'bankjes' },
		]);
		expect(state.draft.value).toEqual({ text: '', kind: 'idea' });
		expect(state.notice.value).toEqual({ kind: 'kept' });
	});

	test('belongs to the round in which it was begun, however late', async () => {
		programme('r1');
		actions.type('ban');
		programme('b');
		actions.type('bankjes');
		expect(state.late.value).toBe(true);
		programme('r2');
		await actions.submit();
		actions.type('lindes');
		await actions.submit();
		expect(
			tablet.added.map((card) => 'step' in card && 'theme' in card && [card.step, card.theme]),
		).toEqual([
			['r1', 'water'],
			['r2', 'bomen'],
		]);
	});

	test('without a round stays where it is', async () => {
		programme('b');
		actions.type('bankjes');
		await actions.submit();
		expect(tablet.added).toEqual([]);
		expect(state.draft.value.text).toBe('bankjes');
		expect(state.notice.value).toEqual({ kind: 'refused', code: 'not_a_round' });
		programme('r2');
		expect(state.goesTo.value?.theme.id).toBe('bomen');
	});

	test.each([
		['', 'text_empty'],
		[' \u200b\n', 'text_empty'],
		['12345678901', 'text_too_long'],
	])('%j is not sent', async (text, code) => {
		programme('r1');
		actions.type(text);
		await actions.submit();
		expect(tablet.added).toEqual([]);
		expect(state.notice.value).toEqual({ kind: 'refused', code });
	});

	test('is counted in code points', async () => {
		programme('r1');
		actions.type('🌳'.repeat(10));
		expect(state.left.value).toBe(0);
		await actions.submit();
		expect(tablet.added).toHaveLength(1);
	});
});

describe('the draft', () => {
	test('outlives a reload with each keystroke', () => {
		programme('r1');
		actions.type('b');
		actions.type('ba');
		expect(tablet.afterReload().text).toBe('ba');
		expect(state.draft.value.target).toEqual({ step: 'r1', theme: 'water' });
	});

	test('is kept until its card is on disk, then what was typed since', async () => {
		programme('r1');
		actions.type('bankjes');
		let saved = () => {};
		tablet.outside.saving = new Promise((resolve) => {
			saved = resolve;
		});
		const submitting = actions.submit();
		actions.type('volgende');
		const typed = state.draft.value;
		expect(tablet.afterReload().text).toBe('bankjes');
		state.draft.value = typed;
		saved();
		await submitting;
		expect(tablet.afterReload().text).toBe('volgende');
	});

	test('that is on its way to the disk does not come back with a new welcome', async () => {
		programme('r1');
		keepField(state, actions);
		actions.type('bankjes');
		let saved = () => {};
		tablet.outside.saving = new Promise((resolve) => {
			saved = resolve;
		});
		const submitting = actions.submit();
		actions.type('vol');
		tablet.seatNow.value = { ...seat, epoch: 'after an outage' };
		expect(state.draft.value.text).toBe('vol');
		saved();
		await submitting;
		tablet.seatNow.value = { ...seat, name: 'table/13' };
		expect(state.draft.value.text).toBe('');
		tablet.seatNow.value = seat;
		expect(state.draft.value.text).toBe('vol');
	});

	test('belongs to its seat', () => {
		programme('r1');
		actions.type('van 12');
		tablet.seatNow.value = { ...seat, name: 'table/13' };
		expect(tablet.afterReload().text).toBe('');
		tablet.seatNow.value = seat;
		expect(tablet.afterReload().text).toBe('van 12');
	});
});

describe('a refused card', () => {
	test('goes back into an empty field', () => {
		programme('r1');
		tablet.entries.value = [refused(1, 'bankjes', 'text_too_long')];
		actions.takeBackByItself();
		expect(state.draft.value).toMatchObject({ text: 'bankjes', target: { step: 'r1' } });
		expect(state.notice.value).toEqual({ kind: 'refused', code: 'text_too_long' });
		expect(tablet.removed).toEqual(['op1']);
		expect(tablet.afterReload().text).toBe('bankjes');
	});

	test('stays listed while something else stands there', () => {
		programme('r1');
		actions.type('bezig');
		tablet.entries.value = [refused(1, 'bankjes', 'unknown_id')];
		actions.takeBackByItself();
		expect(actions.takeBack('op1')).toBe(false);
		expect(tablet.removed).toEqual([]);
		expect(state.rounds.value[0]?.cards[0]).toMatchObject({
			where: 'refused',
			refused: { op: 'op1', code: 'unknown_id' },
		});
	});

	test('while nobody sees the tab comes back when somebody does', () => {
		programme('r1');
		const page = Object.assign(new EventTarget(), { visibilityState: 'hidden' });
		vi.stubGlobal('document', page);
		takeBackRefused(state, actions, inSight());
		tablet.entries.value = [refused(1, 'bankjes', 'text_too_long')];
		expect(state.draft.value.text).toBe('');
		page.visibilityState = 'visible';
		page.dispatchEvent(new Event('visibilitychange'));
		expect(state.draft.value.text).toBe('bankjes');
		vi.unstubAllGlobals();
	});

	test.each([
		['a translation', { draft: { text: '', kind: 'idea', translation: 'half' } }],
		['what was put aside', { aside: { text: 'half', kind: 'idea' } }],
	] as const)('does not come over %s', (_, { draft, aside }: Partial<Field>) => {
		programme('r1');
		state.draft.value = draft ?? emptyDraft;
		state.aside.value = aside;
		takeBackRefused(state, actions, signal(true));
		tablet.entries.value = [refused(1, 'bankjes', 'text_too_long')];
		expect(actions.takeBack('op1')).toBe(false);
		expect([state.draft.value.text, tablet.removed]).toEqual(['', []]);
		state.draft.value = emptyDraft;
		state.aside.value = undefined;
		expect(state.draft.value.text).toBe('bankjes');
	});

	test('refused for its round goes to the one that is open', () => {
		programme('r2');
		tablet.entries.value = [refused(1, 'bankjes', 'not_a_round')];
		actions.takeBackByItself();
		expect(state.goesTo.value?.step.id).toBe('r2');
	});
});

describe('the language of a card', () => {
	test('goes along with its translation, and Dutch is back for the next', async () => {
		programme('r1');
		actions.speak('ar');
		actions.type('ماء');
		actions.translate('Water');
		await actions.submit();
		expect(tablet.added).toMatchObject([{ text: 'ماء', language: 'ar', translation: 'Water' }]);
		expect(state.draft.value).toEqual({ text: '', kind: 'idea' });
	});

	test('a translation of nothing, or of Dutch, is none', async () => {
		programme('r1');
		actions.speak('ar');
		actions.translate('Water');
		actions.speak(undefined);
		actions.type('water');
		await actions.submit();
		actions.speak('tr');
		actions.type('su');
		actions.translate('  ');
		await actions.submit();
		expect(tablet.added.map((one) => 'translation' in one)).toEqual([false, false]);
	});

	test('a translation that is too long is not sent', async () => {
		programme('r1');
		actions.speak('ar');
		actions.type('ماء');
		actions.translate('12345678901');
		expect(state.left.value).toBe(-1);
		await actions.submit();
		expect(tablet.added).toEqual([]);
		expect(state.notice.value).toEqual({ kind: 'refused', code: 'text_too_long' });
	});

	test('outlives a reload', () => {
		programme('r1');
		actions.speak('ar');
		actions.translate('Water');
		expect(tablet.afterReload()).toMatchObject({ language: 'ar', translation: 'Water' });
	});
});

describe('changing a card', () => {
	beforeEach(() => {
		programme('r1');
		tablet.set(card(1, { text: 'een' }), card(2, { text: 'twee' }));
	});

	test('says how it read when the change began', async () => {
		actions.edit('card1');
		expect(state.editing.value?.number).toBe('12-1');
		actions.type('een!');
		actions.choose('concern');
		await actions.submit();
		expect(tablet.added).toMatchObject([
			{ cmd: 'card.edit', id: 'card1', kind: 'concern', text: 'een!', was: { text: 'een' } },
		]);
		expect(state.notice.value).toEqual({ kind: 'edited' });
		expect(state.draft.value.edits).toBeUndefined();
	});

	test('of a card that the server has not seen is said in the same way', async () => {
		tablet.entries.value = [add(3, 'drie'), edit(4, 3, ['drie', 'drie!'])];
		actions.edit('card3');
		expect(state.draft.value.text).toBe('drie!');
		actions.type('vier');
		await actions.submit();
		expect(tablet.added).toMatchObject([{ id: 'card3', text: 'vier', was: { text: 'drie!' } }]);
	});

	test('puts aside what stood in the field, and gives it back', async () => {
		actions.type('half');
		actions.edit('card1');
		actions.type('een!');
		expect(tablet.afterReload()).toMatchObject({ text: 'een!', edits: { card: 'card1' } });
		await actions.submit();
		expect(state.draft.value).toMatchObject({ text: 'half', target: { step: 'r1' } });
		expect(tablet.afterReload().text).toBe('half');
	});

	test('nothing sends nothing', async () => {
		actions.edit('card1');
		await actions.submit();
		expect(tablet.added).toEqual([]);
		expect(state.draft.value.edits).toBeUndefined();
	});

	test('can be left, and taken up again with what was typed', () => {
		actions.type('half');
		actions.edit('card1');
		actions.type('een!');
		actions.leaveEdit();
		expect(state.draft.value.text).toBe('half');
		const { value: notice } = state.notice;
		expect(notice?.kind).toBe('left');
		if (notice?.kind === 'left') {
			actions.resume(notice.draft);
		}
		expect(state.draft.value).toMatchObject({ text: 'een!', edits: { card: 'card1' } });
		actions.leaveEdit();
		expect(state.draft.value.text).toBe('half');
	});

	test('left as it was needs no word', () => {
		actions.edit('card1');
		actions.leaveEdit();
		expect(state.notice.value).toBeUndefined();
	});

	test('another card waits for the one that was begun', () => {
		actions.edit('card1');
		expect(actions.edit('card2')).toBe(true);
		actions.type('twee!');
		expect(actions.edit('card1')).toBe(false);
		expect(state.notice.value).toEqual({ kind: 'editFirst' });
		expect(state.draft.value.text).toBe('twee!');
	});

	test('tells when another device was first', () => {
		actions.edit('card1');
		expect(state.overtaken.value).toBe(false);
		tablet.set(card(1, { text: 'van de ander', version: 6 }));
		expect(state.overtaken.value).toBe(true);
		expect(state.draft.value.text).toBe('een');
	});

	test('to nothing is not sent', async () => {
		actions.edit('card1');
		actions.type('');
		await actions.submit();
		expect(tablet.added).toEqual([]);
		expect(state.draft.value.edits?.card).toBe('card1');
	});

	test('that the server refused comes back into the field', () => {
		tablet.entries.value = [
			edit(1, 1, ['een', 'anders'], { state: 'refused', code: 'not_allowed' }),
		];
		expect(actions.takeBack('op1')).toBe(true);
		expect(state.draft.value).toMatchObject({ text: 'anders', edits: { card: 'card1' } });
		expect(tablet.removed).toEqual(['op1']);
	});

	test('that the server refused does not come over what is being typed', () => {
		const code = 'text_too_long';
		tablet.entries.value = [edit(1, 1, ['een', 'anders'], { state: 'refused', code })];
		actions.edit('card1');
		actions.type('een half');
		expect(actions.takeBack('op1')).toBe(false);
		expect([state.draft.value.text, tablet.removed]).toEqual(['een half', []]);
		actions.type('een');
		expect(actions.takeBack('op1')).toBe(true);
		expect(state.draft.value.text).toBe('anders');
	});

	test('a card that was refused goes back with all that was changed about it', () => {
		tablet.entries.value = [
			refused(3, 'drie', 'not_a_round'),
			edit(4, 3, ['drie', 'vier'], { state: 'refused', code: 'unknown_id' }),
		];
		actions.takeBackByItself();
		expect(state.draft.value.text).toBe('vier');
		expect(state.draft.value.edits).toBeUndefined();
		expect(tablet.removed).toEqual(['op3', 'op4']);
	});
});

describe('taking a card away', () => {
	test('can be undone', async () => {
		programme('r1');
		tablet.set(card(1));
		await actions.withdraw('card1');
		expect(tablet.added).toMatchObject([{ cmd: 'card.withdraw', id: 'card1' }]);
		expect(state.notice.value).toEqual({ kind: 'withdrawn', card: 'card1', number: '12-1' });
		await actions.restore('card1');
		expect(tablet.added[1]).toMatchObject({ cmd: 'card.restore', id: 'card1' });
	});

	test('while it is in the field gives the field back', async () => {
		programme('r1');
		tablet.set(card(1));
		actions.type('half');
		actions.edit('card1');
		await actions.withdraw('card1');
		expect(tablet.afterReload().text).toBe('half');
	});
});

describe('choosing between two texts', () => {
	const both = () => {
		programme('r1');
		tablet.set(card(1, { variants: [{ version: 7, kind: 'idea', text: 'anders' }] }));
	};

	test('says what was seen', async () => {
		both();
		await actions.keep('card1', 7);
		const seen = state.rows.value[0]?.seq;
		expect(tablet.performed).toEqual([{ cmd: 'card.choose', id: 'card1', version: 7, seen }]);
	});

	test('is asked again when something has changed', async () => {
		both();
		const nack = { t: 'nack', code: 'version_changed', message: '', retry: false } as const;
		tablet.outside.answer = Promise.reject(new Refused(nack));
		await actions.keep('card1', 7);
		expect(state.notice.value).toEqual({ kind: 'chooseAgain' });
	});
});

test('an observer changes nothing', async () => {
	programme('r1');
	tablet.set(card(1));
	tablet.seatNow.value = { ...seat, name: 'observer/12', role: 'observer' };
	actions.type('toch');
	await actions.submit();
	await actions.withdraw('card1');
	await actions.keep('card1', 5);
	expect(actions.edit('card1')).toBe(false);
	expect([tablet.added, tablet.performed]).toEqual([[], []]);
});

test('after a round one more card may be begun for it', async () => {
	programme('r1');
	const round = tablet.entities.step('r1');
	programme('b');
	expect(state.last.value).toBeUndefined();
	tablet.set({ ...(round as NonNullable<typeof round>), ended: 1 });
	expect(state.last.value?.step.id).toBe('r1');
	actions.oneMore();
	actions.type('nog een');
	await actions.submit();
	expect(tablet.added).toMatchObject([{ step: 'r1', theme: 'water' }]);
});
