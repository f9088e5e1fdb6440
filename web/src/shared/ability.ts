// What this browser can do for a page that must work all day, and what it cannot.
import { type ReadonlySignal, signal } from '@preact/signals';

/** opening: without the server the page cannot be opened anew. awake: the screen may go dark. */
export type Missing = 'opening' | 'awake';

/** Over plain http browsers withhold most of it; on the device itself and over https they do not. */
export function whatIsMissing(): readonly Missing[] {
	const missing: Missing[] = [];
	if (!navigator.serviceWorker) {
		missing.push('opening');
	}
	if (!navigator.wakeLock) {
		missing.push('awake');
	}
	return missing;
}

const granted = signal<boolean | undefined>(undefined);
/** Whether the browser promised not to clear the store by itself. Undefined: not asked yet. */
export const persisted: ReadonlySignal<boolean | undefined> = granted;

/** Once there is something to keep: then browsers are readier to promise it. */
export async function askToPersist(): Promise<void> {
	const { storage } = navigator;
	if (granted.value || !storage?.persist) {
		return;
	}
	granted.value = await storage.persist().catch(() => false);
}
