import { gunzipSync } from 'node:zlib';
import { expect, test } from '../lib/hall.js';
import { exchange, request } from '../lib/raw.js';

const pages = ['/', '/table', '/desk', '/control', '/stage', '/wall'];

test('every page is served, with its policy', async ({ hall }) => {
	for (const page of pages) {
		const { status, headers, body } = await request(hall.url, page);
		expect(status, page).toBe(200);
		expect(headers.get('content-type')).toContain('text/html');
		expect(body.toString().toLowerCase()).toContain('<!doctype html>');
		const policy = headers.get('content-security-policy') ?? '';
		expect(policy, page).toContain("default-src 'self'");
		expect(policy, page).toContain("object-src 'none'");
		expect(policy, page).toContain("base-uri 'none'");
		expect(policy.includes("frame-ancestors 'none'"), page).toBe(page !== '/wall');
		expect(headers.get('x-content-type-options'), page).toBe('nosniff');
		expect(headers.get('referrer-policy'), page).toBe('no-referrer');
	}
});

test('a page has no script or style inside, as its policy asks', async ({ hall }) => {
	for (const page of pages) {
		const html = (await request(hall.url, page)).body.toString();
		expect(html, page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\son[a-z]+=|\sstyle=/i);
		expect(html, page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//i);
	}
});

test('what a page asks for is there, and kept for long', async ({ hall }) => {
	const html = (await request(hall.url, '/table')).body.toString();
	const assets = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((m) => m[1] ?? '');
	expect(assets.length).toBeGreaterThan(0);
	for (const asset of assets) {
		const { status, headers } = await request(hall.url, asset);
		expect(status, asset).toBe(200);
		expect(headers.get('cache-control'), asset).toContain('immutable');
	}
});

test('a page that the browser has is not sent again', async ({ hall }) => {
	const first = await request(hall.url, '/wall');
	const etag = first.headers.get('etag') ?? '';
	expect(etag).toMatch(/^"[^"]+"$/);
	const again = await request(hall.url, '/wall', { 'If-None-Match': etag });
	expect(again.status).toBe(304);
	expect(again.body).toHaveLength(0);
	expect(again.headers.get('etag')).toBe(etag);
	const other = await request(hall.url, '/wall', { 'If-None-Match': '"other"' });
	expect(other.status).toBe(200);
});

test('a page comes compressed to who can read that', async ({ hall }) => {
	const plain = await request(hall.url, '/table');
	const packed = await request(hall.url, '/table', { 'Accept-Encoding': 'gzip' });
	expect(plain.headers.get('content-encoding')).toBeUndefined();
	expect(packed.headers.get('content-encoding')).toBe('gzip');
	expect(packed.headers.get('vary')?.toLowerCase()).toContain('accept-encoding');
	expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
});

test('HEAD gives the headers alone', async ({ hall }) => {
	const { status, headers, body } = await request(hall.url, '/wall', {}, 'HEAD');
	expect(status).toBe(200);
	expect(Number(headers.get('content-length'))).toBeGreaterThan(0);
	expect(body).toHaveLength(0);
});

test('other methods are refused', async ({ hall }) => {
	for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
		const answer = await request(hall.url, '/', { 'Content-Length': '0' }, method).catch(
			() => null,
		);
		expect(answer?.status ?? 405, method).toBeGreaterThanOrEqual(400);
	}
	expect((await request(hall.url, '/healthz')).status).toBe(200);
});

test('an unknown path is 404', async ({ hall }) => {
	const { status, body } = await request(hall.url, '/nergens');
	expect(status).toBe(404);
	expect(body.toString()).not.toContain('<');
});

test('no path leads out of the pages', async ({ hall }) => {
	const up = [
		'/../summit.db',
		'/..%2fsummit.db',
		'/%2e%2e/summit.db',
		'/%2e%2e%2fsummit.db.key',
		'/..\\summit.db',
		'/assets/../../summit.db',
		'/assets/..%2f..%2fsummit.db',
		'/....//summit.db',
		'//etc/passwd',
		'/%2fetc/passwd',
		'/../../../../../../etc/passwd',
		'/%c0%ae%c0%ae/etc/passwd',
		'/table%00.html',
		'/summit.db',
		'/summit.db.key',
		`/${'a'.repeat(4000)}`,
		`/${'../'.repeat(1000)}etc/passwd`,
	];
	for (const path of up) {
		const answer = await request(hall.url, path).catch(() => null);
		if (answer && answer.body.length > 0) {
			expect(answer.body.toString(), path).not.toContain('root:');
			expect(answer.body.subarray(0, 6).toString(), path).not.toBe('SQLite');
			expect([200, 301, 302, 304].includes(answer.status), path).toBe(false);
		}
	}
	expect((await request(hall.url, '/healthz')).body.toString().trim()).toBe('ok');
});

test('healthz says ok', async ({ hall }) => {
	const { status, body } = await request(hall.url, '/healthz');
	expect(status).toBe(200);
	expect(body.toString().trim()).toBe('ok');
});

test('metrics are Prometheus text', async ({ hall }) => {
	await hall.at('table/1');
	const { status, body } = await request(hall.url, '/metrics');
	expect(status).toBe(200);
	const lines = body
		.toString()
		.split('\n')
		.filter((l) => l && !l.startsWith('#'));
	expect(lines.length).toBeGreaterThan(3);
	for (const line of lines) {
		expect(line).toMatch(/^[a-z_:][a-z0-9_:]*(\{[^}]*\})? -?[0-9.e+]+$/i);
	}
});

test('several requests go over one connection', async ({ hall }) => {
	const one = `GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n`;
	const last = `GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
	const all = (await exchange(hall.url, one + last)).toString();
	expect(all.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
});

test('a page of another site may not open a socket', async ({ hall }) => {
	const { host } = new URL(hall.url);
	const foreign = [
		'http://evil.example',
		`http://${host}.evil.example`,
		`http://evil.example/${host}`,
		'null',
		'https://127.0.0.1:1',
	];
	for (const origin of foreign) {
		await expect(hall.connect({ origin }), origin).rejects.toThrow();
	}
});

test('a page of the server itself may', async ({ hall }) => {
	const client = await hall.connect({ origin: hall.url });
	expect((await client.hello()).seat).toBe('public');
});

test('a socket without our subprotocol, or elsewhere, is refused', async ({ hall }) => {
	await expect(hall.connect({ protocols: ['other.1'] })).rejects.toThrow();
	await expect(hall.connect({ protocols: [] })).rejects.toThrow();
	await expect(hall.connect({ path: '/elsewhere' })).rejects.toThrow();
});

test('an upgrade to anything else is refused, after a request too', async ({ hall }) => {
	const get = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n';
	for (const to of ['h2c', 'foo', 'websocket2']) {
		const upgrade = `GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: ${to}\r\n\r\n`;
		for (const bytes of [upgrade, get + upgrade]) {
			expect((await exchange(hall.url, bytes)).toString(), to).not.toContain(' 101 ');
		}
	}
	expect((await request(hall.url, '/healthz')).status).toBe(200);
});

test('nonsense instead of HTTP ends the connection, not the server', async ({ hall }) => {
	const nonsense = [
		'\0\0\0\0',
		'GET',
		'\r\n\r\n\r\n',
		'GET / HTTP/9.9\r\n\r\n',
		'x'.repeat(50_000),
	];
	for (const bytes of nonsense) {
		await exchange(hall.url, `${bytes}\r\n\r\n`).catch(() => {});
	}
	expect((await request(hall.url, '/healthz')).status).toBe(200);
});
