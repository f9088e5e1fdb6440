// On the left: the themes with what waits at each, and the cards that wait.
import { useSignal } from '@preact/signals';
import type { Card } from '../../shared/protocol';
import { Sign } from '../../shared/sign';
import { chooseList, chooseTheme, open } from '../reading';
import type { List } from '../state';
import { texts } from '../texts';
import { type DeskProps, More } from './parts';

const AT_ONCE = 40;

export function Queue({ page }: Pick<DeskProps, 'page'>) {
	return (
		<nav class="queue" aria-label={texts.value.desk.unread}>
			<Themes page={page} />
			<Lists page={page} />
			<Cards page={page} />
		</nav>
	);
}

function Themes({ page }: Pick<DeskProps, 'page'>) {
	const { desk } = page;
	const t = texts.value.desk;
	const counts = desk.now.unreadByTheme.value;
	const all = [...counts.values()].reduce((sum, n) => sum + n, 0);
	return (
		<section>
			<h2>{t.themes}</h2>
			<ul class="themes">
				<Choice is={desk.theme.value === null} count={all} choose={() => chooseTheme(page, null)}>
					{t.allThemes}
				</Choice>
				{desk.now.themes.value.map((theme) => (
					<Choice
						key={theme.id}
						is={desk.theme.value === theme.id}
						count={counts.get(theme.id) ?? 0}
						choose={() => chooseTheme(page, theme.id)}
					>
						<Sign theme={theme.number} />
						<span class="own" dir="auto">
							{theme.title}
						</span>
					</Choice>
				))}
			</ul>
		</section>
	);
}

interface ChoiceProps {
	readonly is: boolean;
	readonly count: number;
	readonly choose: () => void;
	readonly children: preact.ComponentChildren;
}

function Choice({ is, count, choose, children }: ChoiceProps) {
	return (
		<li>
			<button type="button" class="choice" aria-pressed={is} onClick={choose}>
				<span class="name">{children}</span>
				<span class="count">
					{count}
					<span class="visually-hidden"> {texts.value.desk.unread}</span>
				</span>
			</button>
		</li>
	);
}

function Lists({ page }: Pick<DeskProps, 'page'>) {
	const { now, list } = page.desk;
	const t = texts.value.desk;
	const tab = (name: List, label: string, count: number) => (
		<button
			type="button"
			class="tab"
			aria-pressed={list.value === name}
			onClick={() => chooseList(page, name)}
		>
			{label} <span class="count">{count}</span>
		</button>
	);
	return (
		<div class="tabs">
			{tab('unread', t.unread, now.unread.value.length)}
			{tab('aside', t.aside, now.aside.value.length)}
		</div>
	);
}

function Cards({ page }: Pick<DeskProps, 'page'>) {
	const { now, list, shown } = page.desk;
	const limit = useSignal(AT_ONCE);
	const t = texts.value.desk;
	const listed = now.listed.value;
	if (listed.length === 0) {
		return <p class="quiet">{list.value === 'unread' ? t.queueEmpty : t.asideEmpty}</p>;
	}
	return (
		<>
			<ol class="cards">
				{listed.slice(0, limit.value).map((card) => (
					<Row
						key={card.id}
						page={page}
						card={card}
						theme={now.themeById.value.get(card.theme)?.number}
						isOpen={shown.value?.id === card.id}
					/>
				))}
			</ol>
			<More limit={limit} step={AT_ONCE} of={listed.length} />
		</>
	);
}

interface RowProps extends Pick<DeskProps, 'page'> {
	readonly card: Card;
	readonly theme: number | undefined;
	readonly isOpen: boolean;
}

function Row({ page, card, theme, isOpen }: RowProps) {
	return (
		<li>
			<button type="button" class="row" aria-current={isOpen} onClick={() => open(page, card.id)}>
				{theme !== undefined && <Sign theme={theme} />}
				<span class="number">{card.number}</span>
				<span class="own start" dir="auto">
					{card.text.slice(0, 80)}
				</span>
			</button>
		</li>
	);
}
