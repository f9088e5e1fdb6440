// The one rule by which texts are cleaned (docs/protocol.md, "Texts"). The server has the last word;
// a page cleans first so that it counts what the server counts.

const carriageReturns = /\r\n?/g;
const tabs = /\t/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be removed
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
/** A flag is U+1F3F4, three to seven letters or digits as tags, and the tag that ends them. */
const flagsAndTags =
	/(\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,7}\u{e007f})|[\u{e0000}-\u{e007f}]/gu;
const nonCharacters = /\p{Noncharacter_Code_Point}/gu;
const halfPairs = /\p{Surrogate}/gu;
/** Something that is neither white space nor invisible. */
const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/u;

export function cleanText(typed: string): string {
	return typed
		.replace(carriageReturns, '\n')
		.replace(tabs, ' ')
		.replace(controls, '')
		.replace(flagsAndTags, (_, flag: string | undefined) => flag ?? '')
		.replace(nonCharacters, '')
		.replace(halfPairs, '\ufffd')
		.normalize('NFC');
}

/** Code points, as limits count them; a smiley may be several. */
export function lengthOf(clean: string): number {
	let count = 0;
	for (const _ of clean) {
		count++;
	}
	return count;
}

export function canBeSeen(clean: string): boolean {
	return visible.test(clean);
}
