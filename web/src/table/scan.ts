// Reads the QR code of a table's link with the tablet's camera, where the browser can do so by itself.
import { tokenOf } from '../shared/seat';

interface Detector {
	detect(image: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
interface DetectorClass {
	new (options: { formats: string[] }): Detector;
}

declare global {
	interface Window {
		BarcodeDetector?: DetectorClass;
	}
}

const lookEvery = 200;

/** The installed app has no address bar: elsewhere the tablet's own camera app opens the link. */
export function isInstalled(): boolean {
	return matchMedia('(display-mode: standalone)').matches;
}

export function canScan(): boolean {
	return isInstalled() && window.BarcodeDetector !== undefined && 'mediaDevices' in navigator;
}

/** The key in a table's link; undefined: it is another code. */
export function tokenIn(code: string): string | undefined {
	try {
		const { pathname, hash } = new URL(code);
		return pathname === '/table' ? tokenOf(hash) : undefined;
	} catch {
		return undefined;
	}
}

export interface Scan {
	found(token: string): void;
	/** There was a code, and it was not a table's. */
	other(): void;
	/** No camera, or nobody allowed it. */
	failed(): void;
}

/** Shows the camera's picture in `video` until a table's code was found. Returns how to stop. */
export function scan(video: HTMLVideoElement, { found, other, failed }: Scan): () => void {
	let stream: MediaStream | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let stopped = false;
	const stop = () => {
		stopped = true;
		clearTimeout(timer);
		for (const track of stream?.getTracks() ?? []) {
			track.stop();
		}
	};
	const look = async (detector: Detector) => {
		const codes = await detector.detect(video).catch(() => []);
		if (stopped) {
			return;
		}
		const tokens = codes.flatMap(({ rawValue }) => tokenIn(rawValue) ?? []);
		if (tokens[0] !== undefined) {
			stop();
			found(tokens[0]);
			return;
		}
		if (codes.length > 0) {
			other();
		}
		timer = setTimeout(() => void look(detector), lookEvery);
	};
	const begin = async () => {
		const Class = window.BarcodeDetector;
		if (!Class) {
			throw new Error('this browser reads no codes');
		}
		const detector = new Class({ formats: ['qr_code'] });
		stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
		if (stopped) {
			stop();
			return;
		}
		video.srcObject = stream;
		await video.play();
		await look(detector);
	};
	begin().catch(() => {
		if (!stopped) {
			stop();
			failed();
		}
	});
	return stop;
}
