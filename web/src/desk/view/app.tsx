// The whole page: a line above, and three regions.
import type { Live } from '../../shared/live';
import { Reading } from './card';
import { Header } from './header';
import { Ideas } from './ideas';
import type { DeskProps } from './parts';
import { Queue } from './queue';

export function App({ page, clock, live }: DeskProps & { live: Pick<Live, 'status'> }) {
	return (
		<>
			<Header page={page} clock={clock} live={live} />
			<div class="regions">
				<Queue page={page} />
				<Reading page={page} clock={clock} />
				<Ideas page={page} />
			</div>
		</>
	);
}
