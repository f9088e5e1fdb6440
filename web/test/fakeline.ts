// A WebSocket that a test speaks for.
import type { ClientMessage, ServerMessage } from '../src/shared/protocol';

export class FakeLine {
	static all: FakeLine[] = [];
	static OPEN = 1;
	readyState = 0;
	binaryType = 'blob';
	sent: ClientMessage[] = [];
	onopen: ((event: unknown) => void) | null = null;
	onmessage: ((event: unknown) => void) | null = null;
	onclose: ((event: unknown) => void) | null = null;
	onerror: ((event: unknown) => void) | null = null;

	constructor(
		readonly url: string,
		readonly protocol: string,
	) {
		FakeLine.all.push(this);
	}
	send(text: string) {
		this.sent.push(JSON.parse(text));
	}
	close() {
		this.readyState = 3;
	}
	opens() {
		this.readyState = 1;
		this.onopen?.({});
	}
	says(message: ServerMessage) {
		this.onmessage?.({ data: JSON.stringify(message) });
	}
	falls() {
		this.readyState = 3;
		this.onclose?.({});
	}
}
