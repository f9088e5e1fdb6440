// The wall: the same results as on stage, for anybody's phone. Knows connection, state and view together.
import '../shared/tokens.css';
import '../shared/base.css';
import './page.css';
import { effect, signal, untracked } from '@preact/signals';
import { render } from 'preact';
import { calmly } from '../shared/calmly';
import { openDevice } from '../shared/device';
import { goLive } from '../shared/live';
import { publishedResults } from '../shared/results';
import { followDevice, speak } from '../shared/texts';
import { Wall } from './view';

/** Between two drawings, in milliseconds: new ideas are no race, and a phone's battery must last the day. */
const pause = 1000;

async function start(root: HTMLElement): Promise<void> {
	followDevice();
	const spoken = speak();
	const live = goLive({ page: 'wall', public: true, device: await openDevice() });
	await spoken;
	const { entities } = live;
	const results = signal(publishedResults(entities));
	const gather = calmly(() => {
		results.value = publishedResults(entities);
	}, pause);
	effect(() => {
		if (entities.version.value > 0) {
			untracked(gather);
		}
	});
	render(<Wall live={live} results={results} />, root);
}

const root = document.getElementById('wall');
if (root) {
	void start(root);
}
