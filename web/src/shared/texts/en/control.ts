import type { control as nl } from '../nl/control';
import { plural } from '../plural';

type Part = Parameters<typeof nl.go>[1];

const begin = {
	doors: 'open the doors',
	opening: 'begin the opening',
	break: 'begin the break',
	weighing: 'begin the weighing',
	presentation: 'begin the presentation',
	closing: 'begin the closing',
};
const beginPart = ({ kind, round }: Part) =>
	kind === 'round' ? `open round ${round}` : begin[kind];
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const control: typeof nl = {
	page: 'Control room',
	loading: 'The summit is on its way…',
	go: (from, to) =>
		from?.kind === 'round'
			? `Close round ${from.round} and ${beginPart(to)}`
			: capital(beginPart(to)),
	goBack: (from, to) =>
		from?.kind === 'round'
			? `Close round ${from.round} and ${to.kind === 'round' ? `reopen round ${to.round}` : beginPart(to)}`
			: to.kind === 'round'
				? `Reopen round ${to.round}`
				: capital(beginPart(to)),
	going: 'One moment…',
	finished: 'This is the last part of the programme.',
	planned: (minutes) => plural(minutes, '1 minute', `${minutes} minutes`),

	now: 'Now',
	notBegun: 'The programme has not begun',
	runs: (ran, minutes) => `has run ${ran} of ${minutes} min`,
	over: (minutes) =>
		minutes < 1
			? 'over time now'
			: `${plural(minutes, '1 minute', `${minutes} minutes`)} over time`,

	programme: 'Programme',
	stepNow: 'now',
	stepBeen: 'been',
	goTo: 'Go to',
	back: (title) => `Back to ${title}`,
	askTitle: (title) => `To “${title}”?`,
	askFrom: (title) => `“${title}” then stops at once, in all rooms and on all tablets.`,
	askYes: (title) => `Yes, go to ${title}`,
	askNo: 'Never mind',

	stages: 'Stages',
	stageOf: (room) => `Scene in ${room}`,
	scene: { welcome: 'Welcome', live: 'Live', pause: 'Pause' },
	openStage: (room) => `See the stage of ${room}`,
	openWall: 'See the wall',
	newTab: 'in a new tab',

	tables: 'Tables',
	tablesIn: (round) => `Tables in round ${round}`,
	noRound: 'The tables are counted as soon as a round begins.',
	legend: 'Below each table number: how many cards the table has sent in this round.',
	silent: (n) => plural(n, '1 table still silent', `${n} tables still silent`),
	nobodySilent: 'every table has sent something',
	seat: (table, cards) => `Table ${table}: ${plural(cards, '1 card', `${cards} cards`)}`,
	seatSilent: (table) => `Table ${table}: still silent`,
	seatElsewhere: (table) => `Table ${table}: not in this round`,

	themes: 'Themes',
	theme: 'Theme',
	cards: 'Cards',
	read: 'Read',
	fromTables: 'Tables',
	total: 'Together',
	left: (n) => (n === 0 ? 'everything read' : `${n} to read`),

	said: {
		went: (title) => `We are at “${title}” now.`,
		first: (title) => `Somebody else was first. We are at “${title}” now.`,
		firstNowhere: 'Somebody else was first. The programme has not begun.',
		shown: (room, scene) => `${room} shows: ${scene}.`,
	},
};
