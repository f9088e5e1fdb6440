import { signal } from '@preact/signals';
import { beforeEach, expect, test, vi } from 'vitest';
import { type Copy, keepCopy } from './copy';

class FakeWorker extends EventTarget {
	state = 'installing';
	told: unknown[] = [];
	postMessage(word: unknown) {
		this.told.push(word);
	}
}
class FakeRegistration extends EventTarget {
	installing: FakeWorker | null = null;
	waiting: FakeWorker | null = null;
	active: FakeWorker | null = null;
	looked = 0;
	gone = false;
	async update() {
		this.looked++;
	}
	async unregister() {
		this.gone = true;
	}
	/** The server has another version. */
	finds(): FakeWorker {
		this.installing = new FakeWorker();
		this.dispatchEvent(new Event('updatefound'));
		return this.installing;
	}
	/** All of its files are on the device. */
	installs(worker: FakeWorker): void {
		this.installing = null;
		if (this.active) {
			this.waiting = worker;
		} else {
			this.active = worker;
		}
		worker.dispatchEvent(new Event('statechange'));
	}
}
class FakeContainer extends EventTarget {
	controller: FakeWorker | null = null;
	registration = new FakeRegistration();
	register = vi.fn(async () => this.registration);
	takes(worker: FakeWorker): void {
		this.registration.waiting = null;
		this.registration.active = worker;
		this.controller = worker;
		this.dispatchEvent(new Event('controllerchange'));
	}
}

let container: FakeContainer;
let calm = signal(false);
const reload = vi.fn();

async function keep(): Promise<Copy> {
	const copy = keepCopy({
		worker: '/table-worker.js',
		page: '/table',
		calm,
		reload,
		container: container as unknown as ServiceWorkerContainer,
	});
	await Promise.resolve();
	await Promise.resolve();
	return copy;
}

beforeEach(() => {
	container = new FakeContainer();
	calm = signal(false);
	reload.mockReset();
});

test('the first copy is ready when its files are there, and changes nothing', async () => {
	calm.value = true;
	const copy = await keep();
	expect(copy.ready.value).toBe(false);
	const worker = container.registration.finds();
	container.registration.installs(worker);
	container.takes(worker);
	expect(copy.ready.value).toBe(true);
	expect(copy.newer.value).toBe(false);
	expect(worker.told).toEqual([]);
	expect(reload).not.toHaveBeenCalled();
});

test('a newer version waits until it is calm, then takes over, then the page is loaded anew', async () => {
	container.registration.active = container.controller = new FakeWorker();
	const copy = await keep();
	const worker = container.registration.finds();
	expect(copy.newer.value).toBe(false);
	container.registration.installs(worker);
	expect(copy.newer.value).toBe(true);
	expect(worker.told).toEqual([]);
	calm.value = true;
	expect(worker.told).toEqual(['take over']);
	expect(reload).not.toHaveBeenCalled();
	container.takes(worker);
	expect(reload).toHaveBeenCalledTimes(1);
});

test('somebody began to type between the two: the reload waits', async () => {
	container.registration.active = container.controller = new FakeWorker();
	await keep();
	const worker = container.registration.finds();
	container.registration.installs(worker);
	calm.value = true;
	calm.value = false;
	container.takes(worker);
	expect(reload).not.toHaveBeenCalled();
	calm.value = true;
	expect(reload).toHaveBeenCalledTimes(1);
});

test('one that another tab let in, or that waited before this page was opened', async () => {
	container.registration.active = container.controller = new FakeWorker();
	container.registration.waiting = new FakeWorker();
	const copy = await keep();
	expect(copy.newer.value).toBe(true);
	container.takes(container.registration.waiting);
	expect(copy.newer.value).toBe(true);
	expect(reload).not.toHaveBeenCalled();
	calm.value = true;
	expect(reload).toHaveBeenCalledTimes(1);
});

test('it looks for a newer one when asked, and can be removed', async () => {
	const copy = await keep();
	copy.look();
	await copy.remove();
	expect(container.registration.looked).toBe(1);
	expect(container.registration.gone).toBe(true);
});

test('a browser that keeps no copies, or will not, is no fault', async () => {
	vi.stubGlobal('navigator', {});
	const without = keepCopy({ worker: 'w', page: 'p', calm, reload });
	without.look();
	await without.remove();
	expect(without.ready.value).toBe(false);
	container.register = vi.fn(() => Promise.reject(new Error('not secure')));
	const copy = await keep();
	copy.look();
	await copy.remove();
	expect(copy.ready.value).toBe(false);
	vi.unstubAllGlobals();
});
