// What a reader does with a card. Each deed goes to the server and the reader goes on to the next
// card at once: waiting for the answer would cost the hall minutes.
import { batch } from '@preact/signals';
import type { Card, Order } from '../shared/protocol';
import { changeMap, changeSet, codeOf, type Page, tell } from './page';
import { advance, open, position, seen, settle, show } from './reading';
import type { Busy, Deed, Fate } from './state';

/**
 * The card in the middle, if the reader may decide on it. Not when a colleague was first or the text
 * changed under their eyes: the key that was on its way down was meant for something else.
 */
export function cardToDecide(page: Page): Card | null {
	const { desk } = page;
	const card = desk.now.card.value;
	if (!card) {
		return null;
	}
	if (desk.now.colleagueFirst.value) {
		tell(page, { say: 'colleague', number: card.number, idea: card.idea ?? null });
		advance(page, -1);
		return null;
	}
	if (desk.now.changed.value) {
		tell(page, { say: 'look-again', number: card.number });
		seen(page);
		return null;
	}
	return card;
}

export function layAside(page: Page): void {
	const card = cardToDecide(page);
	if (!card) {
		return;
	}
	const order: Order = { cmd: 'card.read', id: card.id, version: card.version };
	carryOut(page, deedWith(page, card, { to: 'aside' }), order);
}

export function place(page: Page, idea: string): void {
	const card = cardToDecide(page);
	if (!card) {
		return;
	}
	const order: Order = { cmd: 'card.place', id: card.id, version: card.version, idea };
	carryOut(page, deedWith(page, card, { to: 'idea', idea }), order);
}

/** By the digit beside an idea. */
export function placeInRow(page: Page, row: number): void {
	const found = page.desk.now.found.value[row];
	if (found) {
		place(page, found.idea.id);
	} else {
		tell(page, { say: 'no-such-idea' });
	}
}

export function takeOut(page: Page, card: Card): void {
	const order: Order = { cmd: 'card.place', id: card.id, version: card.version };
	carryOut(page, deedWith(page, card, { to: 'out' }), order);
}

/** The idea that a card stands in once everything underway has arrived. */
function standsIn({ desk }: Page, card: Card): string | null {
	const fate = desk.busy.value.get(card.id)?.deed.fate;
	if (fate?.to === 'out') {
		return null;
	}
	if (fate?.to === 'idea' || fate?.to === 'new') {
		return fate.idea;
	}
	return card.idea ?? null;
}

export function deedWith(page: Page, card: Card, fate: Fate): Deed {
	const { id, number, version } = card;
	return { card: id, number, version, from: standsIn(page, card), fate };
}

/** Sends a deed, remembers it for undoing, and goes on. onRefused may put something right first. */
export function carryOut(page: Page, deed: Deed, order: Order, onRefused?: () => void): void {
	const { desk } = page;
	const place = position(page);
	batch(() => {
		desk.deeds.value = [...desk.deeds.value.slice(-49), deed];
		tell(page, { say: 'done', deed });
		send(page, deed, order, onRefused);
		if (desk.shown.value?.id === deed.card) {
			advance(page, place);
		}
	});
}

function send(page: Page, deed: Deed, order: Order, onRefused?: () => void): void {
	const { desk } = page;
	const busy: Busy = { deed, seq: null };
	desk.mine.add(deed.card);
	desk.busy.value = changeMap(desk.busy.value, deed.card, busy);
	const isLast = () => desk.busy.value.get(deed.card) === busy;
	page.perform(order).then(
		({ seq }) => {
			// The answer comes before the state that shows it; until then the card must not return.
			if (isLast()) {
				desk.busy.value = changeMap(desk.busy.value, deed.card, { deed, seq });
			}
			settle(page);
		},
		(refusal: unknown) =>
			batch(() => {
				if (isLast()) {
					desk.busy.value = changeMap(desk.busy.value, deed.card, null);
				}
				refused(page, deed, refusal);
				onRefused?.();
			}),
	);
}

function refused(page: Page, deed: Deed, refusal: unknown): void {
	const { desk } = page;
	const code = codeOf(refusal);
	desk.mine.delete(deed.card);
	desk.deeds.value = desk.deeds.value.filter((one) => one !== deed);
	if (code !== 'version_changed') {
		tell(page, { say: 'refused', code });
		return;
	}
	desk.again.value = changeSet(desk.again.value, deed.card, true);
	tell(page, { say: 'changed', card: deed.card, number: deed.number });
}

/** Takes the last deed back, as far as the protocol can: a card that was read stays read. */
export function undo(page: Page): void {
	const { desk } = page;
	const deed = desk.deeds.value.at(-1);
	if (!deed) {
		tell(page, { say: 'nothing-to-undo' });
		return;
	}
	batch(() => {
		desk.deeds.value = desk.deeds.value.slice(0, -1);
		tell(page, { say: 'undone', deed });
		reopen(page, deed);
		if (deed.fate.to !== 'aside') {
			sendBack(page, deed);
		}
	});
}

function sendBack(page: Page, deed: Deed): void {
	const fate: Fate = deed.from === null ? { to: 'out' } : { to: 'idea', idea: deed.from };
	const order: Order = { cmd: 'card.place', id: deed.card, version: deed.version };
	send(page, { ...deed, fate }, deed.from === null ? order : { ...order, idea: deed.from });
}

function reopen(page: Page, deed: Deed): void {
	open(page, deed.card);
	const { shown } = page.desk;
	if (shown.value?.id === deed.card) {
		shown.value = { ...shown.value, wasRead: true };
	}
}

/** Opens a card whose text had changed while it was being dealt with. */
export function lookAgain(page: Page, id: string): void {
	const card = page.desk.now.cardById.value.get(id);
	batch(() => {
		tell(page, null);
		if (card) {
			show(page, card);
		}
	});
}
