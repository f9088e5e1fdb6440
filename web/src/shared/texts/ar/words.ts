// What is counted, in the six forms of Arabic: none, one, two, a few (3 to 10), many (11 to 99), and hundreds.
import { pluralOf } from '../plural';

export const plural = pluralOf<Intl.LDMLPluralRule>('ar');

export const cards = (n: number): string =>
	plural(n, {
		zero: 'لا بطاقات',
		one: 'بطاقة واحدة',
		two: 'بطاقتان',
		few: `${n} بطاقات`,
		many: `${n} بطاقةً`,
		other: `${n} بطاقة`,
	});

export const ideas = (n: number): string =>
	plural(n, {
		zero: 'لا أفكار',
		one: 'فكرة واحدة',
		two: 'فكرتان',
		few: `${n} أفكار`,
		many: `${n} فكرةً`,
		other: `${n} فكرة`,
	});

/** After "from". */
export const ofTables = (n: number): string =>
	plural(n, {
		zero: 'بلا طاولات',
		one: 'من طاولة واحدة',
		two: 'من طاولتين',
		few: `من ${n} طاولات`,
		many: `من ${n} طاولةً`,
		other: `من ${n} طاولة`,
	});

/** After "in". */
export const ofIdeas = (n: number): string =>
	plural(n, {
		zero: '0 أفكار',
		one: 'فكرة واحدة',
		two: 'فكرتين',
		few: `${n} أفكار`,
		many: `${n} فكرةً`,
		other: `${n} فكرة`,
	});

/** Characters of a text. */
export const characters = (n: number): string =>
	plural(n, {
		zero: 'لا أحرف',
		one: 'حرف واحد',
		two: 'حرفان',
		few: `${n} أحرف`,
		many: `${n} حرفًا`,
		other: `${n} حرف`,
	});
