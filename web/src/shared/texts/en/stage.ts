import type { stage as nl } from '../nl/stage';
import { plural } from '../plural';

const cards = (n: number) => plural(n, '1 card', `${n} cards`);

export const stage: typeof nl = {
	welcome: 'Welcome',
	follow: 'Follow on your phone',
	themesTitle: 'Today’s themes',
	cards,
	ideas: (n) => plural(n, '1 idea', `${n} ideas`),
	cardsFromTables: (n, tables) =>
		`${cards(n)} from ${plural(tables, '1 table', `${tables} tables`)}`,
	tables: 'tables',
	tablesOfIdea: (n) => plural(n, '1 table', `${n} tables`),
	part: (part, parts) => `${part} of ${parts}`,
	timeLeft: 'to go',
	timeOver: 'time is up',
	pause: 'Break',
	resumes: (time) => `We go on at ${time}`,
	next: (title) => `Next: ${title}`,
	noKeyTitle: 'This will be a stage',
	noKeyText: 'Ask the control room for the link of this room, and open it on this screen.',
};
