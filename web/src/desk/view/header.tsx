// One line above everything: who this is, how far the reading is, how the line is.

import { Languages } from '../../shared/languages';
import type { Live } from '../../shared/live';
import { texts } from '../texts';
import { percentage } from '../world';
import { type DeskProps, minutesSince } from './parts';

export function Header({ page, clock, live }: DeskProps & { live: Pick<Live, 'status'> }) {
	const { desk } = page;
	const t = texts.value;
	return (
		<header class="top">
			<h1>{t.desk.seat(desk.seat.value)}</h1>
			<Share page={page} clock={clock} />
			<p class="line" role="status">
				{live.status.value === 'offline' && t.shared.offline}
				{live.status.value === 'connecting' && t.shared.connecting}
			</p>
			<button
				type="button"
				class="plain"
				role="switch"
				aria-checked={desk.shortcuts.value}
				onClick={() => {
					desk.shortcuts.value = !desk.shortcuts.value;
				}}
			>
				{t.desk.shortcuts} {desk.shortcuts.value ? t.desk.on : t.desk.off}
			</button>
			<Languages />
		</header>
	);
}

function Share({ page, clock }: DeskProps) {
	const share = page.desk.now.share.value;
	const t = texts.value.desk;
	if (share.cards === 0) {
		return <p class="share">{t.noCards}</p>;
	}
	const percent = percentage(share);
	return (
		<p class="share">
			<span class="bar" aria-hidden="true">
				<span style={{ inlineSize: `${percent}%` }} />
			</span>
			{t.share(percent)}
			<b class={share.left > 0 ? 'left' : ''}>{share.left > 0 ? t.left(share.left) : t.allRead}</b>
			{share.oldest !== null && t.oldest(minutesSince(share.oldest, clock.value))}
		</p>
	);
}
