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
	unsentStay: (n) =>
		`Bu tablette hâlâ ${n} kart bekliyor. Saklı kalır ve tablet yeniden o masaya ait olunca gönderilir.`,
	confirmTitle: 'Doğru yerde misiniz?',
	confirmYes: 'Evet, bu bizim masamız',
	confirmNo: 'Hayır, başka kod',

	theme: 'Konu',
	left: 'kalan',
	timeUp: 'Süre doldu',
	timeUpWhat: 'Rahatça bitirin.',
	field: 'Fikriniz',
	fieldPlaceholder: 'Buraya bir fikir yazın, masanın sözleriyle',
	submit: 'Kaydet',
	submitKeys: 'ya da Ctrl + Enter',
	kind: 'Kart türü',
	charactersLeft: (n) => `${n} karakter kaldı`,
	tooLong: (n) => `${n} karakter fazla. Metni kısaltın ya da iki karta bölün.`,
	kept: 'Kaydedildi.',
	lateDraft: (round) => `${round} bitti. Bu kartı yine de kaydedebilirsiniz: sayılır.`,
	nowhere: 'Bir sonraki tur başlayınca bu kartı kaydedebilirsiniz. Metin burada kalır.',

	notBegun: 'İyi ki geldiniz',
	notBegunWhat: 'İlk tur başlayınca masanızın sorusu burada görünür.',
	between: 'Şimdilik kart yok',
	betweenWhat: 'Bir sonraki tur başlayınca yeni soru burada görünür.',
	next: (title) => `Birazdan: ${title}`,
	noThemeTitle: 'Masanızın bu turda henüz konusu yok',
	noThemeWhat: 'Kontrol odasına sorun. Konu seçilince burada görünür.',
	done: 'Bu son turdu. Teşekkür ederiz!',

	away: (n) =>
		n === 0
			? 'Bağlantı yok. Yazmaya devam edin: hiçbir şey kaybolmaz.'
			: `Bağlantı yok. Yazmaya devam edin: hiçbir şey kaybolmaz. Bu tablette ${n} kart bekliyor ve kendiliğinden gönderilecek.`,
	notDurable:
		'Bu tablet bir şey saklayamıyor. Bu sayfayı açık bırakın ve kartlar beklemede kalırsa kontrol odasına haber verin.',
	strangers: (n) => `Bu tablette başka bir yerin ${n} kartı da bekliyor.`,

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
		read: 'okundu',
		idea: 'bir fikirde',
		stage: 'sahnede',
	},
	refused: {
		unknown_id: 'Tur ya da konu değişti. Kartı bir kez daha kaydedin.',
		not_a_round: 'Şu anda tur yok. Kaydedebileceğiniz zamana kadar metin burada kalır.',
	},
	edit: 'Düzenle',
	editFirst: 'Önce alandaki metni kaydedin. Sonra bu kartı düzenleyebilirsiniz.',

	missing: {
		opening: 'Bağlantı yokken bu sayfa yeniden açılmaz. Sayfayı açık bırakın.',
		awake: 'Bu tabletin ekranı kendiliğinden kararabilir. Devam etmek için ekrana dokunun.',
	},
};
