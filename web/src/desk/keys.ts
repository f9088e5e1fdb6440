// From a key to what the reader means by it. Single letters are shortcuts only while they are
// switched on and nobody is typing: speech input and a cat on the keyboard must publish nothing.

export type Intent =
	| { readonly do: 'place'; readonly row: number }
	| { readonly do: 'select'; readonly row: number }
	| { readonly do: 'start' | 'read' | 'next' | 'previous' | 'publish' | 'undo' | 'search' }
	| { readonly do: 'leave' };

export interface KeyPress {
	readonly key: string;
	readonly code: string;
	readonly ctrlKey: boolean;
	readonly metaKey: boolean;
	readonly altKey: boolean;
	readonly shiftKey: boolean;
	readonly repeat: boolean;
	readonly isComposing: boolean;
}

export interface Situation {
	/** The focus is in a field. */
	readonly writing: boolean;
	readonly shortcuts: boolean;
}

const LETTERS: Readonly<Record<string, Intent>> = {
	n: { do: 'start' },
	l: { do: 'read' },
	j: { do: 'next' },
	k: { do: 'previous' },
	p: { do: 'publish' },
	z: { do: 'undo' },
	'/': { do: 'search' },
};

const MOVES: Readonly<Record<string, Intent>> = {
	ArrowDown: { do: 'next' },
	ArrowUp: { do: 'previous' },
};

function digit(press: KeyPress): Intent | null {
	// Shift with a digit gives another character on each layout; the code names the key itself.
	if (press.shiftKey) {
		const shifted = /^Digit([1-9])$/.exec(press.code);
		return shifted ? { do: 'select', row: Number(shifted[1]) - 1 } : null;
	}
	return /^[1-9]$/.test(press.key) ? { do: 'place', row: Number(press.key) - 1 } : null;
}

/** What a press means, or null when it is none of this page's business. */
export function intentOf(press: KeyPress, { writing, shortcuts }: Situation): Intent | null {
	if (press.isComposing || press.altKey) {
		return null;
	}
	if (press.key === 'Escape') {
		return { do: 'leave' };
	}
	if (writing) {
		return null;
	}
	if (press.ctrlKey || press.metaKey) {
		const undo = press.key.toLowerCase() === 'z' && !press.shiftKey && !press.repeat;
		return undo ? { do: 'undo' } : null;
	}
	const move = MOVES[press.key];
	if (move) {
		return press.shiftKey ? null : move;
	}
	if (!shortcuts) {
		return null;
	}
	const letter = LETTERS[press.key.toLowerCase()];
	// A key held down walks along the queue; it must not lay a dozen cards aside.
	const walks = letter?.do === 'next' || letter?.do === 'previous';
	if (press.repeat) {
		return walks ? letter : null;
	}
	return letter ?? digit(press);
}
