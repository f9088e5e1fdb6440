import { describe, expect, test } from 'vitest';
import {
	publishSelected,
	saveDraft,
	saveRetitle,
	select,
	startDraft,
	startRetitle,
	withdraw,
} from './grouping';
import { receive } from './reading';
import { card, idea, read, samplePage, world } from './sample';

function atWork(cards = [card('1-1'), card('1-2')]) {
	const made = samplePage();
	const tell = (more: Parameters<typeof world>[0]) =>
		receive(made.page, world({ cards, ideas: [idea('a')], seq: 10, ...more }));
	tell({});
	const { desk } = made.page;
	const type = (title: string) => {
		if (desk.draft.value) {
			desk.draft.value = { ...desk.draft.value, title };
		}
		if (desk.retitle.value) {
			desk.retitle.value = { ...desk.retitle.value, title };
		}
	};
	return { ...made, desk, tell, type };
}

describe('a new idea', () => {
	test('takes the open card along and goes on', () => {
		const { page, asked, desk, type } = atWork();
		startDraft(page);
		type('  Bankjes ');
		saveDraft(page);
		expect(asked[0]?.order).toEqual({
			cmd: 'idea.add',
			id: 'new-1',
			theme: 'theme-1',
			title: 'Bankjes',
			cards: [{ id: 'card-1-1', version: 1 }],
		});
		expect(desk.now.card.value?.number).toBe('1-2');
		expect(desk.draft.value).toBeNull();
	});

	test('from the last card stays in sight and can be published at once', () => {
		const { page, asked, desk, tell, type } = atWork([card('1-1')]);
		startDraft(page);
		type('Bankjes');
		saveDraft(page);
		const made = { ...idea('made'), id: 'new-1', title: 'Bankjes' };
		tell({ seq: 11, cards: [read('1-1', { idea: 'new-1' })], ideas: [idea('a'), made] });
		expect(desk.now.ideaTheme.value).toBe('theme-1');
		publishSelected(page);
		expect(asked[1]?.order).toMatchObject({ cmd: 'idea.publish', id: 'new-1' });
	});

	test('needs a title, and not a longer one than the server takes', () => {
		const { page, asked, desk, type } = atWork();
		startDraft(page);
		saveDraft(page);
		expect(desk.notice.value).toEqual({ say: 'title-empty' });
		type('é'.repeat(121));
		saveDraft(page);
		expect(desk.notice.value).toEqual({ say: 'title-long', most: 120 });
		expect(asked).toEqual([]);
		expect(desk.draft.value).not.toBeNull();
	});

	test('without a card starts empty, when a theme is chosen', () => {
		const { page, asked, desk, type } = atWork([]);
		startDraft(page);
		expect(desk.notice.value).toEqual({ say: 'choose-theme' });
		desk.theme.value = 'theme-2';
		startDraft(page);
		type('Leeg');
		saveDraft(page);
		expect(asked[0]?.order).toMatchObject({ theme: 'theme-2', cards: [] });
	});

	test('that is refused keeps its title, for the card as it is now', async () => {
		const { page, asked, desk, tell, type } = atWork();
		startDraft(page);
		type('Bankjes');
		saveDraft(page);
		tell({ cards: [card('1-1', { version: 30 }), card('1-2')] });
		await asked[0]?.refuse('version_changed');
		expect(desk.draft.value).toMatchObject({ title: 'Bankjes', card: { version: 30 } });
		expect(desk.now.card.value?.number).toBe('1-1');
		saveDraft(page);
		expect(asked[1]?.order).toMatchObject({ cards: [{ id: 'card-1-1', version: 30 }] });
	});
});

describe('a title', () => {
	test('is saved on the version that the reader saw', async () => {
		const { page, asked, desk, type } = atWork();
		startRetitle(page, idea('a', { version: 4 }));
		type('Meer bankjes');
		saveRetitle(page, 4);
		expect(asked[0]?.order).toMatchObject({ cmd: 'idea.edit', base: 4, title: 'Meer bankjes' });
		await asked[0]?.answer(11);
		expect(desk.retitle.value).toBeNull();
	});

	test('that a colleague changed first keeps what was typed and shows the other', async () => {
		const { page, asked, desk, tell, type } = atWork();
		startRetitle(page, idea('a'));
		type('Meer bankjes');
		saveRetitle(page, 1);
		tell({ ideas: [idea('a', { version: 12, title: 'Zitplekken' })] });
		await asked[0]?.refuse('version_changed');
		expect(desk.retitle.value).toMatchObject({ title: 'Meer bankjes', saving: false });
		expect(desk.notice.value).toEqual({ say: 'title-changed', title: 'Zitplekken' });
		saveRetitle(page, 12);
		expect(asked[1]?.order).toMatchObject({ base: 12, title: 'Meer bankjes' });
	});
});

describe('publishing', () => {
	test('asks for an idea first', () => {
		const { page, asked, desk } = atWork();
		publishSelected(page);
		expect(asked).toEqual([]);
		expect(desk.notice.value).toEqual({ say: 'choose-idea' });
	});

	test('names the version of the title, once', async () => {
		const { page, asked, desk } = atWork();
		select(page, 'idea-a');
		publishSelected(page);
		publishSelected(page);
		expect(asked.map((one) => one.order)).toEqual([
			{ cmd: 'idea.publish', id: 'idea-a', version: 1 },
		]);
		await asked[0]?.answer(11);
		expect(desk.notice.value).toEqual({ say: 'published', title: 'a' });
		expect(desk.moving.value.size).toBe(0);
	});

	test('can be taken back', () => {
		const { page, asked } = atWork();
		withdraw(page, idea('a', { state: 'published' }));
		expect(asked[0]?.order).toEqual({ cmd: 'idea.withdraw', id: 'idea-a' });
	});
});

test('an idea that goes is no longer selected', () => {
	const { page, desk, tell } = atWork();
	select(page, 'idea-a');
	tell({ ideas: [] });
	expect(desk.selected.value).toBeNull();
});
