import type { Texts } from '../nl';

// After a number a Turkish noun stays as it is.
const cards = (n: number) => `${n} kart`;
const fromTables = (n: number) => `${n} masadan`;

export const wall: Texts['wall'] = {
	waiting: 'Bir dakika. Fikirleri getiriyoruz.',
	programme: 'Programda neredeyiz',
	notBegun: 'Program birazdan başlıyor.',
	now: 'Şimdi:',
	left: (time) => `${time} kaldı`,
	cards,
	gave: 'masalardan geldi; şimdiye kadar bir araya getirilen:',
	ideas: (n) => `${n} fikir`,
	cardsFromTables: (n, from) => `${fromTables(from)} ${cards(n)}`,
	fromTables,
	noCards: 'henüz kart yok',
	noIdeas: 'İlk fikirler, konu ekibi okuduktan sonra buraya gelir.',
	search: 'Fikirlerde arayın',
	chooseTheme: 'Bir konu seçin',
	allThemes: 'Bütün konular',
	found: (n) => `${n} fikir bulundu`,
	nothingFound: 'Bununla ilgili henüz fikir yok.',
	showAll: 'Hepsini göster',
	more: (n) => `${n} kart daha`,
	fewer: 'Daha az kart',
	card: (number) => `kart ${number}`,
	busy: 'Şu anda çok yoğun. Son durumu görüyorsunuz; yeni fikirler kendiliğinden gelir.',
	away: 'Bağlantı kısa süre kesildi. Son durumu görüyorsunuz; yeni fikirler kendiliğinden gelir.',
};
