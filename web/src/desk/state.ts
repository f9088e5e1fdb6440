// Everything the page remembers, and what follows from it. Plain values in signals: what reads a
// value is worked out again only when that value changes.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Card, Idea, NackCode, Theme } from '../shared/protocol';
import {
	type ById,
	byId,
	cardsByIdea,
	countByTheme,
	type IdeaRow,
	ideaRows,
	isRead,
	laidAside,
	NOTHING,
	ofTheme,
	type Share,
	search,
	shareOf,
	unread,
	type World,
} from './world';

/** What a reader did with a card. */
export type Fate =
	| { readonly to: 'aside' }
	| { readonly to: 'idea'; readonly idea: string }
	| { readonly to: 'new'; readonly idea: string; readonly title: string }
	| { readonly to: 'out' };

/** A card as it was when the reader dealt with it. */
export interface Deed {
	readonly card: string;
	readonly number: string;
	readonly version: number;
	/** The idea that it stood in before. */
	readonly from: string | null;
	readonly fate: Fate;
}

export interface Busy {
	readonly deed: Deed;
	/** The change that the server made of it; null while it has not answered. */
	readonly seq: number | null;
}

export type List = 'unread' | 'aside';

/** The card in the middle, as it was when it came there. */
export interface Shown {
	readonly id: string;
	readonly version: number;
	readonly wasRead: boolean;
}

/** A new idea that is being given its title. Without a card it starts empty. */
export interface Draft {
	readonly theme: string;
	readonly card: { readonly id: string; readonly version: number; readonly number: string } | null;
	readonly title: string;
}

/** An idea whose title is being changed, from the version that the reader saw. */
export interface Retitle {
	readonly idea: string;
	readonly base: number;
	readonly title: string;
	readonly saving: boolean;
}

/** What the reader is told. Words for it are in words.ts. */
export type Notice =
	| { readonly say: 'done' | 'undone'; readonly deed: Deed }
	| { readonly say: 'changed'; readonly card: string; readonly number: string }
	| { readonly say: 'look-again'; readonly number: string }
	| { readonly say: 'colleague'; readonly number: string; readonly idea: string | null }
	| { readonly say: 'made' | 'published' | 'withdrawn' | 'retitled'; readonly title: string }
	| { readonly say: 'title-changed'; readonly title: string }
	| {
			readonly say:
				| 'title-empty'
				| 'choose-theme'
				| 'choose-idea'
				| 'nothing-to-undo'
				| 'no-such-idea';
	  }
	| { readonly say: 'title-long'; readonly most: number }
	| { readonly say: 'refused'; readonly code: NackCode | null };

export interface Desk {
	readonly seat: Signal<number>;
	readonly world: Signal<World>;
	readonly ready: Signal<boolean>;
	readonly titleLimit: Signal<number>;
	/** The theme whose cards are listed; null: all. */
	readonly theme: Signal<string | null>;
	readonly list: Signal<List>;
	readonly shown: Signal<Shown | null>;
	/** The last deed with each card that does not show in the server's states yet. */
	readonly busy: Signal<ReadonlyMap<string, Busy>>;
	/** What can be undone, the last one last. */
	readonly deeds: Signal<readonly Deed[]>;
	readonly again: Signal<ReadonlySet<string>>;
	readonly skipped: Signal<ReadonlySet<string>>;
	/** Cards that this page dealt with itself: another reader's are told by what is missing here. */
	readonly mine: Set<string>;
	/** When a colleague last read a card, by this device's clock. */
	readonly company: Signal<number>;
	readonly places: Signal<ReadonlyMap<string, number>>;
	readonly selected: Signal<string | null>;
	readonly typed: Signal<string>;
	readonly draft: Signal<Draft | null>;
	readonly retitle: Signal<Retitle | null>;
	/** Ideas with a publish or withdraw on its way. */
	readonly moving: Signal<ReadonlySet<string>>;
	readonly notice: Signal<Notice | null>;
	readonly shortcuts: Signal<boolean>;
	readonly now: Derived;
}

