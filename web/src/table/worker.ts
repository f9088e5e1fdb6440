// The service worker of the tablet's page: keeps exactly its files, so that it opens without the server. What
// passes over the socket never comes here. The build fills in the three names below (scripts/offline.ts).
declare const self: ServiceWorkerGlobalScope;
declare const __PAGE__: string;
declare const __FILES__: Record<string, string>;
declare const __VERSION__: string;

const family = `burgertop:${__PAGE__}:`;
const mine = family + __VERSION__;

self.addEventListener('install', (event) => {
	event.waitUntil(keepFiles());
});

/** Whole or not at all: the hashes refuse a page of another version than the files beside it. */
async function keepFiles(): Promise<void> {
	const cache = await caches.open(mine);
	await cache.addAll(
		Object.entries(__FILES__).map(
			([address, integrity]) => new Request(address, { integrity, cache: 'no-cache' }),
		),
	);
}

self.addEventListener('activate', (event) => {
	event.waitUntil(dropOldFiles().then(() => self.clients.claim()));
});

/** The version before stays: another tab may still be at work in it, and load a part of it later. */
async function dropOldFiles(): Promise<void> {
	const names = (await caches.keys()).filter((name) => name.startsWith(family) && name !== mine);
	await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
}

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const { origin, pathname } = new URL(request.url);
	const address = pathname.replace(/\/$/, '');
	const isPage = request.mode === 'navigate' && address === __PAGE__;
	const isFile = address.startsWith('/assets/') && request.method === 'GET';
	if (origin === self.location.origin && (isPage || isFile)) {
		event.respondWith(answer(isPage ? __PAGE__ : request));
	}
});

async function answer(request: Request | string): Promise<Response> {
	const cache = await caches.open(mine);
	const anyWay = { ignoreVary: true };
	return (
		(await cache.match(request, anyWay)) ?? (await caches.match(request, anyWay)) ?? fetch(request)
	);
}

/** The page says when: outside a round, with nothing unsent and nobody typing. */
self.addEventListener('message', ({ data }) => {
	if (data === 'take over') {
		void self.skipWaiting();
	}
});

export {};
