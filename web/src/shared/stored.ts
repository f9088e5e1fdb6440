// Web storage that may be missing, full or forbidden: then it keeps things while the page is open.
// Browsers write it to disk when they come to it; what must outlive one that is killed is written to
// the device's store as well.
import type { Device } from './device';

const memory = new Map<string, string>();
const shelf = 'stored:';
const local = () => localStorage;

let backing: Device | undefined;

/** From now on the device's store keeps it too, and what that has goes first. Comes before what is read. */
export async function backStored(device: Device): Promise<void> {
	const found = await device.readAll(shelf).catch(() => new Map<string, unknown>());
	for (const [key, value] of found) {
		if (typeof value === 'string') {
			put(key.slice(shelf.length), value, local);
		}
	}
	backing = device;
}

export function readStored(key: string, storage: () => Storage = local): string | undefined {
	try {
		return storage().getItem(key) ?? memory.get(key);
	} catch {
		return memory.get(key);
	}
}

/** False: the device keeps it no longer than the page is open. */
export function writeStored(key: string, value: string, storage: () => Storage = local): boolean {
	back(key, value, storage);
	return put(key, value, storage);
}

export function removeStored(key: string, storage: () => Storage = local): void {
	back(key, undefined, storage);
	memory.delete(key);
	try {
		storage().removeItem(key);
	} catch {
		// What cannot be reached was not kept either.
	}
}

function put(key: string, value: string, storage: () => Storage): boolean {
	try {
		storage().setItem(key, value);
		memory.delete(key);
		return true;
	} catch {
		memory.set(key, value);
		return false;
	}
}

function back(key: string, value: string | undefined, storage: () => Storage): void {
	if (storage === local) {
		const name = shelf + key;
		// Rather nothing than an old value, which would go first.
		backing
			?.write(name, value)
			.catch(() => backing?.write(name, undefined))
			.catch(() => undefined);
	}
}
