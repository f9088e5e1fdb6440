// The messages, and the one place where text from the server becomes typed data.
import type {
	Ack,
	CardAdd,
	Command,
	Entity,
	Gone,
	Nack,
	NackCode,
	Pong,
	Presence,
	ServerMessage,
	State,
	Welcome,
} from './protocol.gen';

export type * from './protocol.gen';

/** The kinds of card that a table types. */
export type TypedKind = CardAdd['kind'];

/** A command as a page says it; the sender adds `t`, `op` and `at`. */
export type Order = Command extends infer C
	? C extends Command
		? Omit<C, 't' | 'op' | 'at'>
		: never
	: never;

export const subprotocol = 'burgertop.1';

/** Null: not a message that this page knows. What it does not know within one is left alone. */
export function decode(text: string): ServerMessage | null {
	let message: unknown;
	try {
		message = JSON.parse(text);
	} catch {
		return null;
	}
	if (!isObject(message)) {
		return null;
	}
	switch (message['t']) {
		case 'welcome':
			return fits<Welcome>(message, welcome) ? message : null;
		case 'state':
			return decodeState(message);
		case 'ack':
			return fits<Ack>(message, ack) ? message : null;
		case 'nack':
			return decodeNack(message);
		case 'pong':
			return fits<Pong>(message, pong) ? message : null;
		case 'presence':
			return fits<Presence>(message, presence) ? message : null;
		case 'bye':
			return { t: 'bye' };
		default:
			return null;
	}
}

type Check = (value: unknown) => boolean;
type Shape = Record<string, Check>;
type Loose = Record<string, unknown>;

const text: Check = (value) => typeof value === 'string';
const count: Check = (value) => Number.isSafeInteger(value);
const share: Check = (value) => typeof value === 'number' && value >= 0 && value <= 1;
const yes: Check = (value) => value === true;
const flag: Check = (value) => typeof value === 'boolean';
const maybe =
	(check: Check): Check =>
	(value) =>
		value === undefined || check(value);
const oneOf =
	(...words: string[]): Check =>
	(value) =>
		words.includes(value as string);
const list =
	(check: Check): Check =>
	(value) =>
		Array.isArray(value) && value.every(check);
const shape =
	(parts: Shape): Check =>
	(value) =>
		isObject(value) && fits(value, parts);

const limits = shape({
	text: count,
	title: count,
	field: count,
	message: count,
	inflight: count,
});
const welcome: Shape = {
	seat: text,
	summit: text,
	epoch: text,
	seq: count,
	now: count,
	limits,
	token: maybe(text),
	replaced: maybe(yes),
};
const state: Shape = {
	seq: count,
	full: maybe(yes),
	part: maybe(count),
	last: maybe(flag),
	set: Array.isArray,
};
const ack: Shape = {
	op: text,
	seq: count,
	number: maybe(text),
	late: maybe(flag),
	variant: maybe(flag),
	held: maybe(flag),
	code: maybe(text),
	card: maybe(text),
};
const nack: Shape = { op: maybe(text), code: text, message: text, retry: flag };
const pong: Shape = { now: count };
const presence: Shape = {
	tables: list(
		shape({
			number: count,
			devices: count,
			outbox: count,
			battery: maybe(share),
			since: maybe(count),
		}),
	),
};

