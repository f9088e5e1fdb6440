// A picture as PNG, from its pixels.
import { deflateSync } from 'node:zlib';

type Colour = readonly [red: number, green: number, blue: number];

export interface Pixels {
	width: number;
	height: number;
	/** Row by row: three bytes a pixel, or, with a palette, one that says which of its colours. */
	bytes: Uint8Array;
	/** At most 256. */
	palette?: readonly Colour[];
}

export function png({ width, height, bytes, palette }: Pixels): Buffer {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	// Eight bits for each byte; of three colours, or of a palette.
	head.set([8, palette ? 3 : 2], 8);
	const wide = bytes.length / height;
	const rows = Buffer.alloc((wide + 1) * height);
	for (let y = 0; y < height; y++) {
		// Each row begins with its filter: none.
		rows.set(bytes.subarray(y * wide, (y + 1) * wide), y * (wide + 1) + 1);
	}
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', head),
		...(palette ? [chunk('PLTE', Buffer.from(palette.flat()))] : []),
		chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const out = Buffer.alloc(body.length + 8);
	out.writeUInt32BE(data.length, 0);
	body.copy(out, 4);
	out.writeUInt32BE(crc32(body), body.length + 4);
	return out;
}

function crc32(data: Buffer): number {
	let crc = 0xffffffff;
	for (const byte of data) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit++) {
			crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
		}
	}
	return ~crc >>> 0;
}
