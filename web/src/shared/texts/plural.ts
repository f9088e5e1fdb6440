/** Dutch and English have the same two forms. */
export function plural(n: number, one: string, other: string): string {
	return n === 1 ? one : other;
}

/** Of a language that has more of them: each form that it has, by name. */
export function pluralOf<F extends Intl.LDMLPluralRule>(locale: string) {
	const rules = new Intl.PluralRules(locale);
	return (n: number, forms: Record<F, string>): string => forms[rules.select(n) as F];
}
