import type { Texts } from '../nl';

export const start: Texts['start'] = {
	title: 'Hoş geldiniz',
	lead: 'Hangi sayfaya ihtiyacınız var?',
	wall: 'Birlikte izleyin',
	wallWhat:
		'Masaların düşündüklerini kendi telefonunuzda ya da bilgisayarınızda okuyun. Bunun için bir şey gerekmez.',
	table: 'Masa',
	tableWhat: 'Masa sorumlusu için: masanın fikirlerini tablete yazın.',
	desk: 'Konu ekibi',
	deskWhat: 'Kartları okuyun, gruplayın ve sahneye gönderin.',
	control: 'Kontrol odası',
	controlWhat: 'Programı yönetin ve masaların durumunu görün.',
	stage: 'Sahne',
	stageWhat: 'Bir salondaki büyük ekran için.',
	keyed: 'Bu sayfalar için yerinizin bağlantısı ya da kodu gerekir.',
};
