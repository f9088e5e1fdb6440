/**
 * One tab of a device at a time has its turn under a name. Returns how to give the turn up, or up
 * the place in line. Locks are missing on plain http: then every tab has its turn at once.
 */
export function takeTurn(name: string, onTurn: () => void): () => void {
	if (typeof navigator === 'undefined' || !navigator.locks) {
		onTurn();
		return () => undefined;
	}
	const gaveUp = new AbortController();
	const done = new Promise<void>((resolve) => {
		gaveUp.signal.addEventListener('abort', () => resolve());
	});
	const hold = () => {
		if (!gaveUp.signal.aborted) {
			onTurn();
		}
		return done;
	};
	navigator.locks.request(name, { signal: gaveUp.signal }, hold).catch(() => {
		// Given up while waiting in line.
	});
	return () => gaveUp.abort();
}
