// What moves on a stage: only what came or rose, by transform and opacity, and then it rests.

const still = matchMedia('(prefers-reduced-motion: reduce)');
const ease = 'cubic-bezier(0.2, 0, 0, 1)';

function run(element: Element, frames: Keyframe[], options: KeyframeAnimationOptions): Animation {
	return element.animate(frames, { easing: ease, fill: 'backwards', ...options });
}

/** Lets elements glide from where they were to where a change puts them. */
export function glide(elements: readonly HTMLElement[], change: () => void): void {
	const before = new Map(elements.map((one) => [one, one.getBoundingClientRect()]));
	change();
	if (still.matches) {
		return;
	}
	for (const [element, old] of before) {
		if (element.isConnected) {
			const now = element.getBoundingClientRect();
			const [x, y] = [old.left - now.left, old.top - now.top];
			if (Math.abs(x) + Math.abs(y) > 1) {
				run(element, [{ transform: `translate(${x}px, ${y}px)` }, { transform: 'none' }], {
					duration: 900,
				});
			}
		}
	}
}

/** A page's lines come one after the other, from just below their place. */
export function comeIn(elements: readonly Element[], delay = 0): void {
	elements.forEach((element, i) => {
		const from = still.matches ? 'none' : 'translateY(calc(3 * var(--u)))';
		run(
			element,
			[
				{ opacity: 0, transform: from },
				{ opacity: 1, transform: 'none' },
			],
			{ duration: 700, delay: delay + (still.matches ? 0 : i * 70) },
		);
	});
}

/** Fades out, and is gone. */
export function fadeAway(element: HTMLElement, duration = 400): void {
	element.inert = true;
	const fading = run(element, [{ opacity: 1 }, { opacity: 0 }], { duration, fill: 'forwards' });
	// Also when a browser cancels it, as one does for a page in the background.
	fading.finished.then(
		() => element.remove(),
		() => element.remove(),
	);
}

export function fadeIn(element: Element, duration = 800, delay = 0): void {
	run(element, [{ opacity: 0 }, { opacity: 1 }], { duration, delay });
}

/** Underlines what has just come, for as long as it takes to notice from the last row. */
export function underline(element: HTMLElement, delay = 0): void {
	const line = document.createElement('span');
	line.className = 'underline';
	element.append(line);
	if (!still.matches) {
		run(line, [{ transform: 'scaleX(0)' }, { transform: 'scaleX(1)' }], { duration: 1200, delay });
	}
	setTimeout(() => fadeAway(line, 1500), 14_000 + delay);
}
