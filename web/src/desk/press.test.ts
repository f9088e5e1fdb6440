import { expect, test } from 'vitest';
import { startDraft } from './grouping';
import { intentOf } from './keys';
import { carryOutIntent } from './press';
import { receive } from './reading';
import { card, idea, samplePage, world } from './sample';

function atWork() {
	const made = samplePage();
	receive(made.page, world({ cards: [card('1-1'), card('1-2')], ideas: [idea('a')], seq: 1 }));
	const press = (key: string, more: { shiftKey?: boolean; code?: string } = {}) => {
		const bare = { ctrlKey: false, metaKey: false, altKey: false, isComposing: false };
		const intent = intentOf(
			{ key, code: '', shiftKey: false, repeat: false, ...bare, ...more },
			{ writing: false, shortcuts: true },
		);
		if (intent) {
			carryOutIntent(made.page, intent);
		}
	};
	return { ...made, desk: made.page.desk, press };
}

test('a whole card is dealt with by keys alone', () => {
	const { press, asked, desk } = atWork();
	press('!', { shiftKey: true, code: 'Digit1' });
	press('1');
	press('l');
	press('z');
	press('p');
	expect(asked.map((one) => one.order.cmd)).toEqual(['card.place', 'card.read', 'idea.publish']);
	expect(desk.now.card.value?.number).toBe('1-2');
});

test('Escape closes one thing at a time', () => {
	const { page, press, desk } = atWork();
	press('!', { shiftKey: true, code: 'Digit1' });
	desk.typed.value = 'a';
	startDraft(page);
	press('Escape');
	expect(desk.draft.value).toBeNull();
	expect(desk.typed.value).toBe('a');
	press('Escape');
	expect(desk.typed.value).toBe('');
	expect(desk.selected.value).toBe('idea-a');
	press('Escape');
	expect(desk.selected.value).toBeNull();
});
