/**
 * Does the work at once, and when asked again soon, once more after the pause: a page that draws a whole summit need not
 * do so at each of many changes.
 */
export function calmly(work: () => void, pause: number): () => void {
	let resting = false;
	let again = false;
	const run = () => {
		resting = true;
		again = false;
		work();
		setTimeout(() => {
			resting = false;
			if (again) {
				run();
			}
		}, pause);
	};
	return () => {
		if (resting) {
			again = true;
		} else {
			run();
		}
	};
}
