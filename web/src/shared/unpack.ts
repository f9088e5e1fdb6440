// Long messages come deflated, as binary. Opening one takes a moment: what comes after it waits, so that
// everything is passed on in the order in which it was sent.

function opens(): boolean {
	try {
		new DecompressionStream('deflate-raw');
		return true;
	} catch {
		return false;
	}
}

/** Whether this browser can: older ones are sent text alone. */
export const canUnpack = opens();

export interface Unpacked {
	text(text: string): void;
	/** One could not be opened: what follows on this line must not be taken for everything. */
	broken(): void;
}

export class Unpacker {
	#last: Promise<void> = Promise.resolve();
	#waiting = 0;

	constructor(private readonly to: Unpacked) {}

	take(data: unknown): void {
		if (typeof data === 'string' && this.#waiting === 0) {
			this.to.text(data);
			return;
		}
		const opened = typeof data === 'string' ? data : inflate(data as ArrayBuffer);
		this.#waiting++;
		this.#last = this.#last.then(() => this.#pass(opened)).finally(() => this.#waiting--);
	}

	async #pass(opened: string | Promise<string>): Promise<void> {
		try {
			this.to.text(await opened);
		} catch (error) {
			// Also when what it says cannot be dealt with: what comes after it would be taken for everything.
			console.error(error);
			this.to.broken();
		}
	}
}

function inflate(data: ArrayBuffer): Promise<string> {
	const opened = new Blob([data]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
	const text = new Response(opened).text();
	// Whoever waits for it hears of a failure; until then nobody else need be told.
	text.catch(() => undefined);
	return text;
}
