// The page's own copy on this device, kept by its service worker: the page opens without the server, and a newer
// version takes over only at a calm moment.
import { effect, type ReadonlySignal, signal } from '@preact/signals';

export interface Copy {
	/** The page can be opened without the server. */
	readonly ready: ReadonlySignal<boolean>;
	/** A newer version lies ready on this device, or has taken over in another tab. */
	readonly newer: ReadonlySignal<boolean>;
	/** Asks the server whether there is a newer version. */
	look(): void;
	/** For a device that is wiped. */
	remove(): Promise<void>;
}

export interface CopyOptions {
	/** Addresses of the worker and of the page. */
	worker: string;
	page: string;
	/** Now a reload disturbs nobody. */
	calm: ReadonlySignal<boolean>;
	reload(): void;
	container?: ServiceWorkerContainer | undefined;
}

export function keepCopy(options: CopyOptions): Copy {
	const { container = navigator.serviceWorker } = options;
	const ready = signal(false);
	const newer = signal(false);
	if (!container) {
		return { ready, newer, look: () => undefined, remove: async () => undefined };
	}
	const waiting = signal<ServiceWorker | null>(null);
	const taken = signal(false);
	const registered = register(container, options, (registration) => {
		ready.value = registration.active !== null;
		waiting.value = registration.active && registration.waiting;
	});
	// The first worker to take charge of this page brings nothing new.
	let had = container.controller !== null;
	container.addEventListener('controllerchange', () => {
		taken.value ||= had;
		had = true;
	});
	effect(() => {
		newer.value = waiting.value !== null || taken.value;
	});
	effect(() => {
		if (!options.calm.value) {
			return;
		}
		if (taken.value) {
			options.reload();
		} else {
			waiting.value?.postMessage('take over');
		}
	});
	return {
		ready,
		newer,
		look: () =>
			void registered.then((registration) => registration?.update()).catch(() => undefined),
		async remove() {
			await (await registered)?.unregister();
		},
	};
}

/** Undefined: this browser keeps no copies. The page works as long as it is open. */
async function register(
	container: ServiceWorkerContainer,
	{ worker, page }: CopyOptions,
	onChange: (registration: ServiceWorkerRegistration) => void,
): Promise<ServiceWorkerRegistration | undefined> {
	try {
		const registration = await container.register(worker, { scope: page, updateViaCache: 'none' });
		const follow = () => {
			registration.installing?.addEventListener('statechange', () => onChange(registration));
			onChange(registration);
		};
		registration.addEventListener('updatefound', follow);
		follow();
		return registration;
	} catch {
		return undefined;
	}
}
