// The day of one table as the facilitator's handbook shows it, in each of its languages.
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '../lib/client.js';
import { type Hall, publish } from '../lib/hall.js';
import { scratch } from '../lib/program.js';

export type Told = 'nl' | 'en';

/** What is said at the table of the pictures. */
export const story = {
	nl: {
		place: 'Leiden',
		rooms: ['Aalmarkt'],
		themes: ['Groen in de straat', 'Elkaar ontmoeten'],
		steps: { round: 'Ronde 1', rest: 'Pauze', plan: 'Ons plan', weighing: 'Punten verdelen' },
		questions: ['Wat maakt uw straat groener?', 'Hoe pakken we dit aan?'],
		cards: [
			'Een boom bij elke speelplek',
			'Geveltuintjes, met hulp van de buren',
			'Wie snoeit als de gemeente het niet doet?',
			'Regentonnen voor de hele straat',
		],
		typing: 'Bankjes in de schaduw, zodat je even kunt uitrusten',
		ideas: ['Bomen bij speelplekken', 'Samen tuinieren', 'Water opvangen'],
		plan: ['Samen tuinieren', 'Elke straat krijgt een tuinkist met gereedschap.'],
	},
	en: {
		place: 'Leiden',
		rooms: ['Aalmarkt'],
		themes: ['Green in the street', 'Meeting each other'],
		steps: { round: 'Round 1', rest: 'Break', plan: 'Our plan', weighing: 'Dividing points' },
		questions: ['What makes your street greener?', 'How do we go about it?'],
		cards: [
			'A tree beside every playground',
			'Little gardens along the houses, with help of neighbours',
			'Who prunes when the city does not?',
			'Rain barrels for the whole street',
		],
		typing: 'Benches in the shade, so that you can rest for a while',
		ideas: ['Trees beside playgrounds', 'Gardening together', 'Catching water'],
		plan: ['Gardening together', 'Each street gets a chest of garden tools.'],
	},
} as const;

export const table = 12;

/** The summit of the pictures, as a file that one is made from. */
export function planIn(told: Told): string {
	const { place, rooms, themes, steps, questions } = story[told];
	const path = join(scratch(), 'handbook.json');
	const all = [{ theme: 1, tables: `1-${table}` }];
	writeFileSync(
		path,
		JSON.stringify({
			name: told === 'nl' ? 'Burgertop' : 'Citizens’ summit',
			place,
			date: '2027-03-20',
			language: told,
			rooms: rooms.map((name) => ({ name })),
			tables: [{ room: 1, count: table }],
			themes: themes.map((title) => ({ title })),
			programme: [
				{ kind: 'round', title: steps.round, minutes: 20, question: questions[0], work: all },
				{ kind: 'break', title: steps.rest, minutes: 15 },
				{
					kind: 'round',
					title: steps.plan,
					minutes: 30,
					makes: 'plan',
					question: questions[1],
					work: all,
				},
				{ kind: 'weighing', title: steps.weighing, minutes: 10 },
			],
			desks: 1,
			controls: 1,
		}),
	);
	return path;
}

/** Of a table's cards the first goes to the stage, the second into an idea, the third is read. */
export async function readCards(hall: Hall, told: Told): Promise<void> {
	const desk = await hall.at('desk/1');
	const { cards, ideas } = story[told];
	const find = (text: string) => desk.sees('card', (card) => card.text === text);
	const [first, second, third] = await Promise.all(cards.slice(0, 3).map(find));
	if (!first || !second || !third) {
		throw new Error('the table has no cards');
	}
	await publish(desk, ideas[0], [first]);
	await desk.do({
		cmd: 'idea.add',
		id: randomUUID(),
		theme: second.theme,
		title: ideas[1],
		cards: [{ id: second.id, version: second.version }],
	});
	await desk.do({ cmd: 'card.read', id: third.id, version: third.version });
	desk.close();
}

/** The desk publishes all its ideas, and puts them to the tables. */
export async function openWeighing(hall: Hall, told: Told): Promise<void> {
	const desk = await hall.at('desk/1');
	const { ideas, steps } = story[told];
	for (const idea of desk.has.all('idea').filter(({ state }) => state !== 'published')) {
		await desk.do({ cmd: 'idea.publish', id: idea.id, version: idea.version });
	}
	await publish(desk, ideas[2], []);
	const id = randomUUID();
	await desk.do({
		cmd: 'weighing.put',
		id,
		title: steps.weighing,
		ideas: desk.has.all('idea').map((idea) => idea.id),
		points: 10,
	});
	await desk.do({ cmd: 'weighing.open', id });
	desk.close();
}

export function stepTitled(client: Client, title: string): string {
	return client.has.all('step').find((step) => step.title === title)?.id ?? '';
}
