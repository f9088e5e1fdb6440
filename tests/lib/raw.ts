// HTTP by hand: paths as they stand, no client that tidies them up first.
import { connect, type Socket } from 'node:net';

export interface Answer {
	status: number;
	headers: Map<string, string>;
	body: Buffer;
}

function parse(all: Buffer): Answer {
	const end = all.indexOf('\r\n\r\n');
	const [status = '', ...lines] = all.subarray(0, end).toString('latin1').split('\r\n');
	const headers = new Map(
		lines.map((line) => {
			const colon = line.indexOf(':');
			return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
		}),
	);
	return { status: Number(status.split(' ')[1]), headers, body: all.subarray(end + 4) };
}

/** Sends bytes and gives everything that comes until the server closes. */
export function exchange(url: string, bytes: string | Buffer): Promise<Buffer> {
	const { hostname, port } = new URL(url);
	return new Promise((resolve, reject) => {
		const parts: Buffer[] = [];
		const socket: Socket = connect(Number(port), hostname, () => socket.write(bytes));
		socket.setTimeout(15_000, () => socket.destroy(new Error('the server said nothing')));
		socket.on('data', (data) => parts.push(data));
		socket.on('error', reject);
		socket.on('close', () => resolve(Buffer.concat(parts)));
	});
}

export async function request(
	url: string,
	path: string,
	headers: Record<string, string> = {},
	method = 'GET',
): Promise<Answer> {
	const { host } = new URL(url);
	const fields = { Host: host, Connection: 'close', ...headers };
	const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
	return parse(await exchange(url, `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`));
}
