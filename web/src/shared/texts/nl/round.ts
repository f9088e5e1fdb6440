import type { CallKind } from '../../protocol';
import { plural } from '../plural';

const points = (n: number) => plural(n, '1 punt', `${n} punten`);
const cards = (n: number) => plural(n, '1 kaartje', `${n} kaartjes`);

const kinds: Record<CallKind, string> = {
	question: 'Vraag over het programma',
	tablet: 'De tablet doet het niet',
	talk: 'Het gesprek loopt vast',
	care: 'Iemand voelt zich niet goed',
	other: 'Iets anders',
};

/** What the tablet page says beside cards. */
export const round = {
	back: 'Terug',
	close: 'Sluit',

	plan: {
		title: 'Titel van het plan',
		about: 'Werk samen één plan uit. Wat u typt, wordt vanzelf bewaard.',
		tooLong: (n: number) => plural(n, '1 teken te lang', `${n} tekens te lang`).concat('.'),
		left: (n: number) => plural(n, 'nog 1 teken', `nog ${n} tekens`),
		hand: 'Lever in',
		handAgain: 'Lever opnieuw in',
		handLate: 'Lever alsnog in',
		notHanded: 'Het plan is nog niet ingeleverd.',
		here: 'Ingeleverd op deze tablet. Het gaat naar de regie zodra er verbinding is.',
		handed: (number: string) => `Ingeleverd als kaartje ${number}.`,
		handedPlain: 'Ingeleverd.',
		mayChange: 'U kunt het nog veranderen tot de ronde sluit.',
		changed: 'U hebt daarna nog iets veranderd.',
		noTitle: 'Geef het plan eerst een titel. Dan kunt u het inleveren.',
		fieldTooLong: 'Eén van de teksten is te lang. Maak hem korter. Dan kunt u het plan inleveren.',
		choose: 'Op het andere apparaat staat een andere tekst. Welke blijft?',
		keep: 'Houd deze',
		take: 'Neem deze',
		empty: '(leeg)',
		choosing: 'Uw keuze gaat weg zodra er verbinding is.',
		onlooker: 'Hier ziet u het plan van de tafel.',
	},

	weighing: {
		about: (n: number) => `Verdeel samen ${points(n)} over de ideeën.`,
		left: (n: number) => (n === 0 ? 'Alle punten zijn verdeeld' : `Nog ${points(n)} te verdelen`),
		add: (title: string) => `Punt erbij voor ${title}`,
		remove: (title: string) => `Punt eraf voor ${title}`,
		now: (title: string, given: number) => `${title}: ${points(given)}.`,
		points,
		gone: 'Dit idee is teruggenomen. Geef de punten aan een ander idee.',
		not: 'U kunt veranderen tot de weging sluit.',
		here: 'Bewaard op deze tablet.',
		kept: 'Bewaard. U kunt veranderen tot de weging sluit.',
		conflict: 'Op het andere apparaat zijn de punten anders verdeeld. Welke verdeling blijft?',
		theirs: 'Van het andere apparaat',
		mine: 'Van deze tablet',
		take: 'Neem deze verdeling',
		none: 'Nog geen punten',
		closed: 'De weging is gesloten',
		closedWhat: 'Zo heeft uw tafel de punten verdeeld.',
		closedNone: 'Uw tafel heeft geen punten gegeven.',
		late: 'Uw punten kwamen na het sluiten binnen. Ze tellen niet mee.',
		hereLate: 'Uw laatste punten staan nog op deze tablet.',
		outcome: 'De uitslag',
		tables: (n: number) => plural(n, '1 tafel', `${n} tafels`),
		own: (n: number) => (n === 0 ? 'uw tafel: geen' : `uw tafel: ${n}`),
		offer: 'Er is een weging open.',
		offerGo: 'Verdeel de punten',
		offerOutcome: 'De uitslag van de weging is er.',
		offerLook: 'Bekijk de uitslag',
		onlooker: (n: number) => `De tafel verdeelt ${points(n)} over de ideeën.`,
	},

	signoff: {
		title: 'Klopt dit?',
		about: 'Lees samen hardop wat uw tafel heeft vastgelegd.',
		yes: 'Ja, het klopt',
		edit: (number: string) => `Verander kaartje ${number}`,
		editPlain: 'Verander dit kaartje',
		change: 'Verander',
		changed: 'Er is iets veranderd nadat u zei dat het klopte. Kijkt u nog een keer?',
		given: 'Uw tafel heeft gezegd dat het klopt. Dank u wel.',
		here: 'Uw tafel heeft gezegd dat het klopt. Dat staat nog op deze tablet.',
		offer: (title: string) => `${title}: klopt wat uw tafel heeft vastgelegd?`,
		offerChanged: (title: string) => `${title}: er is iets veranderd. Klopt het nog?`,
		offerGiven: (title: string) => `${title}: uw tafel heeft gezegd dat het klopt.`,
		look: 'Lees na',
		unhanded: 'Dit plan is nog niet ingeleverd.',
		unhandedSince: 'Dit plan is veranderd nadat het was ingeleverd.',
		none: 'Uw tafel heeft in deze ronde niets vastgelegd.',
	},

	notices: {
		title: 'Bericht van de regie',
		seen: 'Gezien',
		more: (n: number) => plural(n, 'Er is nog 1 bericht.', `Er zijn nog ${n} berichten.`),
		earlier: (n: number) => plural(n, '1 eerder bericht', `${n} eerdere berichten`),
	},

	help: {
		button: 'Hulp',
		title: 'Waar kan iemand bij helpen?',
		kinds,
		coming: (number: number) => `Er komt iemand naar tafel ${number}`,
		sending: 'Uw vraag wordt doorgegeven …',
		away: 'Er is geen verbinding. Uw vraag gaat weg zodra die er weer is. Steek intussen uw hand op.',
		end: 'Niet meer nodig',
		never: 'Toch niet',
		helped: 'Uw vraag om hulp is afgerond.',
		dismiss: 'Goed',
	},

	farewell: {
		title: 'Dank u wel',
		gave: (n: number) => `Uw tafel gaf ${cards(n)}.`,
		gaveNone: 'Fijn dat uw tafel erbij was.',
		read: 'gelezen',
		inIdea: 'in een idee',
		onStage: 'op het podium',
		record: 'Lees wat alle tafels bedachten',
		wipe: 'Wis deze tablet',
		wipeTitle: 'Deze tablet wissen?',
		wipeWhat:
			'Alles van deze dag gaat van deze tablet: de kaartjes, de kladtekst en de code van de tafel. Wat de server heeft, blijft bewaard.',
		wipeYes: 'Ja, wis deze tablet',
		wipeNo: 'Toch niet',
		unsent: (n: number) =>
			plural(
				n,
				'Op deze tablet staat nog 1 ding dat de server niet heeft. Laat de tablet aan tot het weg is. Daarna kunt u wissen.',
				`Op deze tablet staan nog ${n} dingen die de server niet heeft. Laat de tablet aan tot ze weg zijn. Daarna kunt u wissen.`,
			),
		saveWhat: 'Komt de server niet meer terug? Bewaar het dan eerst in een bestand.',
		save: 'Bewaar in een bestand',
		saved: 'Het bestand is bewaard. Geef het aan de regie. U kunt de tablet nu wissen.',
		working: 'De tablet wordt gewist …',
		failed:
			'Het wissen is niet gelukt. Sluit andere tabbladen van deze pagina en probeer het nog eens.',
		done: 'Deze tablet is leeg',
		doneWhat: 'Er staat niets van deze dag meer op. U kunt hem teruggeven.',
	},
};
