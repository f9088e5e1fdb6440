import type { table as nl } from '../nl/table';
import { plural } from '../plural';

const cards = (n: number) => plural(n, '1 card', `${n} cards`);

export const table: typeof nl = {
	title: 'Table',
	connecting: 'Connecting …',
	connectingLong: 'The server does not answer yet. The tablet keeps trying; you need do nothing.',

	codeTitle: 'Which table is this?',
	codeLabel: 'Type the code that lies on your table',
	codeHint: 'Eight characters. Capitals and hyphens do not matter.',
	codeGo: 'Continue',
	codeChecking: 'Checking the code …',
	codeEmpty: 'Type the code that lies on your table first.',
	linkGone: 'This link is no longer valid',
	linkGoneWhat: 'Ask the organisers for a new link, or type the code that lies on your table.',
	notATable: 'This link does not belong to a table',
	unsentStay: (n) =>
		`${cards(n)} still ${plural(n, 'waits', 'wait')} on this tablet. ${plural(n, 'It stays', 'They stay')} kept and will be sent once the tablet belongs to that table again.`,
	confirmTitle: 'Is this the right place?',
	confirmYes: 'Yes, this is our table',
	confirmNo: 'No, another code',

	theme: 'Theme',
	left: 'left',
	timeUp: 'Time is up',
	timeUpWhat: 'Finish at your ease.',
	field: 'Your idea',
	fieldPlaceholder: 'Type one idea here, in the words of the table',
	submit: 'Put it down',
	submitKeys: 'or Ctrl + Enter',
	kind: 'Kind of card',
	charactersLeft: (n) => plural(n, '1 character left', `${n} characters left`),
	tooLong: (n) =>
		plural(n, '1 character too long', `${n} characters too long`).concat(
			'. Make the text shorter or spread it over two cards.',
		),
	kept: 'Put down.',
	lateDraft: (round) => `${round} is over. You can still put down this card: it counts.`,
	nowhere: 'You can put down this card as soon as the next round begins. The text stays here.',

	notBegun: 'Good to see you',
	notBegunWhat: 'As soon as the first round begins, the question for your table stands here.',
	between: 'No cards for a while',
	betweenWhat: 'As soon as the next round begins, the new question stands here.',
	next: (title) => `Coming up: ${title}`,
	noThemeTitle: 'Your table has no theme in this round yet',
	noThemeWhat: 'Ask the control room. As soon as it is chosen, it stands here.',
	done: 'This was the last round. Thank you!',

	away: (n) =>
		n === 0
			? 'No connection. Just go on typing: nothing gets lost.'
			: `No connection. Just go on typing: nothing gets lost. ${cards(n)} ${plural(n, 'waits', 'wait')} on this tablet and will be sent by itself.`,
	notDurable:
		'This tablet cannot keep anything. Leave this page open and warn the control room if cards stay waiting.',
	strangers: (n) => `${cards(n)} of another seat ${plural(n, 'waits', 'wait')} on this tablet too.`,

	cards: 'Cards of this table',
	noCards: 'No cards yet. The first one will stand here.',
	earlierRound: 'Earlier round',
	noNumber: 'no number yet',
	number: (number) => `Card ${number}`,
	late: 'after the round',
	where: {
		refused: 'not sent',
		here: 'on this tablet',
		kept: 'kept',
		read: 'read',
		idea: 'in an idea',
		stage: 'on stage',
	},
	refused: {
		unknown_id: 'The round or the theme has changed. Put down the card once more.',
		not_a_round: 'There is no round now. The text stays until you can put it down.',
	},
	edit: 'Edit',
	editFirst: 'First put down what stands in the field. Then you can edit this card.',

	missing: {
		opening: 'Without a connection this page does not open again. Leave it open.',
		awake: 'The screen of this tablet may go dark by itself. Tap it to go on.',
	},
};
