// In the middle: the card that is being read, what happened last, and what can be done.
import type { Card, Theme } from '../../shared/protocol';
import { Sign } from '../../shared/sign';
import { layAside, lookAgain, undo } from '../deeds';
import { startDraft } from '../grouping';
import { goOn } from '../reading';
import { texts } from '../texts';
import { words } from '../words';
import { type DeskProps, Key, minutesSince } from './parts';

export function Reading({ page, clock }: DeskProps) {
	const card = page.desk.now.card.value;
	return (
		<main class="reading" id="card" tabIndex={-1}>
			<h2 class="visually-hidden">{texts.value.desk.card}</h2>
			<article class="card" aria-live="polite" aria-atomic="true">
				{card ? <Open page={page} clock={clock} card={card} /> : <Nothing page={page} />}
			</article>
			<Notice page={page} />
			<Actions page={page} />
		</main>
	);
}

function Open({ page, clock, card }: DeskProps & { card: Card }) {
	const { now } = page.desk;
	const t = texts.value;
	const theme = now.themeById.value.get(card.theme);
	const table = card.number.split('-')[0] ?? '';
	return (
		<>
			{theme && <OfTheme theme={theme} />}
			<p class="what">
				<span class="big-number">{card.number}</span>
				<span>
					<span class={`kind ${card.kind === 'idea' ? '' : 'other'}`}>
						{t.shared.kinds[card.kind]}
					</span>
					<span class="quiet">{t.desk.fromTable(table)}</span>
					{card.at !== undefined && (
						<span class="quiet" aria-hidden="true">
							{t.desk.waits(minutesSince(card.at, clock.value))}
						</span>
					)}
					{card.late && <span class="late">{t.desk.late}</span>}
				</span>
			</p>
			<p class={`text own ${sizeOf(card.text)}`} dir="auto">
				{card.text}
			</p>
			<Where page={page} card={card} />
			{now.colleagueFirst.value && <p class="hint">{t.desk.colleagueHere}</p>}
			{now.changed.value && <p class="hint">{t.desk.changedHere}</p>}
		</>
	);
}

function OfTheme({ theme }: { theme: Theme }) {
	return (
		<p class="of-theme">
			<Sign theme={theme.number} />
			<span class="own" dir="auto">
				{theme.title}
			</span>
		</p>
	);
}

/** Short cards are set like a headline, long ones so that they fit. */
function sizeOf(text: string): 'short' | 'middling' | 'long' {
	return text.length <= 120 ? 'short' : text.length <= 360 ? 'middling' : 'long';
}

function Where({ page, card }: Pick<DeskProps, 'page'> & { card: Card }) {
	const t = texts.value.desk;
	const { busy, now } = page.desk;
	if (busy.value.has(card.id)) {
		return <p class="where slow">{t.saving}</p>;
	}
	const idea = now.ideaById.value.get(card.idea ?? '');
	if (idea) {
		return <p class="where">{t.inIdea(idea.title)}</p>;
	}
	return card.read === card.version ? <p class="where">{t.liesAside}</p> : null;
}

function Nothing({ page }: Pick<DeskProps, 'page'>) {
	const { ready, list, share, theme } = { ...page.desk, share: page.desk.now.share.value };
	const t = texts.value.desk;
	if (!ready.value) {
		return <p class="nothing">{t.loading}</p>;
	}
	if (list.value === 'aside') {
		return <p class="nothing">{t.allAside}</p>;
	}
	const elsewhere = theme.value !== null && share.left > 0;
	const none = share.cards === 0;
	return (
		<>
			<p class="nothing">{none ? capital(t.noCards) : elsewhere ? t.doneTheme : t.done}</p>
			<p class="quiet">{elsewhere ? t.doneThemeHint : t.doneHint}</p>
		</>
	);
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function Notice({ page }: Pick<DeskProps, 'page'>) {
	const { desk } = page;
	const t = texts.value;
	const notice = desk.notice.value;
	const isBusy = notice?.say === 'done' && desk.busy.value.get(notice.deed.card)?.seq === null;
	const waiting = [...desk.busy.value.values()].filter((busy) => busy.seq === null).length;
	return (
		<div class="notice">
			<p role="status">{notice && words(desk, notice, t)}</p>
			{desk.deeds.value.length > 0 && (
				<button type="button" class="plain" onClick={() => undo(page)}>
					<Key desk={desk} of="Z" />
					{t.desk.undo}
				</button>
			)}
			{waiting > 1 && <p class="slow quiet">{t.desk.savingMany(waiting)}</p>}
			{waiting === 1 && isBusy && <p class="slow quiet">{t.desk.saving}</p>}
			{notice?.say === 'changed' && (
				<button type="button" onClick={() => lookAgain(page, notice.card)}>
					{t.desk.said.look}
				</button>
			)}
		</div>
	);
}

function Actions({ page }: Pick<DeskProps, 'page'>) {
	const { desk } = page;
	const t = texts.value.desk;
	const hasCard = desk.now.card.value !== null;
	const many = desk.now.listed.value.length > 0;
	const action = (key: string, label: string, can: boolean, act: () => void) => (
		<button type="button" aria-disabled={!can} onClick={() => can && act()}>
			<Key desk={desk} of={key} />
			{label}
		</button>
	);
	return (
		<div class="actions">
			{action('L', t.readAside, hasCard, () => layAside(page))}
			{action('N', t.newIdea, desk.now.ideaTheme.value !== null, () => startDraft(page))}
			{action('K', t.previous, many, () => goOn(page, -1))}
			{action('J', t.next, many, () => goOn(page, 1))}
		</div>
	);
}
