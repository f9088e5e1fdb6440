// Where the theme team's page comes together: the line to the server, the state, the keys, the view.
import '../shared/tokens.css';
import '../shared/base.css';
import './page.css';
import { computed, effect } from '@preact/signals';
import { render } from 'preact';
import { tick } from '../shared/clock';
import type { Entities } from '../shared/entities';
import { Entrance } from '../shared/entrance';
import { uuid } from '../shared/id';
import { goLive } from '../shared/live';
import type { EntityType } from '../shared/protocol';
import { readStored, writeStored } from '../shared/stored';
import { speak } from '../shared/texts';
import { intentOf } from './keys';
import type { Page } from './page';
import { carryOutIntent } from './press';
import { receive } from './reading';
import { createDesk } from './state';
import { texts } from './texts';
import { App } from './view/app';
import { given, type World } from './world';

const SHORTCUTS = 'burgertop:desk:shortcuts';

const spoken = speak();
const live = goLive({ page: 'desk' });
const desk = createDesk();
const page: Page = { desk, perform: (order) => live.perform(order), newId: uuid, clock: Date.now };

/** The next world: lists in which nothing changed stay the same ones, and so does what shows them. */
function worldAfter(entities: Entities, changed: ReadonlySet<EntityType>): World {
	const old = desk.world.value;
	return {
		seq: entities.cursor ?? 0,
		themes: changed.has('theme') ? entities.themes() : old.themes,
		cards: changed.has('card') ? given(entities.cards()) : old.cards,
		ideas: changed.has('idea') ? entities.ideas() : old.ideas,
	};
}

// A burst of states is drawn once: a frame is soon enough for a reader.
const changed = new Set<EntityType>();
let isAwaited = false;
live.entities.onChange((changes) => {
	for (const { type } of changes) {
		changed.add(type);
	}
	if (isAwaited) {
		return;
	}
	isAwaited = true;
	setTimeout(() => {
		isAwaited = false;
		const world = worldAfter(live.entities, changed);
		changed.clear();
		receive(page, world);
	}, 16);
});

effect(() => {
	desk.seat.value = live.seat.value?.number ?? 1;
	desk.titleLimit.value = live.seat.value?.limits.title ?? 120;
});

desk.shortcuts.value = readStored(SHORTCUTS) !== 'off';
effect(() => {
	writeStored(SHORTCUTS, desk.shortcuts.value ? 'on' : 'off');
});

effect(() => {
	document.title = `${texts.value.desk.seat(desk.seat.value)}, ${texts.value.shared.name}`;
});

function isWriting(target: EventTarget | null): boolean {
	return (
		target instanceof HTMLElement &&
		(target.isContentEditable || target.matches('input, textarea, select'))
	);
}

addEventListener('keydown', (event) => {
	const situation = { writing: isWriting(event.target), shortcuts: desk.shortcuts.value };
	const intent = intentOf(event, situation);
	if (!intent || event.defaultPrevented) {
		return;
	}
	event.preventDefault();
	carryOutIntent(page, intent);
	if (intent.do === 'search') {
		document.getElementById('find')?.focus();
	} else if (situation.writing && intent.do === 'leave') {
		(event.target as HTMLElement).blur();
	}
});

// Another card is read from its top, and its row is in sight. On a narrow screen the regions do not
// scroll apart, and the page must stay where it is.
effect(() => {
	if (desk.shown.value?.id && matchMedia('(min-width: 64rem)').matches) {
		requestAnimationFrame(() => {
			document.getElementById('card')?.scrollTo({ top: 0 });
			document.querySelector('.row[aria-current=true]')?.scrollIntoView({ block: 'nearest' });
		});
	}
});

// A form that closes takes the focus with it; the card is where the reader goes on.
effect(() => {
	if (!desk.draft.value && !desk.retitle.value) {
		setTimeout(() => {
			if (document.activeElement === document.body) {
				document.getElementById('card')?.focus({ preventScroll: true });
			}
		});
	}
});

addEventListener('beforeunload', (event) => {
	if (live.pending.value > 0) {
		event.preventDefault();
	}
});

const clock = computed(() => {
	tick.value;
	return Math.floor(live.now() / 15_000) * 15_000;
});

async function show(root: HTMLElement): Promise<void> {
	await spoken;
	render(
		<Entrance live={live} name={() => texts.value.desk.page}>
			<App page={page} clock={clock} live={live} />
		</Entrance>,
		root,
	);
}

const root = document.getElementById('page');
if (root) {
	void show(root);
}
