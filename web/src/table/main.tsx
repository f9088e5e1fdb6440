// The tablet page: the only place that knows connection, store, state and view together.
import '../shared/tokens.css';
import '../shared/base.css';
import './page.css';
import './cards.css';
import './door.css';
import './tasks.css';
import { computed, effect, untracked } from '@preact/signals';
import { render } from 'preact';
import { batteryLevel } from '../shared/battery';
import { type Device, openDevice } from '../shared/device';
import { Drafts } from '../shared/drafts';
import { uuid } from '../shared/id';
import { goLive, type Live } from '../shared/live';
import { Outbox } from '../shared/outbox';
import type { Command } from '../shared/protocol';
import { openKeys } from '../shared/seat';
import { inSight } from '../shared/still';
import { backStored } from '../shared/stored';
import { speak, texts } from '../shared/texts';
import { makeActions } from './actions';
import { type Errand, watchErrands } from './courier';
import { keepField, takeBackRefused } from './field';
import type { Ground } from './ground';
import { openPlaces, type Place } from './places';
import { isOf, makeState, type TableState } from './state';
import { makeTasks, type Tasks } from './tasks';
import { keepUp } from './upkeep';
import { Page } from './view/page';

/** A short gap in the hall's Wi-Fi is not worth a word. */
const awayAfter = 2500;
const reportAtMostEvery = 10_000;

async function start(): Promise<void> {
	const spoken = speak('table');
	const device = await openDevice();
	await backStored(device);
	const outbox = new Outbox(device);
	const drafts = new Drafts(device);
	await Promise.all([outbox.load(), drafts.load()]);
	const keys = openKeys('table');
	const places = openPlaces();
	const live = goLive({ page: 'table', outbox, device, keys });
	const state = makeState({
		entities: live.entities,
		seat: live.seat,
		line: live.status,
		refusal: live.refusal,
		replaced: live.replaced,
		presence: live.presence,
		entries: outbox.entries,
		durable: computed(() => outbox.durable.value && drafts.durable.value),
		place: places.current,
		former: places.former,
	});
	const actions = makeActions(state, {
		add: (card, where) => outbox.add(card, where),
		remove: (op) => outbox.remove(op),
		readDraft: (of) => drafts.read(of, 'field'),
		writeDraft: (of, field) => drafts.write(of, 'field', field),
		perform: (order) => live.perform(order),
		join: (code) => live.join(code),
		take: (token) => live.take(token),
		leave: () => live.leave(),
		settle() {
			const seat = live.seat.value;
			if (seat && keys.token !== undefined) {
				const { summit, name, number } = seat;
				places.settle({ summit, seat: name, number, token: keys.token });
			}
		},
	});
	effect(() => {
		// With a new code to the same table: its new key is the one to keep.
		const settled = places.current.value?.token;
		if (state.screen.value === 'work' && !state.observes.value && settled !== keys.token) {
			actions.confirm();
		}
	});
	keepField(state, actions);
	takeBackRefused(state, actions, inSight());
	watchTitle(live);
	watchLine(state);
	watchHeight();
	const stopErrands = watchErrands(places, outbox.entries, live.seat, (place) =>
		goFor(place, keys.device, device),
	);
	report(live, state);
	const stop = () => {
		stopErrands();
		live.stop();
	};
	const upkeep = keepUp({ state, live, device, outbox, drafts, stop });
	const tasks = makeTasks(groundFor(state, live, outbox, drafts), upkeep.wipe);
	watchTasks(live, tasks);
	await spoken;
	render(
		<Page
			state={state}
			actions={actions}
			now={() => live.now()}
			missing={upkeep.missing}
			tasks={tasks}
			wiped={upkeep.wiped}
		/>,
		document.getElementById('page') ?? document.body,
	);
}

/** One outbox has one line: this one is a second sender on the same device, as another tab would be. */
function goFor(place: Place, deviceId: string, device: Device): Errand {
	const outbox = new Outbox(device);
	const keys = {
		page: 'table',
		device: deviceId,
		token: place.token,
		keep: () => undefined,
		forget: () => undefined,
	};
	let live: ReturnType<typeof goLive> | undefined;
	let stopped = false;
	void outbox.load().then(() => {
		if (!stopped) {
			live = goLive({ page: 'table', outbox, keys });
		}
	});
	return {
		stop() {
			stopped = true;
			live?.stop();
			outbox.close();
		},
	};
}

function watchTitle(live: Live): void {
	effect(() => {
		const seat = live.seat.value;
		const { shared, table } = texts.value;
		const known = seat?.role === 'table' || seat?.role === 'observer';
		document.title = known ? shared.table(seat.number) : table.title;
	});
}

/** What the tasks beside cards are given of all this. */
function groundFor(state: TableState, live: Live, outbox: Outbox, drafts: Drafts): Ground {
	const where = () => {
		const { summit = '', name: seat = '' } = live.seat.value ?? {};
		return { summit, seat };
	};
	return {
		state,
		entities: live.entities,
		own: computed(() => outbox.entries.value.filter((entry) => isOf(entry, live.seat.value))),
		mayAct: computed(() => live.seat.value?.role === 'table'),
		give: (order) => {
			const message = { t: 'do', op: uuid(), at: Date.now(), ...order } as Command;
			return outbox.add(message, where());
		},
		drop: (op) => outbox.remove(op),
		ask: (order) => live.perform(order),
		readDraft: (of) => drafts.read(where(), of),
		writeDraft: (of, value) => drafts.write(where(), of, value),
	};
}

function watchTasks(live: Live, tasks: Tasks): void {
	const place = computed(() => `${live.seat.value?.summit} ${live.seat.value?.name}`);
	effect(() => {
		place.value;
		untracked(() => void tasks.load());
	});
	document.addEventListener('visibilitychange', () => {
		// A tablet that is laid down may sleep for long: the other device should have the words.
		if (document.visibilityState === 'hidden') {
			void tasks.flush();
		}
	});
}

function watchLine(state: TableState): void {
	effect(() => {
		if (state.line.value !== 'offline') {
			state.away.value = false;
			return undefined;
		}
		const timer = setTimeout(() => {
			state.away.value = true;
		}, awayAfter);
		return () => clearTimeout(timer);
	});
}

/**
 * How much of the page a keyboard on the screen leaves in sight. Some browsers lay the keyboard over the page
 * instead of making the page lower, so that style sheets alone cannot tell.
 */
function watchHeight(): void {
	const view = window.visualViewport;
	const look = () => {
		const height = view?.height ?? window.innerHeight;
		const covered = window.innerHeight - height - (view?.offsetTop ?? 0);
		document.body.style.setProperty('--seen', `${height}px`);
		document.body.style.setProperty('--covered', `${Math.max(0, covered)}px`);
		document.body.toggleAttribute('data-low', height < 620);
	};
	(view ?? window).addEventListener('resize', look);
	view?.addEventListener('scroll', look);
	look();
}

/** The control room sees what waits on each tablet, and which battery is low. */
function report(live: Live, state: TableState): void {
	let last = 0;
	const level = batteryLevel();
	effect(() => {
		const outbox = state.waiting.value;
		const battery = level.value;
		if (live.status.value !== 'online') {
			return undefined;
		}
		const timer = setTimeout(
			() => {
				last = Date.now();
				live.sendStatus({ outbox, ...(battery !== undefined && { battery }) });
			},
			Math.max(0, last + reportAtMostEvery - Date.now()),
		);
		return () => clearTimeout(timer);
	});
}

void start();
