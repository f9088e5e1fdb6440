// What leaves a borrowed device at the end of the day: everything. First what no server has goes into a file.
import { computed, type ReadonlySignal } from '@preact/signals';
import type { Copy } from './copy';
import type { Device } from './device';
import type { Drafts } from './drafts';
import type { Entry, Outbox } from './outbox';

export interface Wipe {
	/** Operations of any seat that no server has. */
	readonly unsent: ReadonlySignal<number>;
	/** Gives them as a file, to keep elsewhere. */
	save(): Promise<void>;
	/** Removes everything of this address from the device. Rejects when another tab holds on to it. */
	wipe(): Promise<void>;
}

export interface WipeOptions {
	device: Device;
	outbox: Outbox;
	drafts: Drafts;
	copy: Copy;
	/** Ends what would write anew: the line, the page's own actions. */
	stop(): void;
	give?(file: File): Promise<void>;
}

// One for speaking and hearing: what a page says itself it must not hear.
let news: BroadcastChannel | undefined;

function tabs(): BroadcastChannel | undefined {
	if (typeof BroadcastChannel !== 'undefined') {
		news ??= new BroadcastChannel('burgertop:wiped');
	}
	return news;
}

export function makeWipe(options: WipeOptions): Wipe {
	const { device, outbox, drafts, copy, stop, give = download } = options;
	const unsent = computed(() => outbox.entries.value.filter(isUnsent));
	return {
		unsent: computed(() => unsent.value.length),
		save: () => give(fileOf(unsent.value, drafts.all())),
		async wipe() {
			stop();
			drafts.close();
			tabs()?.postMessage('wiped');
			await drafts.settled();
			await device.wipe();
			await copy.remove();
			await dropCaches();
			clearStorages();
		},
	};
}

/** Another tab wiped the device: this one must not write anything again. What it has to itself goes as well. */
export function onWiped(leave: () => void): void {
	const others = tabs();
	if (others) {
		others.onmessage = () => {
			leave();
			clearStorages();
		};
	}
}

/** Refused ones too: their text is nowhere else. */
function isUnsent({ state }: Entry): boolean {
	return state !== 'kept';
}

/** For people first: the texts, readable in any editor; then every operation, whole, as it would have been sent. */
export function fileOf(entries: readonly Entry[], drafts: ReadonlyMap<string, unknown>): File {
	const texts = entries.flatMap(({ seat, message }) =>
		'text' in message ? `${seat}: ${message.text}` : [],
	);
	const content = {
		what: 'burgertop: what one device could not send',
		texts,
		drafts: Object.fromEntries(drafts),
		operations: entries.map(({ summit, seat, message }) => ({ summit, seat, message })),
	};
	return new File([JSON.stringify(content, null, '\t')], 'burgertop-unsent.json', {
		type: 'application/json',
	});
}

async function download(file: File): Promise<void> {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(file);
	link.download = file.name;
	link.click();
	// The browser reads it after this turn; with the page it goes by itself.
}

async function dropCaches(): Promise<void> {
	if (typeof caches !== 'undefined') {
		const names = await caches.keys();
		await Promise.all(names.map((name) => caches.delete(name)));
	}
}

/** The device's, and that of this tab, which no other tab can reach. */
function clearStorages(): void {
	clear(() => localStorage);
	clear(() => sessionStorage);
}

function clear(storage: () => Storage): void {
	try {
		storage().clear();
	} catch {
		// What cannot be reached was not kept either.
	}
}
