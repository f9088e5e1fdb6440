// The stage of a room. The only file here that knows connection, state and view together.
import '@fontsource-variable/atkinson-hyperlegible-next/index.css';
import '../shared/tokens.css';
import '../shared/base.css';
import './page.css';
import './live.css';
import './calm.css';
import { effect, signal, untracked } from '@preact/signals';
import { calmly } from '../shared/calmly';
import { tick } from '../shared/clock';
import { openDevice } from '../shared/device';
import { goLive, type Live } from '../shared/live';
import { language, speak } from '../shared/texts';
import { fillScreenOnClick, keepAwake } from './actions';
import { showOf } from './state';
import { texts } from './texts';
import { StageView } from './view/stage';

/** Long enough to find what this device kept, too short for anybody to see an empty screen. */
const patience = 600;
/** Between two drawings, in milliseconds. */
const pause = 400;

/** The room to look at without a link of one's own, as the control room does: /stage?room=2. What a stage shows is public. */
const asked = Number(new URLSearchParams(location.search).get('room')) || undefined;

function draw(live: Live, view: StageView): void {
	const words = texts.value.stage;
	// With something to show, a link that was replaced since is nothing for a hall to know.
	if (live.status.value === 'refused' && !live.entities.summit()) {
		view.showNoKey(words);
	} else {
		const show = showOf(live.entities, asked ?? live.seat.value?.number);
		view.show({ show, words, language: language.value, now: live.now() });
	}
}

async function start(root: HTMLElement): Promise<void> {
	const spoken = speak();
	const view = new StageView(root);
	const live = goLive(
		asked ? { page: 'stage', public: true } : { page: 'stage', device: await openDevice() },
	);
	await spoken;
	const waited = signal(false);
	setTimeout(() => {
		waited.value = true;
	}, patience);
	const drawSoon = calmly(() => draw(live, view), pause);
	effect(() => {
		void [texts.value, live.seat.value];
		const something = live.entities.version.value > 0 || live.status.value === 'refused';
		if (something || waited.value) {
			// Only what is named here is followed; what drawing reads is not.
			untracked(drawSoon);
		}
	});
	effect(() => {
		void tick.value;
		view.tick(live.now());
	});
	addEventListener('resize', () => view.resize());
	// Heights were taken in another typeface until this one had come.
	document.fonts.addEventListener('loadingdone', () => view.resize());
}

const root = document.getElementById('stage');
if (root) {
	void start(root);
	keepAwake();
	fillScreenOnClick();
}
