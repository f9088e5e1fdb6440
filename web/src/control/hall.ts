// What the control room knows of the summit, and what follows from it. Pure functions.
import type {
	Card,
	Room,
	Scene,
	SceneKind,
	Step,
	StepKind,
	Summit,
	Table,
	Tally,
	Theme,
} from '../shared/protocol';

export interface Hall {
	readonly summit: Summit | null;
	/** These four by number. */
	readonly steps: readonly Step[];
	readonly rooms: readonly Room[];
	readonly tables: readonly Table[];
	readonly themes: readonly Theme[];
	readonly scenes: readonly Scene[];
	readonly tallies: readonly Tally[];
	readonly cards: readonly Card[];
}

export const EMPTY: Hall = {
	summit: null,
	steps: [],
	rooms: [],
	tables: [],
	themes: [],
	scenes: [],
	tallies: [],
	cards: [],
};

/** A step as a sentence needs it: what kind it is, and which of the rounds. */
export interface Part {
	readonly kind: StepKind;
	/** Counted among the rounds; 0 for another kind. */
	readonly round: number;
	readonly title: string;
}

/** What the large button does: from nothing when the programme has not begun. */
export interface Move {
	readonly from: Step | null;
	readonly to: Step;
}

export interface Run {
	/** Milliseconds that the step has been under way. */
	readonly ran: number;
	readonly planned: number;
	/** Milliseconds past the plan, or 0. */
	readonly over: number;
}

export interface Seat {
	readonly table: Table;
	readonly cards: number;
	readonly state: 'writing' | 'silent' | 'elsewhere';
}

export interface RoomRow {
	readonly room: Room;
	readonly scene: Scene | null;
	readonly seats: readonly Seat[];
	readonly silent: number;
}

export interface ThemeRow {
	readonly theme: Theme;
	readonly cards: number;
	readonly read: number;
	readonly tables: number;
}

export const SCENES: readonly SceneKind[] = ['welcome', 'live', 'pause'];

export function currentStep({ summit, steps }: Hall): Step | null {
	return steps.find((step) => step.id === summit?.step) ?? null;
}

function nextStep(hall: Hall): Step | null {
	const current = currentStep(hall);
	const after = hall.steps.filter((step) => !current || step.number > current.number);
	return after[0] ?? null;
}

export function previousStep(hall: Hall): Step | null {
	const current = currentStep(hall);
	const before = hall.steps.filter((step) => current && step.number < current.number);
	return before.at(-1) ?? null;
}

export function nextMove(hall: Hall): Move | null {
	const to = nextStep(hall);
	return to && { from: currentStep(hall), to };
}

export function partOf(steps: readonly Step[], step: Step): Part {
	const rounds = steps.filter((one) => one.kind === 'round');
	return { kind: step.kind, round: rounds.indexOf(step) + 1, title: step.title };
}

export function runOf(step: Step, now: number): Run | null {
	if (step.started === undefined || step.ended !== undefined) {
		return null;
	}
	const ran = Math.max(0, now - step.started);
	const planned = step.minutes * 60_000;
	return { ran, planned, over: Math.max(0, ran - planned) };
}

/** The round that the counts are about: the one under way, else the one that was last. */
export function roundInView(hall: Hall): Step | null {
	const current = currentStep(hall);
	if (current?.kind === 'round') {
		return current;
	}
	const been = hall.steps.filter((step) => step.kind === 'round' && step.started !== undefined);
	return been.reduce<Step | null>(
		(last, step) => ((step.started ?? 0) >= (last?.started ?? 0) ? step : last),
		null,
	);
}

export function cardsByTable(cards: readonly Card[], round: Step | null): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { step, table, withdrawn } of cards) {
		if (table !== undefined && step === round?.id && !withdrawn) {
			counts.set(table, (counts.get(table) ?? 0) + 1);
		}
	}
	return counts;
}

/** Table numbers that work in a round. Without a division of work everybody does. */
function atWork(round: Step): (table: Table) => boolean {
	const numbers = new Set(round.work?.flatMap((work) => work.tables));
	return (table) => numbers.size === 0 || numbers.has(table.number);
}

export function roomRows(
	{ rooms, tables, scenes }: Hall,
	round: Step | null,
	counts: ReadonlyMap<string, number>,
): readonly RoomRow[] {
	const works = round && atWork(round);
	const seatOf = (table: Table): Seat => {
		const cards = counts.get(table.id) ?? 0;
		const state = cards > 0 ? 'writing' : works?.(table) ? 'silent' : 'elsewhere';
		return { table, cards, state };
	};
	return rooms.map((room) => {
		const seats = tables.filter((table) => table.room === room.id).map(seatOf);
		const scene = scenes.find((one) => one.room === room.id) ?? null;
		return { room, scene, seats, silent: seats.filter((s) => s.state === 'silent').length };
	});
}

export function themeRows({ themes, tallies }: Hall): readonly ThemeRow[] {
	return themes.map((theme) => {
		const tally = tallies.find((one) => one.id === theme.id);
		const { cards = 0, read = 0, tables = 0 } = tally ?? {};
		return { theme, cards, read, tables };
	});
}

export function total(rows: readonly ThemeRow[]): { cards: number; read: number } {
	const sum = (of: 'cards' | 'read') => rows.reduce((all, row) => all + row[of], 0);
	return { cards: sum('cards'), read: sum('read') };
}
