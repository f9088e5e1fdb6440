import { apart } from '../apart';
import type { Texts } from '../nl';
import { cards, ideas, ofIdeas, ofTables, plural } from './words';

export const wall: Texts['wall'] = {
	waiting: 'لحظة من فضلكم. نجلب الأفكار.',
	programme: 'أين نحن في البرنامج',
	notBegun: 'يبدأ البرنامج بعد قليل.',
	now: 'الآن:',
	left: (time) => `بقي ${apart(time)}`,
	cards,
	gave: 'من الطاولات، جُمعت حتى الآن في',
	ideas: ofIdeas,
	cardsFromTables: (n, from) => `${cards(n)} ${ofTables(from)}`,
	fromTables: ofTables,
	noCards: 'لا بطاقات بعد',
	noIdeas: 'تظهر الأفكار الأولى هنا بعد أن يقرأها فريق المواضيع.',
	search: 'ابحثوا في الأفكار',
	chooseTheme: 'اختاروا موضوعًا',
	allThemes: 'كل المواضيع',
	found: (n) => `نتيجة البحث: ${ideas(n)}`,
	nothingFound: 'لا توجد فكرة عن هذا بعد.',
	showAll: 'عرض الكل',
	more: (n) =>
		plural(n, {
			zero: 'لا بطاقات أخرى',
			one: 'بطاقة أخرى',
			two: 'بطاقتان أخريان',
			few: `${n} بطاقات أخرى`,
			many: `${n} بطاقةً أخرى`,
			other: `${n} بطاقة أخرى`,
		}),
	fewer: 'بطاقات أقل',
	card: (number) => `البطاقة ${apart(number)}`,
	busy: 'هناك ازدحام الآن. ترون آخر ما وصل؛ الأفكار الجديدة تأتي من تلقاء نفسها.',
	away: 'انقطع الاتصال قليلًا. ترون آخر ما وصل؛ الأفكار الجديدة تأتي من تلقاء نفسها.',
};
