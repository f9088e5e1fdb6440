/** Waits before another try: at random, up to a bound that doubles. All tables come back at once after a fall. */
export class Backoff {
	#tries = 0;

	constructor(
		private readonly first = 1000,
		private readonly longest = 15_000,
		private readonly random: () => number = Math.random,
	) {}

	/** How long to wait now, in milliseconds. */
	next(): number {
		const bound = Math.min(this.longest, this.first * 2 ** this.#tries);
		this.#tries = Math.min(this.#tries + 1, 30);
		return this.random() * bound;
	}

	reset(): void {
		this.#tries = 0;
	}
}
