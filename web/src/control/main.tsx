// Where the control room comes together: the line to the server, the state, the view.
import '../shared/tokens.css';
import '../shared/base.css';
import './page.css';
import { effect } from '@preact/signals';
import { render } from 'preact';
import type { Entities } from '../shared/entities';
import { Entrance } from '../shared/entrance';
import { goLive } from '../shared/live';
import { speak } from '../shared/texts';
import { type Page, receive } from './actions';
import type { Hall } from './hall';
import { createControl } from './state';
import { texts } from './texts';
import { App } from './view/app';

const spoken = speak();
const live = goLive({ page: 'control' });
const page: Page = {
	control: createControl(),
	perform: (order) => live.perform(order),
	later: (what, ms) => setTimeout(what, ms),
};

function hallOf(entities: Entities): Hall {
	return {
		summit: entities.summit() ?? null,
		steps: entities.steps(),
		rooms: entities.rooms(),
		tables: entities.tables(),
		themes: entities.themes(),
		scenes: entities.scenes(),
		tallies: entities.tallies(),
		cards: entities.cards(),
	};
}

// Tables send many cards a second at the end of a round; the counts need not show each apart.
let isAwaited = false;
live.entities.onChange(() => {
	if (isAwaited) {
		return;
	}
	isAwaited = true;
	setTimeout(() => {
		isAwaited = false;
		receive(page, hallOf(live.entities));
	}, 50);
});

effect(() => {
	document.title = `${texts.value.control.page}, ${texts.value.shared.name}`;
});

async function show(root: HTMLElement): Promise<void> {
	await spoken;
	render(
		<Entrance live={live} name={() => texts.value.control.page}>
			<App page={page} live={live} />
		</Entrance>,
		root,
	);
}

const root = document.getElementById('page');
if (root) {
	void show(root);
}