const named = { id: text, seq: count };
const wording = {
	kind: oneOf('idea', 'concern', 'minority', 'plan'),
	text,
	language: maybe(text),
	translation: maybe(text),
};
const versions = list(shape({ ...wording, version: count }));
const entities: Record<Entity['type'], Shape> = {
	summit: {
		...named,
		name: text,
		place: text,
		date: text,
		language: oneOf('nl', 'en'),
		step: maybe(text),
	},
	room: { ...named, number: count, name: text },
	table: { ...named, number: count, room: text },
	theme: { ...named, number: count, title: text, description: maybe(text) },
	step: {
		...named,
		number: count,
		kind: oneOf('doors', 'opening', 'round', 'break', 'weighing', 'presentation', 'closing'),
		title: text,
		minutes: count,
		question: maybe(text),
		work: maybe(list(shape({ theme: text, tables: list(count) }))),
		started: maybe(count),
		ended: maybe(count),
		makes: maybe(oneOf('cards', 'plan')),
		fields: maybe(list(text)),
	},
	scene: { ...named, room: text, kind: oneOf('welcome', 'live', 'pause') },
	card: {
		...named,
		number: text,
		theme: text,
		...wording,
		version: count,
		idea: maybe(text),
		table: maybe(text),
		step: maybe(text),
		read: maybe(count),
		late: maybe(flag),
		at: maybe(count),
		withdrawn: maybe(yes),
		held: maybe(yes),
		earlier: maybe(versions),
		variants: maybe(versions),
		plan: maybe(text),
	},
	idea: { ...named, theme: text, title: text, version: count, state: oneOf('draft', 'published') },
	plan: {
		...named,
		table: text,
		step: text,
		theme: text,
		fields: list(shape({ text, version: count })),
		variants: maybe(list(shape({ field: count, version: count, text }))),
		handed: maybe(count),
		card: maybe(text),
	},
	weighing: {
		...named,
		title: text,
		step: maybe(text),
		ideas: list(text),
		points: count,
		state: oneOf('draft', 'open', 'closed', 'shown'),
		ballots: count,
		outcome: maybe(list(shape({ idea: text, points: count, tables: count }))),
	},
	ballot: {
		...named,
		weighing: text,
		table: text,
		shares: maybe(list(shape({ idea: text, points: count }))),
		at: count,
		late: flag,
	},
	call: {
		...named,
		table: text,
		kind: oneOf('question', 'tablet', 'talk', 'care', 'other'),
		at: count,
		ended: maybe(count),
	},
	notice: {
		...named,
		text,
		room: maybe(text),
		table: maybe(text),
		at: count,
		ended: maybe(count),
	},
	receipt: { ...named, notice: text, table: text, at: count },
	signoff: { ...named, table: text, step: text, seen: count, at: count },
	tally: { ...named, cards: count, read: count, tables: count },
};
const gone: Shape = { ...named, gone: yes };

/** Another code than these is a newer server's; to this page it is a message it cannot make sense of. */
const codes: Record<NackCode, true> = {
	bad_json: true,
	bad_message: true,
	unknown_message: true,
	unknown_command: true,
	unknown_field: true,
	missing_field: true,
	bad_field: true,
	text_empty: true,
	text_too_long: true,
	hello_first: true,
	hello_twice: true,
	token_unknown: true,
	code_unknown: true,
	not_allowed: true,
	unknown_id: true,
	id_taken: true,
	op_taken: true,
	not_a_round: true,
	version_changed: true,
	step_changed: true,
	link_replaced: true,
	bad_ballot: true,
	not_open: true,
	too_many: true,
	storage: true,
	closing: true,
	busy: true,
};

function isObject(value: unknown): value is Loose {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fits<T>(value: unknown, parts: Shape): value is T {
	const loose = value as Loose;
	return Object.keys(parts).every((key) => parts[key]?.(loose[key]) === true);
}

function decodeState(message: Loose): State | null {
	if (!fits<State>(message, state)) {
		return null;
	}
	if (message.full && (message.part === undefined || message.last === undefined)) {
		return null;
	}
	// An entity of a kind or shape from a newer server is left out, the rest still counts.
	return { ...message, set: message.set.filter(isEntity) };
}

function isEntity(value: unknown): value is Entity | Gone {
	if (!isObject(value) || typeof value['type'] !== 'string') {
		return false;
	}
	const parts = Object.hasOwn(entities, value['type'])
		? entities[value['type'] as Entity['type']]
		: undefined;
	return parts !== undefined && fits(value, 'gone' in value ? gone : parts);
}

function decodeNack(message: Loose): Nack | null {
	if (!fits<Nack>(message, nack)) {
		return null;
	}
	return Object.hasOwn(codes, message.code) ? message : { ...message, code: 'bad_message' };
}
