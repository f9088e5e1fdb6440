// What a stage does besides showing: it keeps its screen awake, and fills it when somebody clicks.

export function keepAwake(): void {
	const ask = () => {
		if (document.visibilityState === 'visible') {
			// Where it is not to be had, whoever set up the screen has told it to stay on.
			navigator.wakeLock?.request('screen').catch(() => undefined);
		}
	};
	document.addEventListener('visibilitychange', ask);
	ask();
}

/** A click is how a person says it: browsers do not let a page fill the screen by itself. */
export function fillScreenOnClick(): void {
	document.addEventListener('click', () => {
		if (!document.fullscreenElement) {
			document.documentElement.requestFullscreen?.().catch(() => undefined);
		}
	});
}
