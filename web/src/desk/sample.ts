// Made-up cards and ideas for the tests, and a server that answers when it is told to.
import type { Ack, Card, Idea, NackCode, Order, Theme } from '../shared/protocol';
import type { Page } from './page';
import { createDesk } from './state';
import { NOTHING, type World } from './world';

export const theme = (number: number): Theme => ({
	type: 'theme',
	id: `theme-${number}`,
	seq: 1,
	number,
	title: `Thema ${number}`,
});

export function card(number: string, more: Partial<Card> = {}): Card {
	const count = Number(number.split('-')[1]);
	return {
		type: 'card',
		id: `card-${number}`,
		seq: count,
		number,
		theme: 'theme-1',
		kind: 'idea',
		text: `Kaartje ${number}`,
		version: count,
		table: `table-${number.split('-')[0]}`,
		step: 'step-1',
		at: count * 1000,
		...more,
	};
}

export const read = (number: string, more: Partial<Card> = {}): Card => {
	const fresh = card(number, more);
	return { ...fresh, read: fresh.version };
};

export const idea = (name: string, more: Partial<Idea> = {}): Idea => ({
	type: 'idea',
	id: `idea-${name}`,
	seq: 1,
	theme: 'theme-1',
	title: name,
	version: 1,
	state: 'draft',
	...more,
});

export const world = (more: Partial<World>): World => ({
	...NOTHING,
	themes: [theme(1), theme(2)],
	...more,
});

interface Asked {
	readonly order: Order;
	answer(seq: number): Promise<void>;
	refuse(code: NackCode): Promise<void>;
}

/** A page whose server answers only when the test says so. */
export function samplePage(): { page: Page; asked: Asked[]; setClock(ms: number): void } {
	const asked: Asked[] = [];
	let now = 1_000_000;
	let ids = 0;
	const settled = () => new Promise<void>((done) => setTimeout(done));
	const page: Page = {
		desk: createDesk(),
		perform: (order) =>
			new Promise<Pick<Ack, 'seq'>>((resolve, reject) => {
				asked.push({
					order,
					answer: (seq) => {
						resolve({ seq });
						return settled();
					},
					refuse: (code) => {
						reject(Object.assign(new Error(code), { code }));
						return settled();
					},
				});
			}),
		newId: () => `new-${++ids}`,
		clock: () => now,
	};
	const setClock = (ms: number) => {
		now = ms;
	};
	return { page, asked, setClock };
}
