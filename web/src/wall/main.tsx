// The wall: the same results as on stage, for anybody's phone. Knows connection, state and view together.
import '../shared/tokens.css';
import '../shared/base.css';
import './page.css';
import { computed } from '@preact/signals';
import { render } from 'preact';
import { openDevice } from '../shared/device';
import { goLive } from '../shared/live';
import { publishedResults } from '../shared/results';
import { followDevice } from '../shared/texts';
import { Wall } from './view';

async function start(root: HTMLElement): Promise<void> {
	followDevice();
	const live = goLive({ page: 'wall', public: true, device: await openDevice() });
	const { entities } = live;
	const results = computed(() => {
		void entities.version.value;
		return publishedResults(entities);
	});
	render(<Wall live={live} results={results} />, root);
}

const root = document.getElementById('wall');
if (root) {
	void start(root);
}
