import { plural } from '../plural';

const cards = (n: number) => plural(n, '1 kaartje', `${n} kaartjes`);

export const table = {
	title: 'Tafel',
	connecting: 'Verbinding maken …',
	connectingLong:
		'De server antwoordt nog niet. De tablet blijft het proberen; u hoeft niets te doen.',

	codeTitle: 'Welke tafel is dit?',
	codeLabel: 'Typ de code die bij uw tafel ligt',
	codeHint: 'Acht tekens. Hoofdletters en streepjes maken niet uit.',
	codeGo: 'Verder',
	codeChecking: 'De code wordt nagekeken …',
	codeEmpty: 'Typ eerst de code die bij uw tafel ligt.',
	linkGone: 'Deze link geldt niet meer',
	linkGoneWhat: 'Vraag de organisatie om een nieuwe link, of typ de code die bij uw tafel ligt.',
	notATable: 'Deze link hoort niet bij een tafel',
	confirmTitle: 'Zit u hier goed?',
	confirmYes: 'Ja, dit is onze tafel',
	confirmNo: 'Nee, andere code',
	moveFrom: (table: number) => `Deze tablet was bij tafel ${table}. Nu naar:`,
	moveYes: (table: number) => `Ja, naar tafel ${table}`,
	moveNo: (table: number) => `Nee, terug naar tafel ${table}`,
	scan: 'Scan de QR-code',
	scanStop: 'Stop met scannen',
	scanning: 'Houd de QR-code van uw tafel voor de camera.',
	scanOther: 'Dit is niet de QR-code van een tafel. Probeer een andere.',
	scanFailed: 'De camera doet het hier niet. Typ de code die bij uw tafel ligt.',
	installed:
		'Typte u eerder kaartjes in de browser van deze tablet? Die staan daar nog. Open de pagina daar nog één keer, dan gaan ze weg.',
	replacedTitle: (table: number) => `Deze tablet hoort niet meer bij tafel ${table}`,
	replacedWhat:
		'Een andere tablet heeft het overgenomen. De kaartjes die hier nog stonden, gaan naar de regie: er is niets kwijt.',
	replacedWaits: (n: number) =>
		`Er ${plural(n, 'wacht', 'wachten')} nog ${cards(n)} op verbinding. Laat deze pagina open tot ${plural(n, 'het', 'ze')} weg ${plural(n, 'is', 'zijn')}.`,
	replacedCode: 'Gaat deze tablet weer meedoen? Typ dan de nieuwe code van de regie.',

	devices: (n: number) => `${n} apparaten`,
	observes: (table: number) => `U kijkt mee met tafel ${table}.`,
	observesWhat: 'U ziet wat de tafel vastlegt. Typen kan hier niet.',
	clock: {
		early: 'nog',
		five: 'laatste vijf minuten',
		one: 'laatste minuut',
		over: 'De tijd is om',
	},

	theme: 'Thema',
	field: 'Uw idee',
	fieldPlaceholder: 'Typ hier één idee, in de woorden van de tafel',
	submit: 'Leg vast',
	submitKeys: 'of Ctrl + Enter',
	kind: 'Soort kaartje',
	charactersLeft: (n: number) => plural(n, 'nog 1 teken', `nog ${n} tekens`),
	tooLong: (n: number) =>
		plural(n, '1 teken te lang', `${n} tekens te lang`).concat(
			'. Maak de tekst korter of verdeel hem over twee kaartjes.',
		),
	notices: {
		kept: 'Vastgelegd.',
		edited: 'De wijziging is vastgelegd.',
		restored: 'Het kaartje staat er weer.',
		left: 'De wijziging is niet vastgelegd.',
		editFirst: 'Leg eerst deze wijziging vast, of kies Laat maar.',
		chooseAgain: 'Er is net nog iets veranderd. Kijk even en kies opnieuw.',
	},
	withdrawn: (number: string | undefined) =>
		number === undefined ? 'Het kaartje is weggehaald.' : `Kaartje ${number} is weggehaald.`,
	putBack: 'Zet terug',
	resume: 'Toch verder',
	lateDraft: (round: string) => `${round} is voorbij. Leg dit kaartje nog vast: het telt mee.`,
	oneMore: (round: string) => `Nog een kaartje bij ${round}`,
	language: 'Taal van het kaartje',
	otherLanguage: 'Andere taal',
	someLanguage: 'Nog een andere taal',
	translation: 'Vertaling aan tafel',
	translationHint: 'in het Nederlands; mag leeg blijven',
	nowhere: 'Dit kaartje kunt u vastleggen zodra de volgende ronde begint. De tekst blijft staan.',

	notBegun: 'Fijn dat u er bent',
	notBegunWhat: 'Zodra de eerste ronde begint, staat hier de vraag voor uw tafel.',
	between: 'Even geen kaartjes',
	betweenWhat: 'Zodra de volgende ronde begint, staat hier de nieuwe vraag.',
	next: (title: string) => `Straks: ${title}`,
	noThemeTitle: 'Uw tafel heeft in deze ronde nog geen thema',
	noThemeWhat: 'Vraag het de regie. Zodra het is gekozen, staat het hier.',
	done: 'Dit was de laatste ronde. Dank u wel!',

	away: (n: number, things: number) => {
		const calm = 'Geen verbinding. U kunt gewoon doortypen: er gaat niets verloren.';
		if (n > 0) {
			return `${calm} ${cards(n)} ${plural(n, 'wacht', 'wachten')} op deze tablet en ${plural(n, 'gaat', 'gaan')} vanzelf weg.`;
		}
		return things > 0 ? `${calm} Wat u deed, wacht op deze tablet en gaat vanzelf weg.` : calm;
	},
	awayLooking: 'Geen verbinding. Wat u ziet, kan ouder zijn. De pagina zoekt vanzelf verder.',
	notDurable:
		'Deze tablet kan niets bewaren. Laat deze pagina open en waarschuw de regie als er kaartjes blijven wachten.',
	strangersGo: (n: number, table: number) =>
		`Hier ${plural(n, 'wacht', 'wachten')} nog ${cards(n)} van tafel ${table}. ${plural(n, 'Dat gaat', 'Die gaan')} vanzelf naar tafel ${table}.`,
	strangersStay: (n: number, table: number) =>
		`Hier ${plural(n, 'wacht', 'wachten')} nog ${cards(n)} van tafel ${table}. ${plural(n, 'Dat blijft', 'Die blijven')} bewaard tot de tablet weer bij die tafel hoort.`,

	cards: 'Kaartjes van deze tafel',
	noCards: 'Nog geen kaartjes. Het eerste komt hier te staan.',
	earlierRound: 'Eerdere ronde',
	noNumber: 'nog geen nummer',
	number: (number: string) => `Kaartje ${number}`,
	late: 'na de ronde',
	where: {
		refused: 'niet verstuurd',
		here: 'op deze tablet',
		kept: 'bewaard',
		again: 'aangepast, wordt opnieuw gelezen',
		read: 'gelezen',
		idea: 'in een idee',
		stage: 'op het podium',
	},
	refused: {
		unknown_id: 'De ronde of het thema is veranderd. Leg het kaartje nog een keer vast.',
		not_a_round: 'Er is nu geen ronde. De tekst blijft staan tot u hem kunt vastleggen.',
	},
	shownBefore: 'op het podium staat nog de vorige tekst',
	beside:
		'Op het andere apparaat is dit kaartje ook gewijzigd. Zodra uw tekst verstuurd is, kunt u kiezen.',
	earlier: (n: number) => plural(n, '1 eerdere tekst', `${n} eerdere teksten`),
	variants: (n: number) => `Van dit kaartje zijn er ${n === 2 ? 'twee' : n} teksten. Welke blijft?`,
	variantsWhat: 'Ze zijn op twee apparaten tegelijk getypt. De andere tekst blijft bewaard.',
	variantsWait: 'Kiezen kan zodra er weer verbinding is. Beide teksten blijven bewaard.',
	keepThis: 'Deze blijft',
	withdrawnCards: (n: number) => plural(n, '1 weggehaald kaartje', `${n} weggehaalde kaartjes`),
	editing: (number: string | undefined) =>
		number === undefined ? 'U wijzigt een kaartje' : `U wijzigt kaartje ${number}`,
	save: 'Leg de wijziging vast',
	leaveEdit: 'Laat maar',
	withdraw: 'Haal dit kaartje weg',
	nothingLeft: 'Er staat niets meer. Haal het kaartje weg, of kies Laat maar.',
	overtaken:
		'Dit kaartje is intussen op een ander apparaat gewijzigd. Leg rustig vast: daarna kunt u kiezen.',
	edit: 'Wijzig',
	editFirst: 'Leg eerst vast wat in het veld staat. Dan kunt u dit kaartje wijzigen.',

	missing: {
		opening: 'Zonder verbinding gaat deze pagina niet opnieuw open. Laat de pagina open staan.',
		awake: 'Het scherm van deze tablet kan vanzelf uitgaan. Tik erop om verder te gaan.',
	},
};
