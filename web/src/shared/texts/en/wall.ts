import type { wall as nl } from '../nl/wall';
import { plural } from '../plural';

const cards = (n: number) => plural(n, '1 card', `${n} cards`);
const tables = (n: number) => plural(n, '1 table', `${n} tables`);

export const wall: typeof nl = {
	waiting: 'One moment. We are getting the ideas.',
	programme: 'Where we are in the programme',
	notBegun: 'The programme starts soon.',
	now: 'Now:',
	left: (time) => `${time} to go`,
	cards,
	gave: 'from the tables, so far brought together in',
	ideas: (n) => plural(n, '1 idea', `${n} ideas`),
	cardsFromTables: (n, from) => `${cards(n)} from ${tables(from)}`,
	fromTables: (n) => `from ${tables(n)}`,
	noCards: 'no cards yet',
	noIdeas: 'The first ideas come here as soon as the theme team has read them.',
	search: 'Search the ideas',
	chooseTheme: 'Choose a theme',
	allThemes: 'All themes',
	found: (n) => plural(n, '1 idea found', `${n} ideas found`),
	nothingFound: 'There is no idea about this yet.',
	showAll: 'Show everything',
	more: (n) => plural(n, '1 more card', `${n} more cards`),
	fewer: 'Fewer cards',
	card: (number) => `card ${number}`,
	busy: 'It is busy just now. You see what was there last; new ideas will come by themselves.',
	away: 'No connection for a moment. You see what was here last; new ideas come by themselves.',
};
