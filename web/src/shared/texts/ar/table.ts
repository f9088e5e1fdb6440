import { apart } from '../apart';
import type { Texts } from '../nl';
import { cards, characters, plural } from './words';

/** "… waiting on this tablet". */
const waiting = (n: number): string =>
	plural(n, {
		zero: 'لا بطاقات تنتظر',
		one: 'بطاقة واحدة تنتظر',
		two: 'بطاقتان تنتظران',
		few: `${n} بطاقات تنتظر`,
		many: `${n} بطاقةً تنتظر`,
		other: `${n} بطاقة تنتظر`,
	});

const devices = (n: number): string =>
	plural(n, {
		zero: 'لا أجهزة',
		one: 'جهاز واحد',
		two: 'جهازان',
		few: `${n} أجهزة`,
		many: `${n} جهازًا`,
		other: `${n} جهاز`,
	});

const texts = (n: number): string =>
	plural(n, {
		zero: 'لا نصوص',
		one: 'نص واحد',
		two: 'نصان',
		few: `${n} نصوص`,
		many: `${n} نصًا`,
		other: `${n} نص`,
	});

const earlierTexts = (n: number): string =>
	plural(n, {
		zero: 'لا نصوص سابقة',
		one: 'نص سابق واحد',
		two: 'نصان سابقان',
		few: `${n} نصوص سابقة`,
		many: `${n} نصًا سابقًا`,
		other: `${n} نص سابق`,
	});

