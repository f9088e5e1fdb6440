/** The server's clock, from the sample with the shortest way there and back among the last few. */
export class ServerClock {
	#samples: { offset: number; roundTrip: number }[] = [];
	#offset = 0;

	constructor(private readonly local: () => number = Date.now) {}

	now(): number {
		return this.local() + this.#offset;
	}

	/** `sent`: when the question left, by the local clock; `serverNow`: what the answer said. */
	sample(sent: number, serverNow: number): void {
		const received = this.local();
		const roundTrip = received - sent;
		if (roundTrip < 0) {
			return;
		}
		const offset = serverNow + roundTrip / 2 - received;
		// A jump of the device's own clock makes the older samples wrong.
		const kept = this.#samples.filter((old) => Math.abs(old.offset - offset) < 5000 + roundTrip);
		this.#samples = [...kept, { offset, roundTrip }].slice(-10);
		const best = this.#samples.reduce((a, b) => (b.roundTrip < a.roundTrip ? b : a));
		this.#offset = best.offset;
	}
}
