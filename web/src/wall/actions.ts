// What a visitor can do: choose what to see. Nothing here goes to the server.
import { signal } from '@preact/signals';
import { type Choice, nothingChosen } from './state';

export const choice = signal<Choice>(nothingChosen);

export function search(words: string): void {
	choice.value = { ...choice.value, words };
}

/** The theme alone, or all of them again. */
export function chooseTheme(theme: string | undefined): void {
	choice.value = { ...choice.value, theme };
}

export function showAll(): void {
	choice.value = { ...choice.value, words: '', theme: undefined };
}

export function toggleQuotes(idea: string): void {
	const open = new Set(choice.value.open);
	if (!open.delete(idea)) {
		open.add(idea);
	}
	choice.value = { ...choice.value, open };
}
