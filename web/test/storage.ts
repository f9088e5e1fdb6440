// A tab's or a device's web storage, for tests.
export class FakeStorage {
	#held: Map<string, string>;

	constructor(held: Iterable<[string, string]> = []) {
		this.#held = new Map(held);
	}
	get length(): number {
		return this.#held.size;
	}
	getItem(key: string): string | null {
		return this.#held.get(key) ?? null;
	}
	setItem(key: string, value: string): void {
		this.#held.set(key, value);
	}
	removeItem(key: string): void {
		this.#held.delete(key);
	}
	clear(): void {
		this.#held.clear();
	}
	copy(): FakeStorage {
		return new FakeStorage(this.#held);
	}
}
