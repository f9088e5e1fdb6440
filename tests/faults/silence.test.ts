// Peers that fall silent without a goodbye, as when the power of a tablet fails.
import { connect } from 'node:net';
import { addCard, expect, test } from '../lib/hall.js';
import { eventually } from '../lib/proc.js';
import { request } from '../lib/raw.js';
import { upgradeAlone } from './phones.js';

/** A client's message as one masked frame; the mask is of zeros. */
function frame(text: string): Buffer {
	return Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)]);
}

test('a dead line is dropped within half a minute, a quiet one is kept', async ({ hall }) => {
	const quiet = await hall.at('table/1');
	const { hostname, port } = new URL(hall.url);
	// It answers no ping, as what lies behind a dead line does not.
	const dead = connect(Number(port), hostname, () => dead.write(upgradeAlone));
	let heard = '';
	dead.on('data', (data) => {
		heard += data.toString('latin1');
	});
	await eventually('it is let in', () => heard.includes('101 '));
	dead.write(frame('{"t":"hello"}'));
	await eventually('it is welcomed', () => heard.includes('"t":"welcome"'));
	const start = performance.now();
	await eventually('it is dropped', () => dead.readyState !== 'open', 32_000);
	expect(performance.now() - start).toBeGreaterThan(20_000);
	expect((await request(hall.url, '/metrics')).body.toString()).toContain('burgertop_viewers 0\n');
	expect(quiet.closed).toBeNull();
	await addCard(quiet, 1, 'Nog steeds hier');
}, 60_000);
