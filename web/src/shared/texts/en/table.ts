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
	confirmTitle: 'Is this the right place?',
	confirmYes: 'Yes, this is our table',
	confirmNo: 'No, another code',
	moveFrom: (table) => `This tablet was at table ${table}. Now to:`,
	moveYes: (table) => `Yes, to table ${table}`,
	moveNo: (table) => `No, back to table ${table}`,
	scan: 'Scan the QR code',
	scanStop: 'Stop scanning',
	scanning: 'Hold the QR code of your table in front of the camera.',
	scanOther: 'This is not the QR code of a table. Try another.',
	scanFailed: 'The camera does not work here. Type the code that lies on your table.',
	installed:
		'Did you type cards in the browser of this tablet before? They are still there. Open the page there once more, and they will be sent.',
	replacedTitle: (table) => `This tablet no longer belongs to table ${table}`,
	replacedWhat:
		'Another tablet has taken over. Cards that were still here go to the control room: nothing is lost.',
	replacedWaits: (n) =>
		`${cards(n)} still ${plural(n, 'waits', 'wait')} for a connection. Leave this page open until ${plural(n, 'it has', 'they have')} gone.`,
	replacedCode: 'Will this tablet take part again? Then type the new code from the control room.',

	devices: (n) => `${n} devices`,
	observes: (table) => `You are looking along with table ${table}.`,
	observesWhat: 'You see what the table puts down. You cannot type here.',
	clock: {
		early: 'left',
		five: 'last five minutes',
		one: 'last minute',
		over: 'Time is up',
	},

	theme: 'Theme',
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
	notices: {
		kept: 'Put down.',
		edited: 'The change has been put down.',
		restored: 'The card is back.',
		left: 'The change has not been put down.',
		editFirst: 'First put down this change, or choose Never mind.',
		chooseAgain: 'Something has just changed once more. Have a look and choose again.',
	},
	withdrawn: (number) =>
		number === undefined ? 'The card has been taken away.' : `Card ${number} has been taken away.`,
	putBack: 'Put it back',
	resume: 'Go on after all',
	lateDraft: (round) => `${round} is over. Do put down this card: it counts.`,
	oneMore: (round) => `One more card for ${round}`,
	language: 'Language of the card',
	otherLanguage: 'Other language',
	someLanguage: 'Yet another language',
	translation: 'Translation at the table',
	translationHint: 'in Dutch; may stay empty',
	nowhere: 'You can put down this card as soon as the next round begins. The text stays here.',

	notBegun: 'Good to see you',
	notBegunWhat: 'As soon as the first round begins, the question for your table stands here.',
	between: 'No cards for a while',
	betweenWhat: 'As soon as the next round begins, the new question stands here.',
	next: (title) => `Coming up: ${title}`,
	noThemeTitle: 'Your table has no theme in this round yet',
	noThemeWhat: 'Ask the control room. As soon as it is chosen, it stands here.',
	done: 'This was the last round. Thank you!',

	away: (n, things) => {
		const calm = 'No connection. Just go on typing: nothing gets lost.';
		if (n > 0) {
			return `${calm} ${cards(n)} ${plural(n, 'waits', 'wait')} on this tablet and will be sent by ${plural(n, 'itself', 'themselves')}.`;
		}
		return things > 0
			? `${calm} What you did waits on this tablet and will be sent by itself.`
			: calm;
	},
	awayLooking: 'No connection. What you see may be older. The page keeps looking for the server.',
	notDurable:
		'This tablet cannot keep anything. Leave this page open and warn the control room if cards stay waiting.',
	strangersGo: (n, table) =>
		`${cards(n)} of table ${table} still ${plural(n, 'waits', 'wait')} here. ${plural(n, 'It goes', 'They go')} to table ${table} by ${plural(n, 'itself', 'themselves')}.`,
	strangersStay: (n, table) =>
		`${cards(n)} of table ${table} still ${plural(n, 'waits', 'wait')} here. ${plural(n, 'It stays', 'They stay')} kept until the tablet belongs to that table again.`,

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
		again: 'changed, will be read again',
		read: 'read',
		idea: 'in an idea',
		stage: 'on stage',
	},
	refused: {
		unknown_id: 'The round or the theme has changed. Put down the card once more.',
		not_a_round: 'There is no round now. The text stays until you can put it down.',
	},
	shownBefore: 'the text before is still on stage',
	beside:
		'This card was changed on the other device too. As soon as your text has been sent, you can choose.',
	earlier: (n) => plural(n, '1 earlier text', `${n} earlier texts`),
	variants: (n) => `There are ${n === 2 ? 'two' : n} texts of this card. Which one stays?`,
	variantsWhat: 'They were typed on two devices at once. The other text stays in the record.',
	variantsWait: 'You can choose as soon as there is a connection again. Both texts are kept.',
	keepThis: 'This one stays',
	withdrawnCards: (n) => plural(n, '1 card taken away', `${n} cards taken away`),
	editing: (number) =>
		number === undefined ? 'You are changing a card' : `You are changing card ${number}`,
	save: 'Put down the change',
	leaveEdit: 'Never mind',
	withdraw: 'Take this card away',
	nothingLeft: 'There is nothing left. Take the card away, or choose Never mind.',
	overtaken:
		'This card has been changed on another device meanwhile. Just put yours down: then you can choose.',
	edit: 'Change',
	editFirst: 'First put down what stands in the field. Then you can change this card.',

	missing: {
		opening: 'Without a connection this page does not open again. Leave it open.',
		awake: 'The screen of this tablet may go dark by itself. Tap it to go on.',
	},
};
