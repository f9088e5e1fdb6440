// Pictures of pages made small: a page has few colours, so a palette does, and text stays as sharp as it was.
import type { Page } from 'playwright-core';
import { png } from '../../web/scripts/png';

/** What the browser reads in a picture: four bytes a pixel. */
async function pixelsOf(page: Page, picture: Buffer) {
	const { width, height, data } = await page.evaluate(async (base64) => {
		const packed = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
		const image = await createImageBitmap(new Blob([packed], { type: 'image/png' }));
		const { width, height } = image;
		const context = new OffscreenCanvas(width, height).getContext('2d');
		context?.drawImage(image, 0, 0);
		let data = '';
		for (const byte of context?.getImageData(0, 0, width, height).data ?? []) {
			data += String.fromCharCode(byte);
		}
		return { width, height, data: btoa(data) };
	}, picture.toString('base64'));
	return { width, height, rgba: Buffer.from(data, 'base64') };
}

type Colour = readonly [number, number, number];

/** 16 steps of each: between black and white the eye sees no fewer in letters. */
const coarse = (byte: number) => Math.round(byte / 17) * 17;

/** The same picture in at most 256 colours: grounds and letters as they are, what lies between them nearly so. */
export async function withPalette(page: Page, picture: Buffer): Promise<Buffer> {
	const { width, height, rgba } = await pixelsOf(page, picture);
	const pixels = Array.from({ length: width * height }, (_, i) => rgba.readUIntBE(4 * i, 3));
	const found = mostFirst(pixels);
	const exact = found.slice(0, 64);
	const between = mostFirst(pixels.map(coarsely)).slice(0, 256 - exact.length);
	const palette = [...exact, ...between].map(colourOf);
	const place = new Map(found.map((pixel) => [pixel, nearest(palette, colourOf(pixel))]));
	const bytes = Uint8Array.from(pixels, (pixel) => place.get(pixel) ?? 0);
	return png({ width, height, bytes, palette });
}

function mostFirst(pixels: number[]): number[] {
	const counts = new Map<number, number>();
	for (const pixel of pixels) {
		counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
	}
	return [...counts].sort(([, a], [, b]) => b - a).map(([pixel]) => pixel);
}

function coarsely(pixel: number): number {
	const [red, green, blue] = colourOf(pixel).map(coarse);
	return ((red ?? 0) << 16) | ((green ?? 0) << 8) | (blue ?? 0);
}

const colourOf = (pixel: number): Colour => [pixel >> 16, (pixel >> 8) & 255, pixel & 255];

function nearest(palette: Colour[], colour: Colour): number {
	const far = (other: Colour) =>
		colour.reduce((sum, part, i) => sum + (part - (other[i] ?? 0)) ** 2, 0);
	const distances = palette.map(far);
	return distances.indexOf(Math.min(...distances));
}
