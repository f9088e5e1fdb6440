import type { Texts } from '../nl';

export const table: Texts['table'] = {
	title: 'Masa',
	connecting: 'Bağlanıyor …',
	connectingLong:
		'Sunucu henüz cevap vermiyor. Tablet denemeye devam ediyor; bir şey yapmanız gerekmez.',

	codeTitle: 'Bu hangi masa?',
	codeLabel: 'Masanızdaki kodu yazın',
	codeHint: 'Sekiz karakter. Büyük harf ve tire önemli değil.',
	codeGo: 'Devam',
	codeChecking: 'Kod kontrol ediliyor …',
	codeEmpty: 'Önce masanızdaki kodu yazın.',
	linkGone: 'Bu bağlantı artık geçerli değil',
	linkGoneWhat: 'Düzenleyenlerden yeni bir bağlantı isteyin ya da masanızdaki kodu yazın.',
	notATable: 'Bu bağlantı bir masaya ait değil',
	confirmTitle: 'Doğru yerde misiniz?',
	confirmYes: 'Evet, bu bizim masamız',
	confirmNo: 'Hayır, başka kod',
	moveFrom: (table) => `Bu tablet ${table} numaralı masadaydı. Şimdi şuraya geçiyor:`,
	moveYes: (table) => `Evet, ${table} numaralı masaya`,
	moveNo: (table) => `Hayır, ${table} numaralı masaya geri`,
	scan: 'QR kodunu tara',
	scanStop: 'Taramayı bırak',
	scanning: 'Masanızın QR kodunu kameraya tutun.',
	scanOther: 'Bu bir masanın QR kodu değil. Başka bir kod deneyin.',
	scanFailed: 'Kamera burada çalışmıyor. Masanızdaki kodu yazın.',
	installed:
		'Daha önce bu tabletin tarayıcısında kart yazdınız mı? Onlar hâlâ orada. Sayfayı orada bir kez daha açın, o zaman gönderilirler.',
	replacedTitle: (table) => `Bu tablet artık ${table} numaralı masaya ait değil`,
	replacedWhat:
		'Yerini başka bir tablet aldı. Burada kalan kartlar kontrol odasına gider: hiçbir şey kaybolmadı.',
	replacedWaits: (n) =>
		`${n} kart hâlâ bağlantı bekliyor. Gönderilene kadar bu sayfayı açık bırakın.`,
	replacedCode: 'Bu tablet yeniden katılacak mı? O zaman kontrol odasının verdiği yeni kodu yazın.',

	devices: (n) => `${n} cihaz`,
	observes: (table) => `${table} numaralı masayı izliyorsunuz.`,
	observesWhat: 'Masanın kaydettiklerini görürsünüz. Burada yazılamaz.',
	clock: {
		early: 'kalan',
		five: 'son beş dakika',
		one: 'son dakika',
		over: 'Süre doldu',
	},

	theme: 'Konu',
	field: 'Fikriniz',
	fieldPlaceholder: 'Buraya bir fikir yazın, masanın sözleriyle',
	submit: 'Kaydet',
	submitKeys: 'ya da Ctrl + Enter',
	kind: 'Kart türü',
	charactersLeft: (n) => `${n} karakter kaldı`,
	tooLong: (n) => `${n} karakter fazla. Metni kısaltın ya da iki karta bölün.`,
	notices: {
		kept: 'Kaydedildi.',
		edited: 'Değişiklik kaydedildi.',
		restored: 'Kart yeniden yerinde.',
		left: 'Değişiklik kaydedilmedi.',
		editFirst: 'Önce bu değişikliği kaydedin ya da Vazgeç’i seçin.',
		chooseAgain: 'Az önce bir şey daha değişti. Bir bakın ve yeniden seçin.',
	},
	withdrawn: (number) => (number === undefined ? 'Kart kaldırıldı.' : `Kart ${number} kaldırıldı.`),
	putBack: 'Geri koy',
	resume: 'Yine de devam et',
	lateDraft: (round) => `${round} bitti. Bu kartı yine de kaydedin: sayılır.`,
	oneMore: (round) => `${round} için bir kart daha`,
	language: 'Kartın dili',
	otherLanguage: 'Başka dil',
	someLanguage: 'Daha başka bir dil',
	translation: 'Masada yapılan çeviri',
	translationHint: 'Hollandaca; boş kalabilir',
	nowhere: 'Bir sonraki tur başlayınca bu kartı kaydedebilirsiniz. Metin burada kalır.',

	notBegun: 'İyi ki geldiniz',
	notBegunWhat: 'İlk tur başlayınca masanızın sorusu burada görünür.',
	between: 'Şimdilik kart yok',
	betweenWhat: 'Bir sonraki tur başlayınca yeni soru burada görünür.',
	next: (title) => `Birazdan: ${title}`,
	noThemeTitle: 'Masanızın bu turda henüz konusu yok',
	noThemeWhat: 'Kontrol odasına sorun. Konu seçilince burada görünür.',
	done: 'Bu son turdu. Teşekkür ederiz!',

	away: (n, things) => {
		const calm = 'Bağlantı yok. Yazmaya devam edin: hiçbir şey kaybolmaz.';
		if (n > 0) {
			return `${calm} Bu tablette ${n} kart bekliyor ve kendiliğinden gönderilecek.`;
		}
		return things > 0
			? `${calm} Yaptıklarınız bu tablette bekliyor ve kendiliğinden gönderilecek.`
			: calm;
	},
	awayLooking: 'Bağlantı yok. Gördükleriniz eski olabilir. Sayfa kendiliğinden yeniden dener.',
	notDurable:
		'Bu tablet bir şey saklayamıyor. Bu sayfayı açık bırakın ve kartlar beklemede kalırsa kontrol odasına haber verin.',
	strangersGo: (n, table) =>
		`Burada ${table} numaralı masanın ${n} kartı hâlâ bekliyor. Kendiliğinden o masaya gider.`,
	strangersStay: (n, table) =>
		`Burada ${table} numaralı masanın ${n} kartı hâlâ bekliyor. Tablet yeniden o masaya ait olana kadar saklı kalır.`,

	cards: 'Bu masanın kartları',
	noCards: 'Henüz kart yok. İlki buraya gelecek.',
	earlierRound: 'Önceki tur',
	noNumber: 'henüz numarası yok',
	number: (number) => `Kart ${number}`,
	late: 'turdan sonra',
	where: {
		refused: 'gönderilmedi',
		here: 'bu tablette',
		kept: 'saklandı',
		again: 'değiştirildi, yeniden okunacak',
		read: 'okundu',
		idea: 'bir fikirde',
		stage: 'sahnede',
	},
	refused: {
		unknown_id: 'Tur ya da konu değişti. Kartı bir kez daha kaydedin.',
		not_a_round: 'Şu anda tur yok. Kaydedebileceğiniz zamana kadar metin burada kalır.',
	},
	shownBefore: 'sahnede hâlâ önceki metin var',
	beside: 'Bu kart öbür cihazda da değiştirildi. Sizin metniniz gönderilince seçebilirsiniz.',
	earlier: (n) => `${n} önceki metin`,
	variants: (n) => `Bu kartın ${n} metni var. Hangisi kalsın?`,
	variantsWhat: 'İki cihazda aynı anda yazıldılar. Öbür metin de saklı kalır.',
	variantsWait: 'Bağlantı yeniden kurulunca seçebilirsiniz. Bütün metinler saklı kalır.',
	keepThis: 'Bu kalsın',
	withdrawnCards: (n) => `${n} kaldırılmış kart`,
	editing: (number) =>
		number === undefined ? 'Bir kartı düzenliyorsunuz' : `Kart ${number} düzenleniyor`,
	save: 'Değişikliği kaydet',
	leaveEdit: 'Vazgeç',
	withdraw: 'Bu kartı kaldır',
	nothingLeft: 'Hiç metin kalmadı. Kartı kaldırın ya da Vazgeç’i seçin.',
	overtaken:
		'Bu kart bu arada başka bir cihazda değiştirildi. Rahatça kaydedin: sonra seçebilirsiniz.',
	edit: 'Düzenle',
	editFirst: 'Önce alandaki metni kaydedin. Sonra bu kartı düzenleyebilirsiniz.',

	missing: {
		opening: 'Bağlantı yokken bu sayfa yeniden açılmaz. Sayfayı açık bırakın.',
		awake: 'Bu tabletin ekranı kendiliğinden kararabilir. Devam etmek için ekrana dokunun.',
	},
};
