import { Languages } from '../../shared/languages';
import type { CardRow } from '../cards';
import { texts } from '../texts';
import { CardList } from './cards';
import type { Props } from './common';
import { Wiped } from './farewell';
import { Head } from './head';
import { HelpButton } from './help';
import { Confirm, Join, Replaced } from './join';
import { Lines } from './lines';
import { EarlierNotices } from './notices';
import { Band, Task } from './tasks';
import { Write } from './write';

export function Page(props: Props) {
	if (props.wiped.value) {
		return <Wiped />;
	}
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
	const place = props.tasks.place.value.kind;
	const edit = ({ id }: CardRow) => {
		props.tasks.opened.value = undefined;
		props.actions.edit(id);
	};
	const more = () => {
		props.tasks.opened.value = undefined;
		props.actions.oneMore();
	};
	return (
		<div class="sheet" data-place={place}>
			<div class="top">
				<Head {...props} />
				<HelpButton {...props} />
				<Band {...props} />
			</div>
			{place === 'write' ? <Write {...props} /> : <Task {...props} edit={edit} more={more} />}
			<Lines {...props} />
			<CardList {...props} />
			<footer>
				<EarlierNotices {...props} />
				{props.missing.map((what) => (
					<p key={what}>{texts.value.table.missing[what]}</p>
				))}
				<Languages />
			</footer>
		</div>
	);
}
