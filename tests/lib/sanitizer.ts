/** The first report of a sanitizer in what a program wrote to stderr, or null. */
export function sanitizerReport(stderr: string): string | null {
	const at = stderr.search(
		/==\d+==ERROR: |==\d+==WARNING: |: runtime error: |WARNING: ThreadSanitizer/,
	);
	return at < 0 ? null : stderr.slice(at, at + 4000);
}
