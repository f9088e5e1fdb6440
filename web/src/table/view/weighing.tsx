// Ideas, and the table's points to divide over them by tapping.
import { signal } from '@preact/signals';
import { Sign } from '../../shared/sign';
import type { TableState } from '../state';
import { texts } from '../texts';
import { type Division, type IdeaRow, sharesOf, type WeighingSheet } from '../weighing';
import { Back, type TaskProps } from './taskparts';

interface Props extends TaskProps {
	readonly sheet: WeighingSheet;
}

/** What the last tap did, for who cannot see it. */
const said = signal('');

export function WeighingWork({ id, ...props }: TaskProps & { readonly id: string }) {
	const sheet = props.tasks.weighing.of(id);
	if (!sheet) {
		return null;
	}
	const { state } = sheet.weighing;
	const onlyToRead = state !== 'open' || !props.tasks.mayAct.value;
	return (
		<main class="write weighing" tabIndex={onlyToRead ? 0 : undefined}>
			<Back tasks={props.tasks} />
			{state === 'open' && <Open {...props} sheet={sheet} />}
			{state === 'closed' && <Closed {...props} sheet={sheet} />}
			{state === 'shown' && <Outcome {...props} sheet={sheet} />}
		</main>
	);
}

function Open({ state, tasks, sheet }: Props) {
	const { weighing: words } = texts.value.round;
	const { weighing, rows, left, conflict, refused } = sheet;
	return (
		<>
			<h1 class="question own" dir="auto">
				{weighing.title}
			</h1>
			<p class="hint">
				{tasks.mayAct.value ? words.about(weighing.points) : words.onlooker(weighing.points)}
			</p>
			<div class="points-left" data-none={left === 0}>
				<p>
					<strong>{words.left(left)}</strong>
				</p>
				<Pips of={weighing.points} left={left} />
			</div>
			{conflict && tasks.mayAct.value ? (
				<Conflict state={state} tasks={tasks} sheet={sheet} conflict={conflict} />
			) : (
				<ul class="to-weigh">
					{rows.map((row) => (
						<Row key={row.id} row={row} state={state} tasks={tasks} sheet={sheet} />
					))}
				</ul>
			)}
			<p class="about" role="status">
				{refused ? texts.value.shared.refused[refused] : givenText(sheet)}
			</p>
			<p class="visually-hidden" role="status">
				{said.value}
			</p>
		</>
	);
}

function givenText({ given }: WeighingSheet): string {
	const { weighing: words } = texts.value.round;
	return given === 'here' ? words.here : given === 'kept' ? words.kept : words.not;
}

/** The points that are left, to be counted at a glance. */
function Pips({ of, left }: { readonly of: number; readonly left: number }) {
	if (of > 20) {
		return null;
	}
	return (
		<p class="pips" aria-hidden="true">
			{Array.from({ length: of }, (_, i) => (
				<span key={i} class={i < left ? 'pip' : 'pip spent'} />
			))}
		</p>
	);
}

function Row({ row, state, tasks, sheet }: Props & { readonly row: IdeaRow }) {
	const { weighing: words } = texts.value.round;
	const title = row.idea?.title ?? words.gone;
	const tap = (by: 1 | -1) => {
		const before = sheet.left;
		tasks.weighing.tap(sheet.weighing.id, row.id, by);
		const now = tasks.weighing.of(sheet.weighing.id);
		const after = now?.rows.find(({ id }) => id === row.id);
		if (now && now.left !== before) {
			said.value = `${words.now(title, after?.points ?? 0)} ${words.left(now.left)}.`;
		}
	};
	return (
		<li data-given={row.points > 0}>
			<Title row={row} state={state} />
			{tasks.mayAct.value ? (
				<span class="stepper">
					<button
						type="button"
						aria-label={words.remove(title)}
						aria-disabled={row.points === 0}
						onClick={() => tap(-1)}
					>
						<span aria-hidden="true">−</span>
					</button>
					<span class="count">{row.points}</span>
					<button
						type="button"
						aria-label={words.add(title)}
						aria-disabled={sheet.left <= 0}
						onClick={() => tap(1)}
					>
						<span aria-hidden="true">+</span>
					</button>
				</span>
			) : (
				<span class="count">{row.points}</span>
			)}
		</li>
	);
}

function Title({ row, state }: Pick<Props, 'state'> & { readonly row: IdeaRow }) {
	const theme = state.entities.theme(row.idea?.theme);
	return (
		<p class="idea-title">
			{theme && <Sign theme={theme.number} />}
			<span class="own" dir="auto">
				{row.idea?.title ?? texts.value.round.weighing.gone}
			</span>
		</p>
	);
}

interface ConflictProps extends Props {
	readonly conflict: NonNullable<WeighingSheet['conflict']>;
}

/** Two devices divided them otherwise: both divisions, to choose from. */
function Conflict({ state, tasks, sheet, conflict }: ConflictProps) {
	const { weighing: words } = texts.value.round;
	return (
		<>
			<p role="status">{words.conflict}</p>
			<ul class="choices">
				{(['theirs', 'mine'] as const).map((which) => (
					<li key={which}>
						<h2>{words[which]}</h2>
						<Given state={state} division={conflict[which]} />
						<button
							type="button"
							onClick={() => void tasks.weighing.choose(sheet.weighing.id, which)}
						>
							{words.take}
						</button>
					</li>
				))}
			</ul>
		</>
	);
}

interface GivenProps {
	readonly state: TableState;
	readonly division: Division;
}

function Given({ state, division }: GivenProps) {
	const { weighing: words } = texts.value.round;
	const shares = sharesOf(division).sort((a, b) => b.points - a.points);
	if (shares.length === 0) {
		return <p class="hint">{words.none}</p>;
	}
	return (
		<ul class="given">
			{shares.map(({ idea, points }) => (
				<li key={idea}>
					<span class="own" dir="auto">
						{state.entities.idea(idea)?.title ?? words.gone}
					</span>
					<strong>{points}</strong>
				</li>
			))}
		</ul>
	);
}

function Closed({ state, sheet }: Props) {
	const { weighing: words } = texts.value.round;
	const { weighing, rows, given } = sheet;
	const division = Object.fromEntries(rows.map(({ id, points }) => [id, points]));
	return (
		<>
			<p class="of own" dir="auto">
				{weighing.title}
			</p>
			<h1>{words.closed}</h1>
			<p role="status">{closedText(given, rows)}</p>
			<Given state={state} division={division} />
		</>
	);
}

function closedText(given: WeighingSheet['given'], rows: readonly IdeaRow[]): string {
	const { weighing: words } = texts.value.round;
	if (given === 'late') {
		return words.late;
	}
	if (given === 'here') {
		return words.hereLate;
	}
	return rows.some(({ points }) => points > 0) ? words.closedWhat : words.closedNone;
}

function Outcome({ state, sheet }: Props) {
	const { weighing: words } = texts.value.round;
	const most = Math.max(1, ...sheet.outcome.map(({ points }) => points));
	return (
		<>
			<p class="of own" dir="auto">
				{sheet.weighing.title}
			</p>
			<h1>{words.outcome}</h1>
			{sheet.given === 'late' && <p>{words.late}</p>}
			<ol class="outcome">
				{sheet.outcome.map(({ idea, points, tables, own }) => (
					<li key={idea.id} style={{ '--share': points / most }}>
						<strong class="count">{points}</strong>
						<Title row={{ id: idea.id, idea, points }} state={state} />
						<p class="hint">
							<span>{words.tables(tables)}</span> <span>{words.own(own)}</span>
						</p>
					</li>
				))}
			</ol>
		</>
	);
}
