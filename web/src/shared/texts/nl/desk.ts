import { plural } from '../plural';

const cards = (n: number) => plural(n, '1 kaartje', `${n} kaartjes`);
const quoted = (title: string) => `‘${title}’`;

export const desk = {
	page: 'Redactie',
	seat: (n: number) => `Redactie ${n}`,
	loading: 'De kaartjes komen eraan…',

	share: (percent: number) => `${percent}% gelezen`,
	left: (n: number) => `${n} te gaan`,
	allRead: 'alles gelezen',
	noCards: 'nog geen kaartjes',
	oldest: (minutes: number) =>
		minutes < 1 ? 'oudste wacht nog geen minuut' : `oudste wacht ${minutes} min`,
	waits: (minutes: number) =>
		minutes < 1 ? 'net binnen' : `wacht ${plural(minutes, '1 minuut', `${minutes} minuten`)}`,

	themes: 'Thema’s',
	allThemes: 'Alle thema’s',
	unread: 'Te lezen',
	aside: 'Apart gelegd',
	unreadCount: (n: number) => `${n} te lezen`,
	queueEmpty: 'Niets te lezen.',
	asideEmpty: 'Er ligt niets apart.',
	more: (n: number) => `Toon meer (nog ${n})`,
	concern: 'zorg',
	minority: 'minderheid',

	card: 'Het kaartje',
	late: 'na de ronde binnengekomen',
	fromTable: (n: string) => `tafel ${n}`,
	done: 'Alles is gelezen',
	doneHint: 'Nieuwe kaartjes verschijnen hier vanzelf.',
	doneTheme: 'Dit thema is gelezen',
	doneThemeHint: 'Bij een ander thema wachten nog kaartjes.',
	allAside: 'Er ligt niets meer apart',
	inIdea: (title: string) => `Staat in ${quoted(title)}`,
	liesAside: 'Ligt apart',
	saving: 'wordt opgeslagen',
	savingMany: (n: number) => `${cards(n)} ${plural(n, 'wordt', 'worden')} opgeslagen`,
	colleagueHere: 'Een collega heeft dit kaartje net gelezen.',
	changedHere: 'De tekst is zojuist gewijzigd. Lees het kaartje nog eens.',

	readAside: 'Leg apart',
	newIdea: 'Nieuw idee',
	next: 'Volgende',
	previous: 'Vorige',
	undo: 'Ongedaan maken',
	takeOut: 'Haal eruit',

	ideas: 'Ideeën',
	ideasOf: (title: string) => `Ideeën bij ${title}`,
	chooseTheme: 'Kies een thema om zijn ideeën te zien.',
	noIdeas: 'Nog geen ideeën bij dit thema. Begin er een met N.',
	noneFound: 'Geen idee met deze woorden.',
	find: 'Zoek een idee',
	draft: 'concept',
	published: 'gepubliceerd',
	cards,
	tables: (n: number) => plural(n, '1 tafel', `${n} tafels`),
	putIn: 'Zet het kaartje in:',
	openIdea: (title: string) => `Bekijk ${quoted(title)}`,
	closeIdea: (title: string) => `Klap ${quoted(title)} dicht`,
	openCard: 'Open kaartje',
	ideaEmpty: 'Er staan geen kaartjes in.',

	titleOfNew: (number: string) => `Titel van het nieuwe idee, met kaartje ${number}`,
	titleOfEmpty: 'Titel van het nieuwe idee',
	titleOf: 'Titel van het idee',
	save: 'Bewaar',
	cancel: 'Toch niet',
	retitle: 'Titel wijzigen',
	publish: 'Publiceer',
	withdraw: 'Trek terug',
	otherTitle: (title: string) => `Een collega maakte er intussen dit van: ${quoted(title)}`,
	saveAnyway: 'Bewaar mijn titel',
	tooLong: (n: number) => `${n} tekens te lang`,

	shortcuts: 'Sneltoetsen',
	on: 'aan',
	off: 'uit',
	keyPlace: 'zet het kaartje erin',
	keyLook: 'kijk erin',

	said: {
		aside: (number: string) => `${number} gelezen en apart gelegd`,
		placed: (number: string, title: string) => `${number} staat in ${quoted(title)}`,
		placedSomewhere: (number: string) => `${number} staat in het idee`,
		started: (number: string, title: string) =>
			`${number} staat in het nieuwe idee ${quoted(title)}`,
		out: (number: string) => `${number} is uit het idee gehaald`,
		undone: (number: string) => `Ongedaan gemaakt: ${number} ligt weer open`,
		changed: (number: string) =>
			`${number} is tijdens het lezen gewijzigd. Er is nog niets mee gedaan.`,
		lookAgain: (number: string) =>
			`De tekst van ${number} is net gewijzigd. Lees nog eens en kies dan opnieuw.`,
		colleague: (number: string) => `Een collega was eerst: ${number} is al gelezen.`,
		colleaguePlaced: (number: string, title: string) =>
			`Een collega was eerst: ${number} staat in ${quoted(title)}.`,
		made: (title: string) => `Nieuw idee: ${quoted(title)}`,
		published: (title: string) => `Gepubliceerd: ${quoted(title)}`,
		withdrawn: (title: string) => `Teruggetrokken: ${quoted(title)} is weer een concept`,
		retitled: (title: string) => `De titel is nu ${quoted(title)}`,
		titleChanged: (title: string) =>
			`Een collega gaf dit idee net een andere titel: ${quoted(title)}. Kijk nog eens en kies dan opnieuw.`,
		titleEmpty: 'Geef het idee eerst een titel.',
		titleLong: (most: number) => `De titel is te lang: hooguit ${most} tekens.`,
		chooseTheme: 'Kies eerst links een thema; dan weten we waar het idee bij hoort.',
		chooseIdea: 'Kies eerst een idee: shift met zijn cijfer, of klik op de pijl erachter.',
		nothingToUndo: 'Er is niets om ongedaan te maken.',
		noSuchIdea: 'Bij dat cijfer staat geen idee.',
		look: 'Toon de nieuwe tekst',
	},
};
