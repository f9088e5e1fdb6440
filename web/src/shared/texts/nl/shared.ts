import type { CardKind, NackCode } from '../../protocol';

/** For each refusal: what to do next. */
const refused: Record<NackCode, string> = {
	bad_json: 'De pagina en de server begrijpen elkaar niet. Ververs de pagina.',
	bad_message: 'De pagina en de server begrijpen elkaar niet. Ververs de pagina.',
	unknown_message: 'Deze pagina past niet bij de server. Ververs de pagina.',
	unknown_command: 'De server kent deze opdracht niet. Ververs de pagina.',
	unknown_field: 'Deze pagina past niet bij de server. Ververs de pagina.',
	missing_field: 'Er mist iets in wat u stuurde. Vul alles in en probeer het nog eens.',
	bad_field: 'Er klopt iets niet in wat u stuurde. Kijk het na en probeer het nog eens.',
	text_empty: 'Er staat nog niets. Typ eerst een tekst.',
	text_too_long: 'De tekst is te lang. Maak hem korter of verdeel hem over twee kaartjes.',
	hello_first: 'De verbinding begon niet goed. Wacht even: de pagina probeert het opnieuw.',
	hello_twice: 'De verbinding begon niet goed. Ververs de pagina.',
	token_unknown: 'Deze link geldt niet meer. Vraag de organisatie om een nieuwe link of code.',
	code_unknown: 'Deze code kennen we niet. Kijk de code na en typ hem opnieuw.',
	not_allowed: 'Dat kan niet vanaf deze plek. Vraag de regie om hulp.',
	unknown_id: 'Dit bestaat niet meer. Kijk wat er nu staat en probeer het nog eens.',
	id_taken: 'Dit kon niet worden bewaard. Leg het nog een keer vast.',
	op_taken: 'Dit kon niet worden bewaard. Leg het nog een keer vast.',
	not_a_round: 'Bij dit onderdeel horen geen kaartjes. Wacht op de volgende ronde.',
	version_changed: 'Iemand was u net voor. Kijk wat er nu staat en kies opnieuw.',
	step_changed: 'Het programma is al verder. Kijk waar we nu zijn.',
	link_replaced: 'Deze tablet hoort niet meer bij deze tafel. Typ de nieuwe code van de regie.',
	bad_ballot: 'De punten kloppen niet. Verdeel ze opnieuw.',
	not_open: 'De weging is gesloten. Er kan niets meer veranderen.',
	too_many: 'Er wacht nog te veel. Even geduld: het gaat vanzelf verder.',
	storage: 'De server kan nu niets bewaren. Waarschuw de regie; het gaat daarna vanzelf verder.',
	closing: 'De server stopt even. Het gaat vanzelf verder als hij terug is.',
	busy: 'Het is even druk. We proberen het zo opnieuw.',
};

const kinds: Record<CardKind, string> = {
	idea: 'Idee',
	concern: 'Zorg',
	minority: 'Minderheidsstandpunt',
	plan: 'Plan',
};

export const shared = {
	name: 'Burgertop',
	refused,
	kinds,
	table: (number: number) => `Tafel ${number}`,
	theme: (number: number) => `Thema ${number}`,
	offline: 'Geen verbinding. De pagina zoekt de server vanzelf weer op.',
	connecting: 'Verbinding maken …',
	language: 'Taal',
	languageAway: 'Deze taal kan nu niet worden opgehaald. Kies hem straks nog eens.',
	entrance: {
		how: 'Open deze pagina met de link of de QR-code van uw plek, of typ de code die erbij staat.',
		code: 'Code van acht tekens',
		enter: 'Naar binnen',
	},
};
