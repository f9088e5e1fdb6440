// A table divides its points over ideas. Each tap counts at once on this device, and goes out after a pause.
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { uuid } from '../shared/id';
import type { Ballot, Idea, NackCode, Share, Weighing } from '../shared/protocol';
import { type EntryOf, entriesOf, type Ground, isAhead, last } from './ground';

const pause = 1500;
const draftName = 'weighing';

/** Points by idea. */
export type Division = Readonly<Record<string, number>>;

/** A division that has begun on this device. */
export interface Tapped {
	was: Division;
	now: Division;
}

export interface IdeaRow {
	id: string;
	/** Absent: it was taken back from the public in the meantime. */
	idea?: Idea;
	points: number;
}

export interface WeighingSheet {
	weighing: Weighing;
	/** In the table's own order. */
	rows: IdeaRow[];
	left: number;
	/** not: nothing given. here: on this device. kept: with the server. late: there, but after it was closed. */
	given: 'not' | 'here' | 'kept' | 'late';
	/** Why the last division was not taken, other than that another device was first. */
	refused?: NackCode;
	/** Another device of this table divided them otherwise. */
	conflict?: { theirs: Division; mine: Division };
	/** Once shown: most points first. */
	outcome: { idea: Idea; points: number; tables: number; own: number }[];
}

export interface WeighingParts {
	weighing: Weighing;
	ballot: Ballot | undefined;
	casts: readonly EntryOf<'ballot.cast'>[];
	tapped: Tapped | undefined;
	table: number;
	/** How far the server's word has come. */
	cursor: number | undefined;
	idea: (id: string) => Idea | undefined;
}

/** Each table has an order of its own, the same on all its devices: the first on the list gets no more than others. */
export function shuffled(weighing: Weighing, table: number): string[] {
	const place = (idea: string) => hash(`${weighing.id} ${table} ${idea}`);
	return [...weighing.ideas].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

/** FNV-1a, its bits mixed once more: letters at the end of the text must count as much as the first. */
function hash(text: string): number {
	let h = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) {
		h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
	}
	h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
	return (h ^ (h >>> 13)) >>> 0;
}

export function divisionOf(shares: readonly Share[] = []): Division {
	return Object.fromEntries(shares.map(({ idea, points }) => [idea, points]));
}

export function sharesOf(division: Division): Share[] {
	return Object.entries(division)
		.filter(([, points]) => points > 0)
		.map(([idea, points]) => ({ idea, points }));
}

export function isSame(a: Division, b: Division): boolean {
	const ideas = new Set([...Object.keys(a), ...Object.keys(b)]);
	return [...ideas].every((idea) => (a[idea] ?? 0) === (b[idea] ?? 0));
}

const sumOf = (division: Division) =>
	Object.values(division).reduce((sum, points) => sum + points, 0);

/** How the table has divided them without what is being tapped. */
export function standing({ ballot, casts, cursor }: Omit<WeighingParts, 'tapped'>): Division {
	const ahead = last(casts, (entry) => isAhead(entry, cursor));
	return divisionOf(ahead ? ahead.message.shares : ballot?.shares);
}

/** The server's word, with what waits on this device and what is being tapped laid over it. */
export function sheetOf(parts: WeighingParts): WeighingSheet {
	const { weighing, ballot, casts, tapped, table, idea } = parts;
	const stands = standing(parts);
	const division = tapped?.now ?? stands;
	const latest = casts.at(-1);
	const overtaken = latest && isOvertaken(latest) ? latest : undefined;
	const refused = refusalOf(casts);
	const mine = tapped?.now ?? divisionOf(overtaken?.message.shares);
	const rows = shuffled(weighing, table).map((id): IdeaRow => {
		const found = idea(id);
		return { id, points: division[id] ?? 0, ...(found && { idea: found }) };
	});
	return {
		weighing,
		// One that was taken back stays only to give its points to others.
		rows: rows.filter((row) => row.idea || row.points > 0),
		left: weighing.points - sumOf(division),
		given: givenOf(parts, division),
		...(refused && { refused }),
		...(overtaken &&
			weighing.state === 'open' &&
			!isSame(mine, divisionOf(ballot?.shares)) && {
				conflict: { theirs: divisionOf(ballot?.shares), mine },
			}),
		outcome: (weighing.outcome ?? []).flatMap(({ idea: id, points, tables }) => {
			const found = idea(id);
			return found ? [{ idea: found, points, tables, own: division[id] ?? 0 }] : [];
		}),
	};
}

function givenOf({ ballot, casts, tapped, cursor }: WeighingParts, division: Division) {
	const waits = casts.some((entry) => isAhead(entry, cursor));
	if (tapped || waits) {
		return casts.some(({ state }) => state === 'waiting') || tapped ? 'here' : 'kept';
	}
	if (ballot?.late) {
		return 'late';
	}
	return ballot && sumOf(division) > 0 ? 'kept' : 'not';
}

function refusalOf(casts: WeighingParts['casts']): NackCode | undefined {
	const entry = last(casts, ({ state }) => state !== 'waiting');
	return entry?.state === 'refused' && !isOvertaken(entry) ? entry.code : undefined;
}

function isOvertaken(entry: EntryOf<'ballot.cast'>): boolean {
	return entry.state === 'refused' && entry.code === 'version_changed';
}

export interface WeighingTask {
	/** The one that concerns the tables now. */
	now: ReadonlySignal<WeighingSheet | undefined>;
	of(id: string): WeighingSheet | undefined;
	/** The last one of which everybody may know the outcome. */
	shown: ReadonlySignal<WeighingSheet | undefined>;
	/** By one up or down. */
	tap(weighing: string, idea: string, by: 1 | -1): void;
	choose(weighing: string, which: 'mine' | 'theirs'): Promise<void>;
	/** All that was tapped goes to the outbox. */
	flush(): Promise<void>;
	load(): Promise<void>;
}

