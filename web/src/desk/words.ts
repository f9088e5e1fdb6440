// What a notice says, in the words of the page's language.
import type { TextsOf } from '../shared/texts/languages';
import type { Deed, Desk, Notice } from './state';

export function words(desk: Desk, notice: Notice, texts: TextsOf<'desk'>): string {
	const { said } = texts.desk;
	switch (notice.say) {
		case 'done':
			return deedWords(desk, notice.deed, texts);
		case 'undone':
			return said.undone(notice.deed.number);
		case 'changed':
			return said.changed(notice.number);
		case 'look-again':
			return said.lookAgain(notice.number);
		case 'colleague':
			return colleagueWords(desk, notice, texts);
		case 'made':
			return said.made(notice.title);
		case 'published':
			return said.published(notice.title);
		case 'withdrawn':
			return said.withdrawn(notice.title);
		case 'retitled':
			return said.retitled(notice.title);
		case 'title-changed':
			return said.titleChanged(notice.title);
		case 'title-empty':
			return said.titleEmpty;
		case 'title-long':
			return said.titleLong(notice.most);
		case 'choose-theme':
			return said.chooseTheme;
		case 'choose-idea':
			return said.chooseIdea;
		case 'nothing-to-undo':
			return said.nothingToUndo;
		case 'no-such-idea':
			return said.noSuchIdea;
		case 'refused':
			return texts.shared.refused[notice.code ?? 'bad_message'];
	}
}

function titleOf(desk: Desk, idea: string): string | undefined {
	return desk.now.ideaById.value.get(idea)?.title;
}

function deedWords(
	desk: Desk,
	{ number, fate }: Deed,
	{ desk: { said } }: TextsOf<'desk'>,
): string {
	switch (fate.to) {
		case 'aside':
			return said.aside(number);
		case 'out':
			return said.out(number);
		case 'new':
			return said.started(number, fate.title);
		case 'idea': {
			const title = titleOf(desk, fate.idea);
			return title === undefined ? said.placedSomewhere(number) : said.placed(number, title);
		}
	}
}

function colleagueWords(
	desk: Desk,
	{ number, idea }: Extract<Notice, { say: 'colleague' }>,
	{ desk: { said } }: TextsOf<'desk'>,
): string {
	const title = idea === null ? undefined : titleOf(desk, idea);
	return title === undefined ? said.colleague(number) : said.colleaguePlaced(number, title);
}
