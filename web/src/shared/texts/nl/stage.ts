import { plural } from '../plural';

const cards = (n: number) => plural(n, '1 kaartje', `${n} kaartjes`);

export const stage = {
	welcome: 'Welkom',
	follow: 'Kijk mee op uw telefoon',
	themesTitle: 'De thema’s van vandaag',
	cards,
	ideas: (n: number) => plural(n, '1 idee', `${n} ideeën`),
	cardsFromTables: (n: number, tables: number) =>
		`${cards(n)} van ${plural(tables, '1 tafel', `${tables} tafels`)}`,
	tables: 'tafels',
	tablesOfIdea: (n: number) => plural(n, '1 tafel', `${n} tafels`),
	part: (part: number, parts: number) => `${part} van ${parts}`,
	timeLeft: 'nog te gaan',
	timeOver: 'de tijd is om',
	pause: 'Pauze',
	resumes: (time: string) => `We gaan verder om ${time}`,
	next: (title: string) => `Straks: ${title}`,
	noKeyTitle: 'Dit wordt een podium',
	noKeyText: 'Vraag de regie om de link van deze zaal en open die op dit scherm.',
};
