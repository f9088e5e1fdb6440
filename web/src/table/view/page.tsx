import { Languages } from '../../shared/languages';
import { texts } from '../../shared/texts';
import { CardList } from './cards';
import type { Props } from './common';
import { Head } from './head';
import { Confirm, Join, Replaced } from './join';
import { Lines } from './lines';
import { Write } from './write';

export function Page(props: Props) {
	switch (props.state.screen.value) {
		case 'join':
			return <Join {...props} />;
		case 'confirm':
			return <Confirm {...props} />;
		case 'connecting':
			return <Connecting {...props} />;
		case 'replaced':
			return <Replaced {...props} />;
		case 'work':
			return <Work {...props} />;
	}
}

function Connecting({ state }: Props) {
	const { table } = texts.value;
	return (
		<main class="door">
			<h1>{table.connecting}</h1>
			<p role="status">{state.away.value && table.connectingLong}</p>
		</main>
	);
}

function Work(props: Props) {
	return (
		<div class="sheet">
			<Head {...props} />
			<Write {...props} />
			<Lines {...props} />
			<CardList {...props} />
			<footer>
				{props.missing.map((what) => (
					<p key={what}>{texts.value.table.missing[what]}</p>
				))}
				<Languages />
			</footer>
		</div>
	);
}
