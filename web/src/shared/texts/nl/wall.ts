import { plural } from '../plural';

const cards = (n: number) => plural(n, '1 kaartje', `${n} kaartjes`);
const tables = (n: number) => plural(n, '1 tafel', `${n} tafels`);

export const wall = {
	waiting: 'Een ogenblik. We halen de ideeën op.',
	programme: 'Waar we zijn in het programma',
	notBegun: 'Het programma begint straks.',
	now: 'Nu:',
	left: (time: string) => `nog ${time}`,
	cards,
	gave: 'van de tafels, tot nu toe gebundeld in',
	ideas: (n: number) => plural(n, '1 idee', `${n} ideeën`),
	cardsFromTables: (n: number, from: number) => `${cards(n)} van ${tables(from)}`,
	fromTables: (n: number) => `van ${tables(n)}`,
	noCards: 'nog geen kaartjes',
	noIdeas: 'De eerste ideeën komen hier zodra de redactie ze heeft gelezen.',
	search: 'Zoek in de ideeën',
	chooseTheme: 'Kies een thema',
	allThemes: 'Alle thema’s',
	found: (n: number) => plural(n, '1 idee gevonden', `${n} ideeën gevonden`),
	nothingFound: 'Hierover is nog geen idee.',
	showAll: 'Laat alles zien',
	more: (n: number) => plural(n, 'Nog 1 kaartje', `Nog ${n} kaartjes`),
	fewer: 'Minder kaartjes',
	card: (number: string) => `kaartje ${number}`,
	busy: 'Het is even druk. U ziet wat er het laatst stond; nieuwe ideeën komen vanzelf.',
	away: 'Even geen verbinding. U ziet wat er het laatst stond; nieuwe ideeën komen vanzelf.',
};
