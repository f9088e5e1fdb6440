// Whether two pictures of a page are the same in certain places. A browser reads the pictures: it can.
import type { Browser, Page } from 'playwright-core';

export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** A page that reads pictures, one for a browser. */
const readers = new WeakMap<Browser, Promise<Page>>();

function readerOf(browser: Browser): Promise<Page> {
	const reader = readers.get(browser) ?? browser.newPage();
	readers.set(browser, reader);
	return reader;
}

/** The boxes in which more than a few pixels differ. */
export async function boxesThatDiffer<T extends Box>(
	browser: Browser,
	one: Buffer,
	other: Buffer,
	boxes: T[],
): Promise<T[]> {
	const page = await readerOf(browser);
	const pictures = [one, other].map((picture) => picture.toString('base64'));
	const found = await page.evaluate(compare, { pictures, boxes: boxes.map(whole) });
	return boxes.filter((_, i) => (found[i] ?? 0) > 4);
}

function whole({ x, y, width, height }: Box): Box {
	const [left, top] = [Math.max(0, Math.round(x)), Math.max(0, Math.round(y))];
	return { x: left, y: top, width: Math.floor(width), height: Math.floor(height) };
}

/** Runs in the page: how many pixels of each box differ. */
async function compare({ pictures, boxes }: { pictures: string[]; boxes: Box[] }) {
	const drawn = pictures.map(async (base64) => {
		const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
		const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
		const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
		context?.drawImage(image, 0, 0);
		return context;
	});
	const [a, b] = await Promise.all(drawn);
	return boxes.map(({ x, y, width, height }) => {
		const [left, right] = [a, b].map((one) => one?.getImageData(x, y, width, height).data);
		let differ = 0;
		for (let i = 0; i < (left?.length ?? 0); i += 4) {
			const far = [0, 1, 2].some(
				(c) => Math.abs((left?.[i + c] ?? 0) - (right?.[i + c] ?? 0)) > 24,
			);
			differ += far ? 1 : 0;
		}
		return differ;
	});
}