/** What follows from the rest. */
export interface Derived {
	readonly themes: ReadonlySignal<readonly Theme[]>;
	readonly themeById: ReadonlySignal<ById<Theme>>;
	/** Cards by the idea that they stand in. */
	readonly groups: ReadonlySignal<ReadonlyMap<string, readonly Card[]>>;
	readonly cardById: ReadonlySignal<ById<Card>>;
	readonly ideaById: ReadonlySignal<ById<Idea>>;
	readonly share: ReadonlySignal<Share>;
	readonly unreadByTheme: ReadonlySignal<ReadonlyMap<string, number>>;
	readonly unread: ReadonlySignal<readonly Card[]>;
	readonly aside: ReadonlySignal<readonly Card[]>;
	/** The list that is open on the left. */
	readonly listed: ReadonlySignal<readonly Card[]>;
	readonly card: ReadonlySignal<Card | null>;
	/** The theme whose ideas stand on the right: of the card, else the chosen one, else of the selected idea. */
	readonly ideaTheme: ReadonlySignal<string | null>;
	readonly rows: ReadonlySignal<readonly IdeaRow[]>;
	/** The rows that the typed words leave; the first nine bear the digits. */
	readonly found: ReadonlySignal<readonly IdeaRow[]>;
	/** A colleague has read the card in the middle while it stood there. */
	readonly colleagueFirst: ReadonlySignal<boolean>;
	readonly changed: ReadonlySignal<boolean>;
}

type Remembered = Omit<Desk, 'now'>;

export function createDesk(): Desk {
	const remembered: Remembered = {
		seat: signal(1),
		world: signal(NOTHING),
		ready: signal(false),
		titleLimit: signal(120),
		theme: signal(null),
		list: signal('unread'),
		shown: signal(null),
		busy: signal(new Map()),
		deeds: signal([]),
		again: signal(new Set()),
		skipped: signal(new Set()),
		mine: new Set(),
		company: signal(Number.NEGATIVE_INFINITY),
		places: signal(new Map()),
		selected: signal(null),
		typed: signal(''),
		draft: signal(null),
		retitle: signal(null),
		moving: signal(new Set()),
		notice: signal(null),
		shortcuts: signal(true),
	};
	return { ...remembered, now: derive(remembered) };
}

function derive(desk: Remembered): Derived {
	const themes = computed(() => desk.world.value.themes);
	const cards = computed(() => desk.world.value.cards);
	const ideas = computed(() => desk.world.value.ideas);
	const cardById = computed(() => byId(cards.value));
	const groups = computed(() => cardsByIdea(cards.value));
	const allUnread = computed(() => unread(cards.value, desk.busy.value));
	const allAside = computed(() => laidAside(cards.value, desk.busy.value));
	const unreadHere = computed(() => ofTheme(allUnread.value, desk.theme.value));
	const aside = computed(() => ofTheme(allAside.value, desk.theme.value));
	const card = computed(() => cardById.value.get(desk.shown.value?.id ?? '') ?? null);
	const ideaById = computed(() => byId(ideas.value));
	const ideaTheme = computed(
		() =>
			card.value?.theme ??
			desk.theme.value ??
			ideaById.value.get(desk.selected.value ?? '')?.theme ??
			null,
	);
	const rows = computed(() =>
		ideaRows(ideas.value, ideaTheme.value, groups.value, desk.places.value),
	);
	return {
		themes,
		themeById: computed(() => byId(themes.value)),
		groups,
		cardById,
		ideaById,
		share: computed(() => shareOf(cards.value)),
		unreadByTheme: computed(() => countByTheme(allUnread.value)),
		unread: unreadHere,
		aside,
		listed: computed(() => (desk.list.value === 'unread' ? unreadHere.value : aside.value)),
		card,
		ideaTheme,
		rows,
		found: computed(() => search(rows.value, desk.typed.value)),
		colleagueFirst: computed(() => isColleagueFirst(desk, card.value)),
		changed: computed(
			() => card.value !== null && card.value.version !== desk.shown.value?.version,
		),
	};
}

function isColleagueFirst(desk: Remembered, card: Card | null): boolean {
	if (!card || desk.shown.value?.wasRead !== false) {
		return false;
	}
	return isRead(card) && !desk.busy.value.has(card.id) && !desk.mine.has(card.id);
}
