/**
 * A name, a clock or a number such as 12-3 within a sentence of another direction: it keeps its own
 * (FIRST STRONG ISOLATE and its end). In markup <bdi> does the same; this holds in attributes too.
 */
export function apart(text: string): string {
	return `\u2068${text}\u2069`;
}
