// The reader's way through the cards: which one lies open, and which comes after it.
import { batch } from '@preact/signals';
import type { Card } from '../shared/protocol';
import { COMPANY_MS, deal } from './deal';
import { changeSet, type Page } from './page';
import type { List } from './state';
import { isRead, keepPlaces, type World } from './world';

/** Takes in what the server told. */
export function receive(page: Page, world: World): void {
	const { desk } = page;
	batch(() => {
		if (desk.ready.value && hasCompany(page, world)) {
			desk.company.value = page.clock();
		}
		if (world.seq < desk.world.value.seq) {
			forgetAnswers(page);
		}
		desk.world.value = world;
		desk.ready.value = true;
		desk.places.value = keepPlaces(desk.places.value, world.ideas);
		settle(page);
		forgetGone(page);
		if (desk.shown.value === null) {
			showNext(page);
		}
	});
}

/** Whether a card was read by somebody else since the last world. */
function hasCompany({ desk }: Page, world: World): boolean {
	const before = desk.now.cardById.value;
	return world.cards.some((card) => {
		const known = before.get(card.id);
		return known && known !== card && !isRead(known) && isRead(card) && !desk.mine.has(card.id);
	});
}

/** A deed stops being busy when the states have come as far as the server's answer to it. */
export function settle({ desk }: Page): void {
	const { seq } = desk.world.value;
	const left = [...desk.busy.value].filter(([, busy]) => busy.seq === null || busy.seq > seq);
	if (left.length < desk.busy.value.size) {
		desk.busy.value = new Map(left);
	}
}

/** A server restored from a backup counts from earlier on: answers of before say nothing now. */
function forgetAnswers({ desk }: Page): void {
	const open = [...desk.busy.value].filter(([, busy]) => busy.seq === null);
	desk.busy.value = new Map(open);
}

function forgetGone({ desk }: Page): void {
	const { cardById, ideaById } = desk.now;
	if (desk.shown.value && !cardById.value.has(desk.shown.value.id)) {
		desk.shown.value = null;
	}
	if (!ideaById.value.has(desk.selected.value ?? '')) {
		desk.selected.value = null;
	}
	if (!ideaById.value.has(desk.retitle.value?.idea ?? '')) {
		desk.retitle.value = null;
	}
}

export function show({ desk }: Page, card: Card | null): void {
	batch(() => {
		desk.shown.value = card && { id: card.id, version: card.version, wasRead: isRead(card) };
		if (card) {
			desk.again.value = changeSet(desk.again.value, card.id, false);
		}
	});
}

export function open(page: Page, id: string): void {
	const card = page.desk.now.cardById.value.get(id);
	if (card) {
		show(page, card);
	}
}

/** The reader has looked at the newest text. */
export function seen({ desk }: Page): void {
	const card = desk.now.card.value;
	if (card && desk.shown.value) {
		desk.shown.value = { ...desk.shown.value, version: card.version, wasRead: isRead(card) };
	}
}

export function showNext(page: Page): void {
	const { desk } = page;
	if (desk.list.value === 'aside') {
		show(page, desk.now.aside.value[0] ?? null);
		return;
	}
	const next = deal(desk.now.unread.value, {
		seat: desk.seat.value,
		hasCompany: page.clock() - desk.company.value < COMPANY_MS,
		again: desk.again.value,
		skipped: desk.skipped.value,
	});
	show(page, next);
}

/** Where the open card stands in the open list, or -1. */
export function position({ desk }: Page): number {
	const id = desk.shown.value?.id;
	return desk.now.listed.value.findIndex((card) => card.id === id);
}

/** After the card that stood at this place has been dealt with and has left the list. */
export function advance(page: Page, place: number): void {
	const { desk } = page;
	const listed = desk.now.listed.value;
	if (desk.list.value === 'unread' || place < 0) {
		showNext(page);
		return;
	}
	show(page, listed[place] ?? listed[place - 1] ?? null);
}

export function goOn(page: Page, by: 1 | -1): void {
	const { desk } = page;
	const listed = desk.now.listed.value;
	const place = position(page);
	if (place < 0) {
		showNext(page);
		return;
	}
	if (by === 1 && desk.list.value === 'unread') {
		skip(page, listed[place]);
	}
	show(page, listed[(place + by + listed.length) % listed.length] ?? null);
}

function skip({ desk }: Page, card: Card | undefined): void {
	if (card) {
		desk.skipped.value = changeSet(desk.skipped.value, card.id, true);
	}
}

export function chooseTheme(page: Page, theme: string | null): void {
	const { desk } = page;
	batch(() => {
		desk.theme.value = theme;
		desk.typed.value = '';
		if (position(page) < 0) {
			showNext(page);
		}
	});
}

export function chooseList(page: Page, list: List): void {
	const { desk } = page;
	batch(() => {
		desk.list.value = list;
		if (position(page) < 0) {
			showNext(page);
		}
	});
}
