import { describe, expect, test } from 'vitest';
import { layAside, lookAgain, place, placeInRow, takeOut, undo } from './deeds';
import { chooseList, chooseTheme, goOn, receive } from './reading';
import { card, idea, read, samplePage, world } from './sample';
import { given } from './world';

function atWork(cards = [card('1-1'), card('1-2'), card('1-3')], ideas = [idea('a'), idea('b')]) {
	const made = samplePage();
	const tell = (more: Parameters<typeof world>[0]) =>
		receive(made.page, world({ cards, ideas, seq: 10, ...more }));
	tell({});
	const { desk } = made.page;
	return { ...made, desk, tell, open: () => desk.now.card.value?.number ?? null };
}

describe('reading', () => {
	test('starts with the oldest card and goes on at once', () => {
		const { page, asked, desk, open } = atWork();
		expect(open()).toBe('1-1');
		layAside(page);
		expect(open()).toBe('1-2');
		expect(asked[0]?.order).toEqual({ cmd: 'card.read', id: 'card-1-1', version: 1 });
		expect([...desk.busy.value.keys()]).toEqual(['card-1-1']);
	});

	test('a card that its table takes back makes place for the next', () => {
		const { page, desk, tell, open } = atWork();
		tell({ seq: 11, cards: given([card('1-1', { withdrawn: true }), card('1-2'), card('1-3')]) });
		expect(open()).toBe('1-2');
		layAside(page);
		tell({ seq: 12, cards: [card('1-1'), read('1-2'), card('1-3')] });
		expect(desk.now.unread.value.map((one) => one.number)).toEqual(['1-1', '1-3']);
	});

	test('a card does not come back between the answer and the state', async () => {
		const { page, asked, desk, tell } = atWork();
		layAside(page);
		await asked[0]?.answer(11);
		expect(desk.now.unread.value.map((one) => one.number)).toEqual(['1-2', '1-3']);
		tell({ seq: 11, cards: [read('1-1'), card('1-2'), card('1-3')] });
		expect(desk.busy.value.size).toBe(0);
		expect(desk.now.aside.value.map((one) => one.number)).toEqual(['1-1']);
	});

	test('an answer after its state settles too', async () => {
		const { page, asked, desk, tell } = atWork();
		layAside(page);
		tell({ seq: 11, cards: [read('1-1'), card('1-2'), card('1-3')] });
		expect(desk.busy.value.size).toBe(1);
		await asked[0]?.answer(11);
		expect(desk.busy.value.size).toBe(0);
	});

	test('the digit beside an idea puts the card there', () => {
		const { page, asked } = atWork();
		placeInRow(page, 1);
		expect(asked[0]?.order).toMatchObject({ cmd: 'card.place', id: 'card-1-1', idea: 'idea-b' });
	});

	test('a digit without an idea says so and sends nothing', () => {
		const { page, asked, desk, open } = atWork();
		placeInRow(page, 6);
		expect(asked).toEqual([]);
		expect(desk.notice.value).toEqual({ say: 'no-such-idea' });
		expect(open()).toBe('1-1');
	});

	test('digits follow what was searched', () => {
		const { page, asked, desk } = atWork();
		desk.typed.value = 'b';
		placeInRow(page, 0);
		expect(asked[0]?.order).toMatchObject({ idea: 'idea-b' });
	});

	test('when the last card is dealt with there is none, and the next to come opens', () => {
		const { page, tell, open } = atWork([card('1-1')]);
		layAside(page);
		expect(open()).toBeNull();
		tell({ cards: [card('1-1'), card('1-9')] });
		expect(open()).toBe('1-9');
	});

	test('cards passed over come after the others', () => {
		const { page, open } = atWork();
		goOn(page, 1);
		expect(open()).toBe('1-2');
		layAside(page);
		expect(open()).toBe('1-3');
		layAside(page);
		expect(open()).toBe('1-1');
		goOn(page, -1);
		expect(open()).toBe('1-1');
	});

	test('a theme narrows the queue', () => {
		const { page, open, desk } = atWork([card('1-1'), card('2-2', { theme: 'theme-2' })]);
		chooseTheme(page, 'theme-2');
		expect(open()).toBe('2-2');
		expect(desk.now.ideaTheme.value).toBe('theme-2');
		chooseTheme(page, null);
		expect(open()).toBe('2-2');
	});

	test('cards laid aside can still be placed, one after the other', () => {
		const { page, open, asked } = atWork([read('1-1'), read('1-2'), read('1-3')]);
		chooseList(page, 'aside');
		goOn(page, 1);
		place(page, 'idea-a');
		expect(asked[0]?.order).toMatchObject({ id: 'card-1-2', idea: 'idea-a' });
		expect(open()).toBe('1-3');
		place(page, 'idea-a');
		expect(open()).toBe('1-1');
	});
});

