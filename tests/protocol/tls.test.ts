// Over TLS everything is as without, and the certificate may be replaced while the hall works.
import { chmodSync, copyFileSync, writeFileSync } from 'node:fs';
import { connect as connectPlain } from 'node:net';
import { join } from 'node:path';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import type { Authority, Wish } from '../lib/authority.js';
import { addCard, card, expect, type Hall, test } from '../lib/hall.js';
import { eventually, residentBytes } from '../lib/proc.js';
import { run } from '../lib/program.js';
import { exchange, request } from '../lib/raw.js';
import { rehearse } from '../lib/rehearse.js';
import { NotStarted, Server } from '../lib/server.js';

test.scoped({ secure: true });

/** A finished handshake with it; rejects when there can be none. */
function handshake(hall: Hall, options: ConnectionOptions = {}): Promise<TLSSocket> {
	const { hostname, port } = new URL(hall.url);
	const ca = hall.authority?.trusted;
	return new Promise((resolve, reject) => {
		const socket = connect(
			{ host: hostname, port: Number(port), ...(ca ? { ca } : {}), ...options },
			() => resolve(socket),
		);
		socket.once('error', reject);
	});
}

/** By its serial number: which certificate is shown to who comes now. */
async function shown(hall: Hall): Promise<string> {
	const socket = await handshake(hall);
	const { serialNumber } = socket.getPeerCertificate();
	socket.destroy();
	return serialNumber;
}

async function get(hall: Hall, path: string): Promise<string> {
	const socket = await handshake(hall);
	const parts: Buffer[] = [];
	socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
	for await (const part of socket) {
		parts.push(part as Buffer);
	}
	return Buffer.concat(parts).toString();
}

/** Others come where the server's files are. */
async function replace(hall: Hall, wish: Wish = {}): Promise<void> {
	const fresh = await (hall.authority as Authority).issue(wish);
	copyFileSync(fresh.cert, hall.certificate?.cert ?? '');
	copyFileSync(fresh.key, hall.certificate?.key ?? '');
}

const plain = (hall: Hall) => hall.url.replace('https:', 'http:');

test('a card is kept and shown', async ({ hall }) => {
	const table = await hall.at('table/1');
	const desk = await hall.at('desk/1');
	const { ack, id } = await addCard(table, 1, 'Over een beveiligde lijn');
	expect(ack.number).toBe('1-1');
	await desk.sees('card', (c) => c.id === id);
	expect(hall.server.stderr).toContain('ready at https://');
});

test('a long state comes whole, deflated and not', async ({ hall }) => {
	const table = await hall.at('table/1');
	for (let i = 0; i < 120; i++) {
		await addCard(table, 1, `${i} ${'lang €'.repeat(160)}`);
	}
	const { token } = hall.seat('table/1');
	for (const accept of [['deflate'], []]) {
		const client = await hall.connect();
		const { seq } = await client.hello({ token, accept });
		await client.caughtUp(seq);
		expect(client.has.all('card')).toEqual(table.has.all('card'));
		expect(client.packed > 0).toBe(accept.length > 0);
	}
});

test('the longest message is taken, in one piece and in many', async ({ hall }) => {
	const table = await hall.at('table/1');
	for (const pieces of [1, 200]) {
		const order = card(table, 1, `In ${pieces} stukken`);
		const said = JSON.stringify({ t: 'do', ...order });
		const bytes = Buffer.from(said.padEnd(65_536));
		const size = Math.ceil(bytes.length / pieces);
		table.sendPieces(
			Array.from({ length: pieces }, (_, i) => bytes.subarray(i * size, (i + 1) * size)),
		);
		await table.take('ack', (ack) => ack.op === order.op);
	}
	await table.until('both', () => table.has.all('card').length === 2);
});

test('who does not read for a while has everything once it reads again', async ({ hall }) => {
	const table = await hall.at('table/1');
	const readers = [await hall.at('desk/1'), await hall.at('desk/2'), await hall.at('table/1')];
	for (const reader of readers) {
		reader.deafen();
	}
	const text = '€'.repeat(990);
	for (let i = 0; i < 500; i += 50) {
		await Promise.all(Array.from({ length: 50 }, (_, k) => addCard(table, 1, `${i + k} ${text}`)));
	}
	for (const reader of readers) {
		reader.listen();
		await reader.until('every card', () => reader.has.all('card').length === 500);
	}
});

