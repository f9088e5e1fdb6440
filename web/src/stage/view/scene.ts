import { type Language, languages, type Texts } from '../../shared/texts';
import type { Show } from '../state';

/** What a scene draws from. */
export interface Frame {
	show: Show;
	words: Texts['stage'];
	language: Language;
	/** The hall's clock, in milliseconds. */
	now: number;
}

export interface Scene {
	readonly element: HTMLElement;
	update(frame: Frame): void;
	/** Each second. */
	tick(frame: Frame): void;
	/** The size of the screen or the typeface has changed. */
	resize(frame: Frame): void;
	stop(): void;
}

/** 14:05, by the clock on the wall. */
export function timeOfDay(ms: number, language: Language): string {
	return new Intl.DateTimeFormat(languages[language].locale, {
		hour: '2-digit',
		minute: '2-digit',
	}).format(ms);
}

/** vrijdag 16 januari 2026 */
export function longDate(date: string, language: Language): string {
	const noon = new Date(`${date}T12:00:00`);
	return Number.isNaN(noon.getTime())
		? ''
		: new Intl.DateTimeFormat(languages[language].locale, { dateStyle: 'full' }).format(noon);
}
