// The plan that a table works out: a title and the round's fields, as large as a hand needs them.

import type { FieldRow, PlanSheet, PlanTask } from '../plan';
import { texts } from '../texts';
import type { TaskProps } from './taskparts';
import { Question } from './write';

interface Props extends TaskProps {
	readonly sheet: PlanSheet;
}

export function PlanWork({ state, tasks }: TaskProps) {
	const sheet = tasks.plan.now.value;
	const theme = state.entities.theme(sheet?.theme);
	if (!sheet || !theme) {
		return null;
	}
	return (
		<main class="write plan" tabIndex={tasks.mayAct.value ? undefined : 0}>
			<Question work={{ step: sheet.step, theme }} />
			{tasks.mayAct.value ? (
				<Form state={state} tasks={tasks} sheet={sheet} />
			) : (
				<>
					<p class="hint">{texts.value.round.plan.onlooker}</p>
					<PlanRead sheet={sheet} />
				</>
			)}
		</main>
	);
}

function Form({ tasks, sheet }: Props) {
	const { plan: words } = texts.value.round;
	const { plan } = tasks;
	const submit = async (event: Event) => {
		event.preventDefault();
		await plan.hand(sheet.step.id);
		if (plan.fault.value === 'title') {
			document.getElementById(idOf(0))?.focus();
		}
	};
	return (
		<form onSubmit={submit} noValidate>
			<p class="hint">{words.about}</p>
			{sheet.fields.map((row) => (
				<Field key={`${sheet.step.id}/${row.index}`} row={row} step={sheet.step.id} plan={plan} />
			))}
			<Hand sheet={sheet} plan={plan} />
		</form>
	);
}

const idOf = (index: number) => `plan-${index}`;

interface FieldProps {
	readonly row: FieldRow;
	readonly step: string;
	readonly plan: PlanTask;
}

function Field({ row, step, plan }: FieldProps) {
	const { plan: words } = texts.value.round;
	const { index } = row;
	const id = idOf(index);
	const type = (event: { currentTarget: HTMLTextAreaElement }) =>
		plan.type(step, index, event.currentTarget.value);
	return (
		<div class="plan-field" data-title={index === 0}>
			<label for={id} class="own" dir="auto">
				{index === 0 ? words.title : row.name}
			</label>
			<textarea
				id={id}
				dir="auto"
				rows={index === 0 ? 1 : 3}
				value={row.text}
				aria-invalid={row.left < 0}
				aria-describedby={`${id}-about`}
				autocapitalize="sentences"
				onFocus={() => plan.enter(step, index)}
				onBlur={() => plan.leave(step, index)}
				onInput={type}
				onKeyDown={(event) => {
					// A title is one line.
					if (index === 0 && event.key === 'Enter' && !event.isComposing) {
						event.preventDefault();
						document.getElementById(idOf(1))?.focus();
					}
				}}
			/>
			<p id={`${id}-about`} class="about" role="status">
				{aboutText(row)}
			</p>
			{row.refused && <Again row={row} step={step} plan={plan} />}
			{row.choices.length > 0 && <Choices row={row} step={step} plan={plan} />}
		</div>
	);
}

function aboutText({ left, choices, refused }: FieldRow): string {
	const { plan: words } = texts.value.round;
	if (refused) {
		return words.refused(texts.value.shared.refused[refused]);
	}
	if (left < 0) {
		return words.tooLong(-left);
	}
	if (choices.length > 0) {
		return words.choose;
	}
	return left < 40 ? words.left(left) : '';
}

function Again({ row, step, plan }: FieldProps) {
	const again = () => {
		void plan.again(step, row.index);
		// This button goes; whoever works with keys keeps the place.
		document.getElementById(idOf(row.index))?.focus();
	};
	return (
		<button type="button" onClick={again}>
			{texts.value.round.plan.again}
		</button>
	);
}

/** Both devices wrote: all their texts, to choose from. */
function Choices({ row, step, plan }: FieldProps) {
	const { plan: words } = texts.value.round;
	return (
		<ul class="choices">
			{row.choices.map(({ version, text }, i) => (
				<li key={version}>
					<p class="own" dir="auto">
						{text === '' ? words.empty : text}
					</p>
					<button type="button" onClick={() => void plan.choose(step, row.index, version)}>
						{i === 0 ? words.keep : words.take}
					</button>
				</li>
			))}
			{plan.choosing.value && <li role="status">{words.choosing}</li>}
		</ul>
	);
}

interface HandProps {
	readonly sheet: PlanSheet;
	readonly plan: PlanTask;
}

function Hand({ sheet, plan }: HandProps) {
	const { plan: words } = texts.value.round;
	const done = sheet.handed !== 'not' && !sheet.changed;
	const again = sheet.handed !== 'not';
	return (
		<div class="hand">
			<p role="status">{handText(sheet, plan)}</p>
			{/* Stays where it is once pressed: whoever works with keys keeps the place. */}
			<button type="submit" class={done ? '' : 'primary'} aria-disabled={done}>
				{again ? words.handAgain : words.hand}
			</button>
		</div>
	);
}

function handText(sheet: PlanSheet, plan: PlanTask): string {
	const { plan: words } = texts.value.round;
	if (plan.fault.value !== undefined) {
		return plan.fault.value === 'title' ? words.noTitle : words.fieldTooLong;
	}
	if (sheet.handed === 'not') {
		return '';
	}
	if (sheet.handed === 'here') {
		return sheet.changed ? words.changed : words.here;
	}
	const handed = sheet.number ? words.handed(sheet.number) : words.handedPlain;
	return `${handed} ${sheet.changed ? words.changed : words.mayChange}`;
}

/** To be read, not to be written in. */
export function PlanRead({ sheet }: { readonly sheet: PlanSheet }) {
	const { plan: words } = texts.value.round;
	return (
		<dl class="plan-read">
			{sheet.fields
				.filter(({ text }) => text !== '')
				.map((row) => (
					<div key={row.index}>
						<dt class="own" dir="auto">
							{row.index === 0 ? words.title : row.name}
						</dt>
						<dd class="own" dir="auto">
							{row.text}
						</dd>
						{row.refused && <dd class="hint">{aboutText(row)}</dd>}
					</div>
				))}
		</dl>
	);
}