test('a page of the server’s own may open a socket, no other', async ({ hall }) => {
	const client = await hall.connect({ origin: hall.url });
	expect((await client.hello()).seat).toBe('public');
	for (const origin of [plain(hall), 'https://evil.example', 'null']) {
		await expect(hall.connect({ origin }), origin).rejects.toThrow();
	}
});

test('nothing old is spoken, and HTTP/1.1 alone', async ({ hall }) => {
	const old = { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' } as const;
	await expect(handshake(hall, old)).rejects.toThrow();
	await expect(
		handshake(hall, { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA' }),
	).rejects.toThrow();
	for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
		const socket = await handshake(hall, {
			minVersion: version,
			maxVersion: version,
			ALPNProtocols: ['h2', 'http/1.1'],
		});
		expect(socket.getProtocol()).toBe(version);
		expect(socket.alpnProtocol).toBe('http/1.1');
		socket.destroy();
	}
});

test('a browser that comes with http is led to https, and told nothing else', async ({ hall }) => {
	const { host } = new URL(hall.url);
	const { status, headers } = await request(plain(hall), '/table');
	expect(status).toBe(307);
	expect(headers.get('location')).toBe(`https://${host}/table`);
	expect((await request(plain(hall), '/elsewhere')).status).toBe(400);
	expect((await request(plain(hall), '/table', { Host: 'x/y"z' })).status).toBe(400);
	await expect(hall.connect({ ca: '', path: '/ws' })).rejects.toThrow();
	const upgrade = [
		'GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket',
		'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: burgertop.1',
		'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
	].join('\r\n');
	expect((await exchange(plain(hall), upgrade)).toString()).not.toContain(' 101 ');
	expect(await get(hall, '/healthz')).toContain(' 200 ');
});

test('nonsense instead of a handshake ends the connection, and fills no log', async ({ hall }) => {
	const hello = Buffer.from('160301020001', 'hex');
	const nonsense = [
		Buffer.from([0]),
		Buffer.alloc(5000, 0xff),
		Buffer.from('\r\n\r\n\r\n\r\n'),
		Buffer.concat([hello, Buffer.alloc(600, 0x41)]),
		Buffer.from('15030100020100', 'hex'),
	];
	const all = Array.from({ length: 20 }, () => nonsense).flat();
	await Promise.all(all.map((bytes) => exchange(hall.url, bytes).catch(() => {})));
	expect(await get(hall, '/healthz')).toContain(' 200 ');
	expect(hall.server.stderr.split('\n').length).toBeLessThan(10);
});

test('a handshake that breaks off half-way is cleared away', async ({ hall }) => {
	const { hostname, port } = new URL(hall.url);
	const hello = Buffer.from('1603010200010001fc0303', 'hex');
	for (let i = 0; i < 50; i++) {
		const socket = connectPlain(Number(port), hostname);
		socket.on('error', () => {});
		await new Promise<void>((resolve) => socket.write(hello, () => resolve()));
		socket.destroy();
	}
	await (await hall.at('table/1')).ping();
});

/** A TLS record of a handshake. */
function record(body: Buffer): Buffer {
	return Buffer.concat([Buffer.from([22, 3, 1, body.length >> 8, body.length & 255]), body]);
}

/** The beginning of a ClientHello that says it is so long. */
const helloOf = (length: number) =>
	record(Buffer.from([1, length >> 16, (length >> 8) & 255, length & 255, 3, 3]));

test('handshakes without an end are cut off, and keep nobody else waiting', async ({ hall }) => {
	const { hostname, port } = new URL(hall.url);
	const long = Array.from({ length: 24 }, () => record(Buffer.alloc(16_384, 0x41)));
	const beginnings = [
		helloOf(0x1fc),
		Buffer.concat([helloOf(0xffffff), ...long]),
		Buffer.alloc(5000, record(Buffer.alloc(0))),
	];
	const before = residentBytes(hall.server.pid);
	let open = 0;
	for (const bytes of Array.from({ length: 80 }, () => beginnings).flat()) {
		const socket = connectPlain(Number(port), hostname);
		open++;
		socket.on('error', () => {});
		socket.on('close', () => open--);
		socket.resume();
		socket.write(bytes);
	}
	await (await hall.at('table/1')).ping();
	await eventually('all are cut off', () => open === 0, 20_000);
	expect(residentBytes(hall.server.pid) - before).toBeLessThan(64 << 20);
});

test('on SIGHUP who comes is shown the new certificate, who is there stays', async ({ hall }) => {
	const table = await hall.at('table/1');
	const before = await shown(hall);
	for (const kind of ['rsa', 'ec'] as const) {
		const last = await shown(hall);
		await replace(hall, { kind });
		hall.server.kill('SIGHUP');
		await eventually('the new one is shown', async () => (await shown(hall)) !== last);
	}
	expect(await shown(hall)).not.toBe(before);
	expect(table.closed).toBeNull();
	expect((await addCard(table, 1, 'Op de oude lijn')).ack.number).toBe('1-1');
	expect((await addCard(await hall.at('table/1'), 1, 'Op een nieuwe')).ack.number).toBe('1-2');
});

test('without a signal too, some seconds after the files were replaced', async ({ hall }) => {
	const before = await shown(hall);
	await replace(hall);
	await eventually('the new one is shown', async () => (await shown(hall)) !== before, 20_000);
	await eventually('it says so', () => hall.server.stderr.includes('is used from now on'));
	expect(hall.server.stderr.match(/is used from now on/g)).toHaveLength(1);
});

test('files that will not do are told of, and change nothing', async ({ hall }) => {
	const before = await shown(hall);
	const { cert, key } = hall.certificate ?? { cert: '', key: '' };
	const other = await (hall.authority as Authority).issue();
	const spoil: [string, () => void][] = [
		['holds no certificate', () => writeFileSync(cert, 'niets\n')],
		['is not that of the certificate', () => copyFileSync(other.cert, cert)],
		['holds no private key', () => writeFileSync(key, '')],
	];
	for (const [word, now] of spoil) {
		now();
		hall.server.kill('SIGHUP');
		await eventually('it says so', () => hall.server.stderr.includes(word));
		expect(await shown(hall)).toBe(before);
	}
	expect(hall.server.stderr).toContain('the certificate in use stays');
	copyFileSync(other.cert, cert);
	copyFileSync(other.key, key);
	hall.server.kill('SIGHUP');
	await eventually('the good one is shown', async () => (await shown(hall)) !== before);
});

test('what is wrong at the start is said, and it does not start', async ({ hall }) => {
	await hall.server.stop();
	const [one, two] = [hall.certificate, await (hall.authority as Authority).issue()];
	const none = join(hall.dir, 'none.pem');
	const empty = join(hall.dir, 'empty.pem');
	writeFileSync(empty, '');
	const [cert, key] = [one?.cert ?? '', one?.key ?? ''];
	for (const [certificate, words] of [
		[{ cert: none, key }, `cannot read ${none}`],
		[{ cert, key: none }, `cannot read ${none}`],
		[{ cert: empty, key }, `${empty} holds no certificate`],
		[{ cert, key: empty }, `${empty} holds no private key`],
		[{ cert, key: two.key }, `the key in ${two.key} is not that`],
	] as const) {
		const failure = await Server.start(hall.db, { certificate }).catch((error) => error);
		expect(failure, words).toBeInstanceOf(NotStarted);
		expect((failure as NotStarted).stderr).toContain(words);
		expect((failure as NotStarted).end.code).toBe(1);
	}
	const half = await run(['serve', '--db', hall.db, '--tls-cert', cert]);
	expect(half.code).toBe(2);
	expect(half.stderr).toContain('go together');
});

test('one that has ended, and a key for everybody, are warned of', async ({ hall }) => {
	await hall.server.stop();
	const certificate = await (hall.authority as Authority).issue({ days: -1 });
	chmodSync(certificate.key, 0o644);
	await hall.serve({ certificate });
	expect(hall.server.stderr).toContain('has ended');
	expect(hall.server.stderr).toContain(`everybody on this machine can read the key`);
	await expect(handshake(hall)).rejects.toThrow('expired');
});

test('metrics say how long the certificate lasts', async ({ hall }) => {
	const left = /^burgertop_certificate_seconds (\d+)$/m.exec(await get(hall, '/metrics'))?.[1];
	expect(Number(left)).toBeGreaterThan(86_400);
	expect(Number(left)).toBeLessThanOrEqual(2 * 86_400);
});

test('a rehearsal plays over it, when it trusts the authority', async ({ hall }) => {
	const { code, stdout } = await rehearse(hall, ['--speed', '600']);
	expect(stdout).toContain('Verdict: Ready');
	expect(code).toBe(0);
});