describe('when others are quicker', () => {
	test('a card that a colleague reads leaves the queue', () => {
		const { desk, tell } = atWork();
		tell({ cards: [card('1-1'), read('1-2', { seq: 12 }), card('1-3')] });
		expect(desk.now.unread.value.map((one) => one.number)).toEqual(['1-1', '1-3']);
		expect(desk.company.value).toBe(1_000_000);
	});

	test('the open card stays, and the next key goes on instead of moving it', () => {
		const { page, asked, desk, tell, open } = atWork();
		tell({ cards: [read('1-1', { seq: 12, idea: 'idea-b' }), card('1-2'), card('1-3')] });
		expect(open()).toBe('1-1');
		expect(desk.now.colleagueFirst.value).toBe(true);
		place(page, 'idea-a');
		expect(asked).toEqual([]);
		expect(open()).not.toBe('1-1');
		expect(desk.notice.value).toEqual({ say: 'colleague', number: '1-1', idea: 'idea-b' });
	});

	test('what this page did itself is nobody else', () => {
		const { page, desk, tell } = atWork();
		layAside(page);
		tell({ cards: [read('1-1', { seq: 12 }), card('1-2'), card('1-3')] });
		expect(desk.company.value).toBe(Number.NEGATIVE_INFINITY);
	});

	test('a text that changes under the eyes is looked at before it is decided on', () => {
		const { page, asked, desk, tell } = atWork();
		tell({ cards: [card('1-1', { version: 20, text: 'Anders' }), card('1-2')] });
		expect(desk.now.changed.value).toBe(true);
		layAside(page);
		expect(asked).toEqual([]);
		layAside(page);
		expect(asked[0]?.order).toMatchObject({ version: 20 });
	});

	test('a refused card is next, and can be opened at once', async () => {
		const { page, asked, desk, tell, open } = atWork();
		layAside(page);
		tell({ cards: [card('1-1', { version: 20 }), card('1-2'), card('1-3')] });
		await asked[0]?.refuse('version_changed');
		expect(desk.notice.value).toEqual({ say: 'changed', card: 'card-1-1', number: '1-1' });
		expect(open()).toBe('1-2');
		layAside(page);
		expect(open()).toBe('1-1');
		goOn(page, 1);
		lookAgain(page, 'card-1-1');
		expect(open()).toBe('1-1');
		expect(desk.deeds.value.map((deed) => deed.number)).toEqual(['1-2']);
	});

	test('another refusal gives the card back to the queue', async () => {
		const { page, asked, desk } = atWork();
		place(page, 'idea-a');
		await asked[0]?.refuse('unknown_id');
		expect(desk.notice.value).toEqual({ say: 'refused', code: 'unknown_id' });
		expect(desk.now.unread.value.length).toBe(3);
	});

	test('a card that goes gives way to the next', () => {
		const { tell, open } = atWork();
		tell({ cards: [card('1-3')] });
		expect(open()).toBe('1-3');
	});
});

describe('undo', () => {
	test('takes a card out of the idea and opens it again', () => {
		const { page, asked, open } = atWork();
		place(page, 'idea-a');
		undo(page);
		expect(asked[1]?.order).toEqual({ cmd: 'card.place', id: 'card-1-1', version: 1 });
		expect(open()).toBe('1-1');
		place(page, 'idea-b');
		expect(asked[2]?.order).toMatchObject({ id: 'card-1-1', idea: 'idea-b' });
	});

	test('puts a card back into the idea that it came from', () => {
		const { page, asked } = atWork([read('1-1', { idea: 'idea-a' })]);
		takeOut(page, read('1-1', { idea: 'idea-a' }));
		undo(page);
		expect(asked[1]?.order).toMatchObject({ cmd: 'card.place', idea: 'idea-a' });
	});

	test('of laying aside opens the card and sends nothing', () => {
		const { page, asked, open } = atWork();
		layAside(page);
		undo(page);
		expect(asked.length).toBe(1);
		expect(open()).toBe('1-1');
	});

	test('goes back one deed at a time', () => {
		const { page, desk, open } = atWork();
		layAside(page);
		place(page, 'idea-a');
		undo(page);
		expect(open()).toBe('1-2');
		undo(page);
		expect(open()).toBe('1-1');
		undo(page);
		expect(desk.notice.value).toEqual({ say: 'nothing-to-undo' });
	});
});
