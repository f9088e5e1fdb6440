// The icon of an installed page as the PNG that home screens ask for: the arch of src/shared/icon.svg, drawn anew.
import { png } from './png';

const ground = [0xd0, 0x02, 0x1b] as const;
const arch = [0xff, 0xff, 0xff] as const;
/** Points a pixel is asked at, in a row and in a column: soft edges. */
const fineness = 4;

/** `part`: how much of the width the drawing takes; a launcher may cut off all but the middle 0.8. */
export function icon(size: number, part = 1): Buffer {
	const bytes: number[] = [];
	for (let y = 0; y < size; y++) {
		for (let x = 0; x < size; x++) {
			const share = coverage(x, y, size, part);
			bytes.push(...ground.map((dark, i) => Math.round(dark + ((arch[i] ?? 0) - dark) * share)));
		}
	}
	return png({ width: size, height: size, bytes: Uint8Array.from(bytes) });
}

/** How much of a pixel lies within the arch. */
function coverage(x: number, y: number, size: number, part: number): number {
	let inside = 0;
	for (let i = 0; i < fineness ** 2; i++) {
		const across = x + ((i % fineness) + 0.5) / fineness;
		const down = y + (Math.floor(i / fineness) + 0.5) / fineness;
		// On the drawing's own grid of 32 by 32, around its middle.
		const toGrid = (at: number) => 16 + ((at / size - 0.5) * 32) / part;
		inside += isArch(toGrid(across), toGrid(down)) ? 1 : 0;
	}
	return inside / fineness ** 2;
}

function isArch(x: number, y: number): boolean {
	const within = (radius: number) =>
		Math.abs(x - 16) <= radius && y <= 25 && (y >= 14 || Math.hypot(x - 16, y - 14) <= radius);
	return within(10) && !within(5);
}
