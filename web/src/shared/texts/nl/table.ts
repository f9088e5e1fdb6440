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
	unsentStay: (n: number) =>
		`Op deze tablet ${plural(n, 'wacht', 'wachten')} nog ${cards(n)}. ${plural(n, 'Dat blijft', 'Die blijven')} bewaard en ${plural(n, 'gaat', 'gaan')} weg zodra de tablet weer bij die tafel hoort.`,
	confirmTitle: 'Zit u hier goed?',
	confirmYes: 'Ja, dit is onze tafel',
	confirmNo: 'Nee, andere code',

	theme: 'Thema',
	left: 'nog',
	timeUp: 'De tijd is om',
	timeUpWhat: 'Rond rustig af.',
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
	kept: 'Vastgelegd.',
	lateDraft: (round: string) =>
		`${round} is voorbij. U kunt dit kaartje nog gewoon vastleggen: het telt mee.`,
	nowhere: 'Dit kaartje kunt u vastleggen zodra de volgende ronde begint. De tekst blijft staan.',

	notBegun: 'Fijn dat u er bent',
	notBegunWhat: 'Zodra de eerste ronde begint, staat hier de vraag voor uw tafel.',
	between: 'Even geen kaartjes',
	betweenWhat: 'Zodra de volgende ronde begint, staat hier de nieuwe vraag.',
	next: (title: string) => `Straks: ${title}`,
	noThemeTitle: 'Uw tafel heeft in deze ronde nog geen thema',
	noThemeWhat: 'Vraag het de regie. Zodra het is gekozen, staat het hier.',
	done: 'Dit was de laatste ronde. Dank u wel!',

	away: (n: number) =>
		n === 0
			? 'Geen verbinding. U kunt gewoon doortypen: er gaat niets verloren.'
			: `Geen verbinding. U kunt gewoon doortypen: er gaat niets verloren. ${plural(n, '1 kaartje wacht', `${n} kaartjes wachten`)} op deze tablet en ${plural(n, 'gaat', 'gaan')} vanzelf weg.`,
	notDurable:
		'Deze tablet kan niets bewaren. Laat deze pagina open en waarschuw de regie als er kaartjes blijven wachten.',
	strangers: (n: number) =>
		`Op deze tablet ${plural(n, 'wacht', 'wachten')} ook ${cards(n)} van een andere plek.`,

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
		read: 'gelezen',
		idea: 'in een idee',
		stage: 'op het podium',
	},
	refused: {
		unknown_id: 'De ronde of het thema is veranderd. Leg het kaartje nog een keer vast.',
		not_a_round: 'Er is nu geen ronde. De tekst blijft staan tot u hem kunt vastleggen.',
	},
	edit: 'Bewerk',
	editFirst: 'Leg eerst vast wat in het veld staat. Dan kunt u dit kaartje bewerken.',

	missing: {
		opening: 'Zonder verbinding gaat deze pagina niet opnieuw open. Laat de pagina open staan.',
		awake: 'Het scherm van deze tablet kan vanzelf uitgaan. Tik erop om verder te gaan.',
	},
};