export const table: Texts['table'] = {
	title: 'الطاولة',
	connecting: 'جارٍ الاتصال …',
	connectingLong: 'الخادم لا يجيب بعد. الجهاز يواصل المحاولة؛ لا داعي لأن تفعلوا شيئًا.',

	codeTitle: 'أي طاولة هذه؟',
	codeLabel: 'اكتبوا الرمز الموجود على طاولتكم',
	codeHint: 'ثمانية أحرف وأرقام. لا فرق بين الأحرف الكبيرة والصغيرة، ولا أهمية للشرطات.',
	codeGo: 'متابعة',
	codeChecking: 'جارٍ التحقق من الرمز …',
	codeEmpty: 'اكتبوا أولًا الرمز الموجود على طاولتكم.',
	linkGone: 'هذا الرابط لم يعد صالحًا',
	linkGoneWhat: 'اطلبوا من المنظمين رابطًا جديدًا، أو اكتبوا الرمز الموجود على طاولتكم.',
	notATable: 'هذا الرابط ليس لطاولة',
	confirmTitle: 'هل هذا مكانكم؟',
	confirmYes: 'نعم، هذه طاولتنا',
	confirmNo: 'لا، رمز آخر',
	moveFrom: (table) => `كان هذا الجهاز على الطاولة ${table}. الآن إلى:`,
	moveYes: (table) => `نعم، إلى الطاولة ${table}`,
	moveNo: (table) => `لا، عودة إلى الطاولة ${table}`,
	scan: 'مسح رمز QR',
	scanStop: 'إيقاف المسح',
	scanning: 'ضعوا رمز QR الخاص بطاولتكم أمام الكاميرا.',
	scanOther: 'هذا ليس رمز QR لطاولة. جرّبوا رمزًا آخر.',
	scanFailed: 'الكاميرا لا تعمل هنا. اكتبوا الرمز الموجود على طاولتكم.',
	installed:
		'هل كتبتم بطاقات من قبل في متصفح هذا الجهاز؟ ما زالت هناك. افتحوا الصفحة هناك مرة أخرى، فتُرسل.',
	replacedTitle: (table) => `هذا الجهاز لم يعد تابعًا للطاولة ${table}`,
	replacedWhat: 'حلّ جهاز آخر محله. البطاقات التي بقيت هنا تذهب إلى غرفة التنظيم: لم يضع شيء.',
	replacedWaits: (n) => `${waiting(n)} الاتصال. اتركوا هذه الصفحة مفتوحة حتى تُرسل.`,
	replacedCode: 'هل سيشارك هذا الجهاز من جديد؟ اكتبوا إذن الرمز الجديد من غرفة التنظيم.',

	devices: (n) => devices(n),
	observes: (table) => `أنتم تتابعون الطاولة ${table}.`,
	observesWhat: 'ترون ما تسجّله الطاولة. لا يمكن الكتابة هنا.',
	clock: {
		early: 'بقي',
		five: 'آخر خمس دقائق',
		one: 'آخر دقيقة',
		over: 'انتهى الوقت',
	},

	theme: 'الموضوع',
	field: 'فكرتكم',
	fieldPlaceholder: 'اكتبوا هنا فكرة واحدة، بكلمات الطاولة',
	submit: 'تسجيل',
	submitKeys: `أو ${apart('Ctrl + Enter')}`,
	kind: 'نوع البطاقة',
	charactersLeft: (n) => `بقي ${characters(n)}`,
	tooLong: (n) => `النص أطول من اللازم: ${characters(n)}. اختصروه أو وزّعوه على بطاقتين.`,
	notices: {
		kept: 'تم التسجيل.',
		edited: 'تم تسجيل التعديل.',
		restored: 'عادت البطاقة إلى مكانها.',
		left: 'لم يُسجَّل التعديل.',
		editFirst: 'سجّلوا هذا التعديل أولًا، أو اختاروا «لا داعي».',
		chooseAgain: 'تغيّر شيء آخر للتو. انظروا ثم اختاروا من جديد.',
	},
	withdrawn: (number) =>
		number === undefined ? 'أُزيلت البطاقة.' : `أُزيلت البطاقة ${apart(number)}.`,
	putBack: 'إعادتها',
	resume: 'متابعة التعديل',
	lateDraft: (round) => `انتهت ${apart(round)}. سجّلوا هذه البطاقة مع ذلك: إنها تُحتسب.`,
	oneMore: (round) => `بطاقة أخرى في ${apart(round)}`,
	language: 'لغة البطاقة',
	otherLanguage: 'لغة أخرى',
	someLanguage: 'لغة أخرى غير هذه',
	translation: 'ترجمة من الطاولة',
	translationHint: 'بالهولندية؛ يمكن تركها فارغة',
	nowhere: 'يمكنكم تسجيل هذه البطاقة عندما تبدأ الجولة القادمة. النص يبقى هنا.',

	notBegun: 'يسعدنا وجودكم',
	notBegunWhat: 'عندما تبدأ الجولة الأولى، يظهر هنا السؤال الموجّه إلى طاولتكم.',
	between: 'لا بطاقات الآن',
	betweenWhat: 'عندما تبدأ الجولة القادمة، يظهر هنا السؤال الجديد.',
	next: (title) => `بعد قليل: ${apart(title)}`,
	noThemeTitle: 'ليس لطاولتكم موضوع في هذه الجولة بعد',
	noThemeWhat: 'اسألوا غرفة التنظيم. عندما يُختار الموضوع، يظهر هنا.',
	done: 'كانت هذه الجولة الأخيرة. شكرًا لكم!',

	away: (n, things) => {
		const calm = 'لا يوجد اتصال. واصلوا الكتابة: لن يضيع شيء.';
		if (n > 0) {
			return `${calm} على هذا الجهاز ${waiting(n)}، وستُرسل من تلقاء نفسها.`;
		}
		return things > 0 ? `${calm} ما فعلتموه ينتظر على هذا الجهاز ويُرسل من تلقاء نفسه.` : calm;
	},
	awayLooking: 'لا يوجد اتصال. قد يكون ما ترونه قديمًا. الصفحة تواصل المحاولة من تلقاء نفسها.',
	notDurable:
		'هذا الجهاز لا يستطيع حفظ شيء. اتركوا هذه الصفحة مفتوحة، وأخبروا غرفة التنظيم إذا بقيت بطاقات تنتظر.',
	strangersGo: (n, table) =>
		`هنا من الطاولة ${table}: ${waiting(n)}. ستُرسل إلى تلك الطاولة من تلقاء نفسها.`,
	strangersStay: (n, table) =>
		`هنا من الطاولة ${table}: ${waiting(n)}. تبقى محفوظة حتى يعود الجهاز إلى تلك الطاولة.`,

	cards: 'بطاقات هذه الطاولة',
	noCards: 'لا بطاقات بعد. ستظهر البطاقة الأولى هنا.',
	earlierRound: 'جولة سابقة',
	noNumber: 'بلا رقم بعد',
	number: (number) => `البطاقة ${apart(number)}`,
	late: 'بعد الجولة',
	where: {
		refused: 'لم تُرسل',
		here: 'على هذا الجهاز',
		kept: 'محفوظة',
		again: 'عُدّلت، وستُقرأ من جديد',
		read: 'مقروءة',
		idea: 'ضمن فكرة',
		stage: 'على المنصة',
	},
	refused: {
		unknown_id: 'تغيّرت الجولة أو تغيّر الموضوع. سجّلوا البطاقة مرة أخرى.',
		not_a_round: 'لا توجد جولة الآن. يبقى النص حتى تستطيعوا تسجيله.',
	},
	shownBefore: 'ما زال النص السابق على المنصة',
	beside: 'عُدّلت هذه البطاقة على الجهاز الآخر أيضًا. عندما يُرسل نصكم، يمكنكم الاختيار.',
	earlier: (n) => earlierTexts(n),
	variants: (n) => `لهذه البطاقة ${texts(n)}. أيها يبقى؟`,
	variantsWhat: 'كُتبت على جهازين في الوقت نفسه. النص الآخر يبقى محفوظًا.',
	variantsWait: 'يمكنكم الاختيار عندما يعود الاتصال. كل النصوص محفوظة.',
	keepThis: 'هذا يبقى',
	withdrawnCards: (n) => `${cards(n)} أُزيلت`,
	editing: (number) =>
		number === undefined ? 'أنتم تعدّلون بطاقة' : `أنتم تعدّلون البطاقة ${apart(number)}`,
	save: 'تسجيل التعديل',
	leaveEdit: 'لا داعي',
	withdraw: 'إزالة هذه البطاقة',
	nothingLeft: 'لم يبق نص. أزيلوا البطاقة، أو اختاروا «لا داعي».',
	overtaken: 'عُدّلت هذه البطاقة في هذه الأثناء على جهاز آخر. سجّلوا بهدوء: بعد ذلك يمكنكم الاختيار.',
	edit: 'تعديل',
	editFirst: 'سجّلوا أولًا ما في الحقل. بعد ذلك يمكنكم تعديل هذه البطاقة.',
};