export function makeWeighingTask(ground: Ground): WeighingTask {
	const { entities, state } = ground;
	const tapped = signal<Readonly<Record<string, Tapped>>>({});
	const timers = new Map<string, ReturnType<typeof setTimeout>>();
	let work: Promise<void> = Promise.resolve();

	const keep = (id: string, value: Tapped | undefined) => {
		const { [id]: _, ...others } = tapped.value;
		tapped.value = value ? { ...others, [id]: value } : others;
		ground.writeDraft(draftName, tapped.value);
	};
	const partsOf = (weighing: Weighing): WeighingParts => ({
		weighing,
		ballot: entities.ballots().find((ballot) => ballot.weighing === weighing.id),
		casts: castsOf(ground, weighing.id),
		tapped: tapped.value[weighing.id],
		table: state.seat.value?.number ?? 0,
		cursor: entities.cursor,
		idea: entities.idea,
	});
	const sheet = (id: string | undefined): WeighingSheet | undefined => {
		entities.version.value;
		const weighing = entities.weighing(id);
		return weighing && weighing.state !== 'draft' ? sheetOf(partsOf(weighing)) : undefined;
	};

	const cast = async (id: string) => {
		const edit = tapped.value[id];
		if (!edit) {
			return;
		}
		if (isSame(edit.was, edit.now)) {
			keep(id, undefined);
			return;
		}
		const weighing = entities.weighing(id);
		const ballot = weighing && partsOf(weighing).ballot;
		await ground.give({
			cmd: 'ballot.cast',
			id: ballot?.id ?? uuid(),
			weighing: id,
			was: sharesOf(edit.was),
			shares: sharesOf(edit.now),
		});
		for (const entry of castsOf(ground, id).filter(({ state }) => state === 'refused')) {
			// What stands in its place is on its way.
			await ground.drop(entry.op);
		}
		const since = tapped.value[id]?.now;
		// Tapped on in the meantime: the next one begins from what has just gone.
		keep(id, since && !isSame(since, edit.now) ? { was: edit.now, now: since } : undefined);
	};
	const write = (id: string): Promise<void> => {
		clearTimeout(timers.get(id));
		timers.delete(id);
		work = work.then(() => cast(id));
		return work;
	};
	const flush = async () => {
		for (const id of Object.keys(tapped.value)) {
			await write(id);
		}
	};

	return {
		now: computed(() => {
			entities.version.value;
			return sheet(weighingNow(ground)?.id);
		}),
		of: sheet,
		shown: computed(() => {
			entities.version.value;
			return sheet(last(inOrder(ground), ({ state }) => state === 'shown')?.id);
		}),
		tap(id, idea, by) {
			const now = sheet(id);
			const row = now?.rows.find((one) => one.id === idea);
			if (!now || !row || !ground.mayAct.value || now.weighing.state !== 'open') {
				return;
			}
			if (now.conflict || (by > 0 ? now.left : row.points) <= 0) {
				return;
			}
			const parts = partsOf(now.weighing);
			const edit = tapped.value[id] ?? { was: standing(parts), now: standing(parts) };
			keep(id, { ...edit, now: { ...edit.now, [idea]: row.points + by } });
			clearTimeout(timers.get(id));
			timers.set(
				id,
				setTimeout(() => void write(id), pause),
			);
		},
		async choose(id, which) {
			const now = sheet(id);
			if (!now?.conflict || !ground.mayAct.value) {
				return;
			}
			const { mine, theirs } = now.conflict;
			if (which === 'mine') {
				keep(id, { was: theirs, now: mine });
				await write(id);
				return;
			}
			keep(id, undefined);
			for (const entry of castsOf(ground, id).filter(isOvertaken)) {
				await ground.drop(entry.op);
			}
		},
		flush,
		async load() {
			const kept = ground.readDraft(draftName);
			tapped.value = isTapped(kept) ? kept : {};
			await flush();
		},
	};
}

function castsOf(ground: Ground, weighing: string): EntryOf<'ballot.cast'>[] {
	return entriesOf(ground, 'ballot.cast').filter(({ message }) => message.weighing === weighing);
}

/** The one of the step that is under way, else one that is open. */
function weighingNow(ground: Ground): Weighing | undefined {
	const known = inOrder(ground);
	const step = ground.state.step.value?.id;
	return (
		last(known, (one) => one.state === 'open') ??
		last(known, (one) => one.state !== 'draft' && one.step !== undefined && one.step === step)
	);
}

/** The one that changed last at the end. */
function inOrder({ entities }: Ground): Weighing[] {
	return entities.weighings().sort((a, b) => a.seq - b.seq);
}

function isTapped(kept: unknown): kept is Record<string, Tapped> {
	const isDivision = (division: unknown) =>
		typeof division === 'object' &&
		division !== null &&
		Object.values(division).every((points) => typeof points === 'number');
	const isEdit = (edit: Partial<Tapped> | null) => isDivision(edit?.was) && isDivision(edit?.now);
	return typeof kept === 'object' && kept !== null && Object.values(kept).every(isEdit);
}

/** What was tapped goes out when the weighing closes: the server says whether it was in time. */
export function castAtClose(ground: Ground, task: WeighingTask): () => void {
	let open = false;
	return effect(() => {
		ground.entities.version.value;
		const now = ground.entities.weighings().some((one) => one.state === 'open');
		if (open && !now) {
			void task.flush();
		}
		open = now;
	});
}
