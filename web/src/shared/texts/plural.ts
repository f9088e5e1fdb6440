/** Dutch and English have the same two forms; another language brings its own function. */
export function plural(n: number, one: string, other: string): string {
	return n === 1 ? one : other;
}
