// Web storage that may be missing, full or forbidden: then it keeps things while the page is open.

const memory = new Map<string, string>();

export function readStored(
	key: string,
	storage: () => Storage = () => localStorage,
): string | undefined {
	try {
		return storage().getItem(key) ?? memory.get(key);
	} catch {
		return memory.get(key);
	}
}

/** False: the device keeps it no longer than the page is open. */
export function writeStored(
	key: string,
	value: string,
	storage: () => Storage = () => localStorage,
): boolean {
	try {
		storage().setItem(key, value);
		memory.delete(key);
		return true;
	} catch {
		memory.set(key, value);
		return false;
	}
}

export function removeStored(key: string, storage: () => Storage = () => localStorage): void {
	memory.delete(key);
	try {
		storage().removeItem(key);
	} catch {
		// What cannot be reached was not kept either.
	}
}
