// What a reader does with ideas: make, title, publish, withdraw, find.
import { batch } from '@preact/signals';
import type { Idea, Order } from '../shared/protocol';
import { cardToDecide, carryOut, deedWith } from './deeds';
import { changeSet, codeOf, type Page, tell } from './page';
import type { Draft } from './state';
import { lengthOf } from './world';

export function select({ desk }: Page, idea: string | null): void {
	batch(() => {
		desk.selected.value = desk.selected.value === idea ? null : idea;
		desk.retitle.value = null;
	});
}

export function selectRow(page: Page, row: number): void {
	const found = page.desk.now.found.value[row];
	if (found) {
		select(page, found.idea.id);
	} else {
		tell(page, { say: 'no-such-idea' });
	}
}

/** Opens the field for a new idea, with the card that lies open or, when none does, without one. */
export function startDraft(page: Page): void {
	const { desk } = page;
	const hasCard = desk.now.card.value !== null;
	const card = cardToDecide(page);
	const theme = desk.now.ideaTheme.value;
	if (hasCard && !card) {
		return;
	}
	if (theme === null) {
		tell(page, { say: 'choose-theme' });
		return;
	}
	const part = card && { id: card.id, version: card.version, number: card.number };
	desk.draft.value = { theme, card: part, title: '' };
}

export function closeDraft({ desk }: Page): void {
	desk.draft.value = null;
}

/** The title as it will be sent, or null after saying what is wrong with it. */
function titleOf(page: Page, typed: string): string | null {
	const title = typed.trim();
	const most = page.desk.titleLimit.value;
	if (title === '') {
		tell(page, { say: 'title-empty' });
	} else if (lengthOf(title) > most) {
		tell(page, { say: 'title-long', most });
	} else {
		return title;
	}
	return null;
}

export function saveDraft(page: Page): void {
	const { desk } = page;
	const draft = desk.draft.value;
	const title = draft && titleOf(page, draft.title);
	if (!draft || title === null) {
		return;
	}
	batch(() => {
		desk.draft.value = null;
		addIdea(page, { ...draft, title });
	});
}

function addIdea(page: Page, draft: Draft): void {
	const { theme, title } = draft;
	const id = page.newId();
	const card = page.desk.now.cardById.value.get(draft.card?.id ?? '');
	const order = { cmd: 'idea.add', id, theme, title } as const;
	if (!card || !draft.card) {
		addEmpty(page, draft, { ...order, cards: [] });
		return;
	}
	const { version } = draft.card;
	const deed = deedWith(page, { ...card, version }, { to: 'new', idea: id, title });
	carryOut(page, deed, { ...order, cards: [{ id: card.id, version }] }, () => restore(page, draft));
	// With nothing more to read, what was just made is what the reader goes on with.
	if (page.desk.now.card.value === null) {
		page.desk.selected.value = id;
	}
}

function addEmpty(page: Page, draft: Draft, order: Order): void {
	page.perform(order).then(
		() => tell(page, { say: 'made', title: draft.title }),
		(refusal: unknown) => {
			tell(page, { say: 'refused', code: codeOf(refusal) });
			restore(page, draft);
		},
	);
}

/** A refused idea comes back with its title, for the card as it is now: no typing is lost. */
function restore({ desk }: Page, draft: Draft): void {
	if (desk.draft.value) {
		return;
	}
	const card = desk.now.cardById.value.get(draft.card?.id ?? '');
	const part = card ? { id: card.id, version: card.version, number: card.number } : null;
	desk.draft.value = { ...draft, card: part };
	if (card) {
		desk.shown.value = { id: card.id, version: card.version, wasRead: false };
	}
}

export function startRetitle({ desk }: Page, idea: Idea): void {
	const { id, version, title } = idea;
	desk.retitle.value = { idea: id, base: version, title, saving: false };
}

export function closeRetitle({ desk }: Page): void {
	desk.retitle.value = null;
}

/** base is the version whose title the reader had before them when they pressed save. */
export function saveRetitle(page: Page, base: number): void {
	const { desk } = page;
	const retitle = desk.retitle.value;
	const title = retitle && titleOf(page, retitle.title);
	if (!retitle || retitle.saving || title === null) {
		return;
	}
	const id = retitle.idea;
	desk.retitle.value = { ...retitle, title, base, saving: true };
	const isOpen = () => desk.retitle.value?.idea === id;
	page.perform({ cmd: 'idea.edit', id, base, title }).then(
		() =>
			batch(() => {
				tell(page, { say: 'retitled', title });
				if (isOpen()) {
					desk.retitle.value = null;
				}
			}),
		(refusal: unknown) =>
			batch(() => {
				const last = desk.retitle.value;
				if (isOpen() && last) {
					desk.retitle.value = { ...last, saving: false };
				}
				aboutTitle(page, id, refusal);
			}),
	);
}

/** Says why the server refused something that was based on an idea's title. */
function aboutTitle(page: Page, id: string, refusal: unknown): void {
	const code = codeOf(refusal);
	const idea = page.desk.now.ideaById.value.get(id);
	if (code === 'version_changed' && idea) {
		tell(page, { say: 'title-changed', title: idea.title });
	} else {
		tell(page, { say: 'refused', code });
	}
}

export function publishSelected(page: Page): void {
	const idea = page.desk.now.ideaById.value.get(page.desk.selected.value ?? '');
	if (!idea) {
		tell(page, { say: 'choose-idea' });
	} else if (idea.state === 'draft') {
		publish(page, idea);
	} else {
		tell(page, { say: 'published', title: idea.title });
	}
}

export function publish(page: Page, idea: Idea): void {
	const { id, version } = idea;
	move(page, idea, { cmd: 'idea.publish', id, version }, 'published');
}

export function withdraw(page: Page, idea: Idea): void {
	move(page, idea, { cmd: 'idea.withdraw', id: idea.id }, 'withdrawn');
}

function move(page: Page, idea: Idea, order: Order, say: 'published' | 'withdrawn'): void {
	const { moving } = page.desk;
	if (moving.value.has(idea.id)) {
		return;
	}
	moving.value = changeSet(moving.value, idea.id, true);
	const done = () => {
		moving.value = changeSet(moving.value, idea.id, false);
	};
	page.perform(order).then(
		() =>
			batch(() => {
				done();
				tell(page, { say, title: idea.title });
			}),
		(refusal: unknown) =>
			batch(() => {
				done();
				aboutTitle(page, idea.id, refusal);
			}),
	);
}
