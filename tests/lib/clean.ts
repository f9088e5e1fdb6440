// The cleaning rule of docs/protocol.md ("Texts") once more, written from that page alone: what the
// server stores is compared with this.

const bidi = /[\u202a-\u202e\u2066-\u2069]/gu;
const nonCharacters = /[\ufdd0-\ufdef]|\p{Noncharacter_Code_Point}/gu;
// A flag: U+1F3F4, tag letters and digits, and the tag that ends it.
const flag = /(\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f})|[\u{e0000}-\u{e007f}]/gu;
const unseen = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}]*$/u;

function isControl(code: number): boolean {
	return (code < 0x20 && code !== 0x0a) || (code >= 0x7f && code <= 0x9f);
}

export function clean(text: string): string {
	const lines = text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ');
	const printable = [...lines].filter((c) => !isControl(c.codePointAt(0) ?? 0)).join('');
	return printable
		.replace(bidi, '')
		.replace(flag, '$1')
		.replace(nonCharacters, '')
		.normalize('NFC');
}

/** What the server answers to a card with this text: null when it takes it. */
export function refusal(text: string, most: number): 'text_empty' | 'text_too_long' | null {
	const cleaned = clean(text);
	if (unseen.test(cleaned)) {
		return 'text_empty';
	}
	return [...cleaned].length > most ? 'text_too_long' : null;
}
