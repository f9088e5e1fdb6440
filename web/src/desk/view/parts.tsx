// Small parts that the three regions share.
import type { Signal } from '@preact/signals';
import type { Page } from '../page';
import type { Desk } from '../state';
import { texts } from '../texts';

export interface DeskProps {
	readonly page: Page;
	/** The server's clock, in milliseconds, rounded so that it changes a few times a minute. */
	readonly clock: { readonly value: number };
}

/** The key that does the same; the words beside it say what. */
export function Key({ desk, of }: { desk: Desk; of: string }) {
	return desk.shortcuts.value ? (
		<span class="key" aria-hidden="true">
			{of}
		</span>
	) : null;
}

export function minutesSince(at: number | undefined, now: number): number {
	return at === undefined ? 0 : Math.max(0, Math.floor((now - at) / 60_000));
}

/** The start of a long list, and a way to more of it. */
export function More({ limit, step, of }: { limit: Signal<number>; step: number; of: number }) {
	const left = of - limit.value;
	if (left <= 0) {
		return null;
	}
	return (
		<button type="button" class="plain more" onClick={() => (limit.value += step)}>
			{texts.value.desk.more(left)}
		</button>
	);
}
