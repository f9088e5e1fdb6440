// A page's line to the server, in the hands of a test: cut, healed, or deaf to some commands.
import type { Page } from '../lib/browser.js';

export interface Line {
	cut(): void;
	heal(): void;
	/** Commands of these names do not get through, as if the server had not heard them. */
	deafTo(...commands: string[]): void;
}

/** Takes effect from the page's next connection on: load it again. */
export async function holdLine(page: Page): Promise<Line> {
	const open = new Set<() => void>();
	let isCut = false;
	let deaf: string[] = [];
	await page.routeWebSocket(/\/ws$/, (socket) => {
		if (isCut) {
			void socket.close({ code: 3000 });
			return;
		}
		const server = socket.connectToServer();
		const close = () => {
			void socket.close({ code: 3000 });
			void server.close({ code: 3000 });
		};
		open.add(close);
		socket.onMessage((message) => {
			if (!deaf.includes(JSON.parse(message.toString()).cmd)) {
				server.send(message);
			}
		});
		server.onMessage((message) => socket.send(message));
	});
	return {
		cut() {
			isCut = true;
			for (const close of open) {
				close();
			}
			open.clear();
		},
		heal() {
			isCut = false;
		},
		deafTo(...commands) {
			deaf = commands;
		},
	};
}
