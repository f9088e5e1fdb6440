// What the control room is told, in the words of the page's language.
import type { TextsOf } from '../shared/texts/languages';
import type { Control, Notice } from './state';

export function words(control: Control, notice: Notice, texts: TextsOf<'control'>): string {
	const { said, scene } = texts.control;
	switch (notice.say) {
		case 'went':
			return said.went(notice.title);
		case 'first': {
			const title = control.now.current.value?.title;
			return title === undefined ? said.firstNowhere : said.first(title);
		}
		case 'shown':
			return said.shown(notice.room, scene[notice.kind]);
		case 'refused':
			return texts.shared.refused[notice.code ?? 'bad_message'];
	}
}

/** 4:05, or 1:02:40. */
export function duration(ms: number): string {
	const seconds = Math.floor(ms / 1000);
	const two = (n: number) => String(n).padStart(2, '0');
	const hours = Math.floor(seconds / 3600);
	const minutes = Math.floor(seconds / 60) % 60;
	const rest = two(seconds % 60);
	return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
