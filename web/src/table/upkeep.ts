// What the tablet's page does without being asked: it keeps a copy of itself, keeps the screen awake in a round,
// asks the browser to keep the store, and at the end of the day leaves nothing behind.
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { askToPersist, type Missing, persisted, whatIsMissing } from '../shared/ability';
import { stayAwake } from '../shared/awake';
import { type Copy, keepCopy } from '../shared/copy';
import type { Device } from '../shared/device';
import type { Drafts } from '../shared/drafts';
import type { Live } from '../shared/live';
import type { Outbox } from '../shared/outbox';
import { handsOff } from '../shared/still';
import { makeWipe, onWiped, type Wipe } from '../shared/wipe';
import type { TableState } from './state';

export interface Upkeep {
	copy: Copy;
	/** What this browser cannot do; worth one calm line. */
	missing: readonly Missing[];
	/** The browser promised to keep the store. */
	persisted: ReadonlySignal<boolean | undefined>;
	wipe: Wipe;
	/** Everything was removed from this device: there is nothing to show but that. */
	wiped: ReadonlySignal<boolean>;
}

export interface UpkeepOptions {
	state: TableState;
	live: Live;
	device: Device;
	outbox: Outbox;
	drafts: Drafts;
	/** Ends all that would speak to the server, or write anew. */
	stop(): void;
}

const stillAfter = 20_000;

export function keepUp(options: UpkeepOptions): Upkeep {
	const { state, live, device, outbox, drafts, stop } = options;
	const still = handsOff(stillAfter);
	const copy = keepCopy({
		worker: '/table-worker.js',
		page: '/table',
		calm: computed(() => still.value && isCalm(state)),
		reload: () => location.reload(),
	});
	const wiped = signal(false);
	const leave = () => {
		stop();
		wiped.value = true;
	};
	const wipe = makeWipe({ device, outbox, drafts, copy, stop });
	onWiped(() => {
		leave();
		drafts.close();
		void device.wipe().catch(() => undefined);
	});
	stayAwake(computed(() => state.open.value !== undefined));
	effect(() => {
		if (live.status.value === 'online') {
			copy.look();
		}
	});
	const hasCards = computed(() => outbox.entries.value.length > 0);
	effect(() => {
		if (hasCards.value) {
			void askToPersist();
		}
	});
	return {
		copy,
		missing: whatIsMissing(),
		persisted,
		wipe: { ...wipe, wipe: () => wipe.wipe().then(leave) },
		wiped,
	};
}

/** Nothing is asked of the table, nothing stands in the field, nothing of this seat waits for the server. */
export function isCalm({ step, draft, waiting }: TableState): boolean {
	const kind = step.value?.kind;
	const asked = kind === 'round' || kind === 'weighing';
	return !asked && draft.value.text === '' && waiting.value === 0;
}
