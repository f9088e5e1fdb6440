/** RFC 4180, with a header row. */
export function readCsv(text: string): Record<string, string>[] {
	const rows: string[][] = [[]];
	const field = /"((?:[^"]|"")*)"|([^",\n\r]*)/y;
	for (let at = 0; at < text.length; ) {
		field.lastIndex = at;
		const found = field.exec(text);
		const quoted = found?.[1]?.replaceAll('""', '"');
		rows.at(-1)?.push(quoted ?? found?.[2] ?? '');
		at = field.lastIndex;
		if (text[at] === '\r') {
			at++;
		}
		if (text[at] === '\n') {
			rows.push([]);
		}
		at++;
	}
	const [names = [], ...records] = rows.filter((r) => r.length > 0);
	return records.map((record) => Object.fromEntries(names.map((n, i) => [n, record[i] ?? ''])));
}
