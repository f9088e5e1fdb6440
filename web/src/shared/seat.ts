// The keys of this device: the secret of its seat, and the id that the device keeps.
import { uuid } from './id';
import { readStored, removeStored, writeStored } from './stored';

export interface Keys {
	readonly page: string;
	readonly device: string;
	readonly token: string | undefined;
	keep(token: string): void;
	forget(): void;
}

const perTab = () => sessionStorage;
const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The token of a link: everything after the `#`, if it can be one. */
export function tokenOf(hash: string): string | undefined {
	const word = hash.replace(/^#/, '');
	return /^[\x21-\x7e]{1,64}$/.test(word) ? word : undefined;
}

/**
 * A token is kept for the device, and for the tab before that: one laptop may serve the stages
 * of two rooms, and each must find its own room again after a reload.
 */
export function openKeys(page: string): Keys {
	const name = `burgertop:${page}:token`;
	let token = takeFromAddress() ?? readStored(name, perTab) ?? readStored(name);
	const keep = (next: string) => {
		token = next;
		writeStored(name, next);
		writeStored(name, next, perTab);
	};
	if (token !== undefined) {
		keep(token);
	}
	return {
		page,
		device: deviceId(),
		get token() {
			return token;
		},
		keep,
		forget() {
			token = undefined;
			removeStored(name);
			removeStored(name, perTab);
		},
	};
}

/** The secret leaves the address bar, so that no photograph or screen share of it gives it away. */
function takeFromAddress(): string | undefined {
	const token = tokenOf(location.hash);
	if (token !== undefined) {
		history.replaceState(history.state, '', location.pathname + location.search);
	}
	return token;
}

function deviceId(): string {
	const name = 'burgertop:device';
	const old = readStored(name);
	if (old !== undefined && uuidShape.test(old)) {
		return old;
	}
	const made = uuid();
	writeStored(name, made);
	return made;
}
