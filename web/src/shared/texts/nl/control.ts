import { plural } from '../plural';

interface Part {
	kind: 'doors' | 'opening' | 'round' | 'break' | 'weighing' | 'presentation' | 'closing';
	round: number;
}

const begin = {
	doors: 'open de deuren',
	opening: 'begin de opening',
	break: 'begin de pauze',
	weighing: 'begin de weging',
	presentation: 'begin de presentatie',
	closing: 'begin de afsluiting',
};
const beginPart = ({ kind, round }: Part) =>
	kind === 'round' ? `open ronde ${round}` : begin[kind];
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const control = {
	page: 'Regie',
	loading: 'De burgertop komt eraan…',
	/** What the large button does. */
	go: (from: Part | null, to: Part) =>
		from?.kind === 'round'
			? `Sluit ronde ${from.round} en ${beginPart(to)}`
			: capital(beginPart(to)),
	goBack: (from: Part | null, to: Part) =>
		from?.kind === 'round'
			? `Sluit ronde ${from.round} en ${to.kind === 'round' ? `open ronde ${to.round} opnieuw` : beginPart(to)}`
			: to.kind === 'round'
				? `Open ronde ${to.round} opnieuw`
				: capital(beginPart(to)),
	going: 'Een ogenblik…',
	finished: 'Dit is het laatste onderdeel van het programma.',
	planned: (minutes: number) => plural(minutes, '1 minuut', `${minutes} minuten`),

	now: 'Nu',
	notBegun: 'Het programma is nog niet begonnen',
	runs: (ran: string, minutes: number) => `loopt ${ran} van ${minutes} min`,
	over: (minutes: number) =>
		minutes < 1
			? 'nu over de tijd'
			: `${plural(minutes, '1 minuut', `${minutes} minuten`)} over de tijd`,

	programme: 'Programma',
	stepNow: 'nu',
	stepBeen: 'geweest',
	goTo: 'Ga naar',
	back: (title: string) => `Terug naar ${title}`,
	askTitle: (title: string) => `Naar ‘${title}’?`,
	askFrom: (title: string) => `‘${title}’ stopt dan meteen, in alle zalen en op alle tablets.`,
	askYes: (title: string) => `Ja, ga naar ${title}`,
	askNo: 'Toch niet',

	stages: 'Podia',
	stageOf: (room: string) => `Beeld in ${room}`,
	scene: { welcome: 'Welkom', live: 'Live', pause: 'Pauze' },
	openStage: (room: string) => `Bekijk het podium van ${room}`,
	openWall: 'Bekijk de wand',
	newTab: 'in een nieuw tabblad',

	tables: 'Tafels',
	tablesIn: (round: number) => `Tafels in ronde ${round}`,
	noRound: 'De tafels tellen mee zodra een ronde begint.',
	legend: 'Onder elk tafelnummer staat hoeveel kaartjes de tafel in deze ronde stuurde.',
	silent: (n: number) => plural(n, '1 tafel nog stil', `${n} tafels nog stil`),
	nobodySilent: 'elke tafel stuurde al iets',
	seat: (table: number, cards: number) =>
		`Tafel ${table}: ${plural(cards, '1 kaartje', `${cards} kaartjes`)}`,
	seatSilent: (table: number) => `Tafel ${table}: nog stil`,
	seatElsewhere: (table: number) => `Tafel ${table}: niet in deze ronde`,

	themes: 'Thema’s',
	theme: 'Thema',
	cards: 'Kaartjes',
	read: 'Gelezen',
	fromTables: 'Tafels',
	total: 'Samen',
	left: (n: number) => (n === 0 ? 'alles gelezen' : `${n} te lezen`),

	said: {
		went: (title: string) => `We zijn nu bij ‘${title}’.`,
		first: (title: string) => `Iemand anders was eerst. We zijn nu bij ‘${title}’.`,
		firstNowhere: 'Iemand anders was eerst. Het programma is nog niet begonnen.',
		shown: (room: string, scene: string) => `${room} toont nu: ${scene}.`,
	},
};
