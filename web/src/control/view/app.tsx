// The whole page, in the order of what matters: now, the stages, the programme, the tables, the themes.

import { Languages } from '../../shared/languages';
import type { Live } from '../../shared/live';
import type { Page } from '../actions';
import { texts } from '../texts';
import { Now } from './now';
import { Programme } from './programme';
import { Stages } from './stages';
import { Tables } from './tables';
import { Themes } from './themes';

export interface ControlProps {
	readonly page: Page;
}

export interface AppProps extends ControlProps {
	readonly live: Pick<Live, 'status' | 'now'>;
}

export function App({ page, live }: AppProps) {
	if (!page.control.ready.value) {
		return (
			<main class="wait">
				<p role="status">{texts.value.control.loading}</p>
			</main>
		);
	}
	return (
		<>
			<Header page={page} live={live} />
			<main class="hall">
				<Programme page={page} />
				<div class="middle">
					<Now page={page} live={live} />
					<Stages page={page} />
				</div>
				<div class="counts">
					<Tables page={page} />
					<Themes page={page} />
				</div>
			</main>
		</>
	);
}

function Header({ page, live }: AppProps) {
	const t = texts.value;
	const summit = page.control.hall.value.summit;
	return (
		<header class="top">
			<h1>
				{t.control.page}
				{summit && (
					<span class="own quiet" dir="auto">
						{summit.name}
					</span>
				)}
			</h1>
			<p class="line" role="status">
				{live.status.value === 'offline' && t.shared.offline}
				{live.status.value === 'connecting' && t.shared.connecting}
			</p>
			<Languages />
		</header>
	);
}
