// What the control room says to this table, until somebody has seen it.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { uuid } from '../shared/id';
import type { Notice } from '../shared/protocol';
import { entriesOf, type Ground } from './ground';

export interface NoticesTask {
	/** Not yet confirmed, the earliest first. */
	unseen: ReadonlySignal<Notice[]>;
	/** Confirmed and not taken back, the latest first. */
	earlier: ReadonlySignal<Notice[]>;
	confirm(notice: string): Promise<void>;
}

export function makeNoticesTask(ground: Ground): NoticesTask {
	const { entities } = ground;
	// Between the answer and the receipt it must not come up once more.
	const confirmed = signal<ReadonlySet<string>>(new Set());
	const isSeen = (notice: Notice): boolean =>
		confirmed.value.has(notice.id) ||
		entities.receipts().some((receipt) => receipt.notice === notice.id) ||
		entriesOf(ground, 'notice.seen').some(({ message }) => message.notice === notice.id);
	const standing = computed(() => {
		entities.version.value;
		return entities
			.notices()
			.filter(({ ended }) => ended === undefined)
			.sort((a, b) => a.at - b.at);
	});
	return {
		unseen: computed(() => standing.value.filter((notice) => !isSeen(notice))),
		earlier: computed(() => standing.value.filter(isSeen).reverse()),
		async confirm(notice) {
			if (!ground.mayAct.value) {
				return;
			}
			confirmed.value = new Set([...confirmed.value, notice]);
			await ground.give({ cmd: 'notice.seen', id: uuid(), notice });
		},
	};
}
