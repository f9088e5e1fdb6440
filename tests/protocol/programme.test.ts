import { randomUUID } from 'node:crypto';
import type { Client, Order } from '../lib/client.js';
import { addCard, expect, goTo, test, workOf } from '../lib/hall.js';

function steps(client: Client): string[] {
	return client.has
		.all('step')
		.sort((a, b) => a.number - b.number)
		.map((s) => s.id);
}

test('the programme begins, and everybody sees the step', async ({ hall }) => {
	const control = await hall.at('control/1');
	const everyone = await hall.at('public');
	const [first] = steps(control);
	await goTo(control, first ?? '');
	await everyone.sees('summit', (s) => s.step === first);
	const step = await everyone.sees('step', (s) => s.id === first && s.started !== undefined);
	expect(step.ended).toBeUndefined();
});

test('the step that is left has ended, the next one started', async ({ hall }) => {
	const control = await hall.at('control/1');
	const [first, second] = steps(control);
	await goTo(control, first ?? '');
	await control.sees('summit', (s) => s.step === first);
	await goTo(control, second ?? '');
	const left = await control.sees('step', (s) => s.id === first && s.ended !== undefined);
	const entered = await control.sees('step', (s) => s.id === second && s.started !== undefined);
	expect(entered.started).toBe(left.ended);
});

test('two who press next at the same moment advance once', async ({ hall }) => {
	const one = await hall.at('control/1');
	const other = await hall.at('control/1');
	const [first, second, third] = steps(one);
	await goTo(one, first ?? '');
	const answers = await Promise.all([
		one.ask({ cmd: 'programme.go', from: first ?? '', to: second ?? '' }),
		other.ask({ cmd: 'programme.go', from: first ?? '', to: third ?? '' }),
	]);
	expect(answers.map((a) => a.t).sort()).toEqual(['ack', 'nack']);
	expect(answers.find((a) => a.t === 'nack')).toMatchObject({ code: 'step_changed' });
});

test('a beginning after the beginning is refused', async ({ hall }) => {
	const control = await hall.at('control/1');
	const [first] = steps(control);
	await goTo(control, first ?? '');
	expect(await control.refused({ cmd: 'programme.go', to: first ?? '' })).toBe('step_changed');
});

test('an unknown step is refused', async ({ hall }) => {
	const control = await hall.at('control/1');
	expect(await control.refused({ cmd: 'programme.go', to: randomUUID() })).toBe('unknown_id');
});

test('a card that comes after its round is taken and marked late', async ({ hall }) => {
	const table = await hall.at('table/1');
	const control = await hall.at('control/1');
	const desk = await hall.at('desk/1');
	const round = workOf(table, 1).step.id;
	const after = steps(control)[steps(control).indexOf(round) + 1];
	await goTo(control, round);
	const onTime = await addCard(table, 1, 'Op tijd');
	await control.sees('summit', (s) => s.step === round);
	await goTo(control, after ?? '');
	const late = await addCard(table, 1, 'Te laat, toch welkom');
	expect(onTime.ack.late ?? false).toBe(false);
	expect(late.ack.late).toBe(true);
	expect((await desk.sees('card', (c) => c.id === late.id)).late).toBe(true);
	expect((await desk.sees('card', (c) => c.id === onTime.id)).late).toBe(false);
});

test('a scene is shown to the stage of its room', async ({ hall }) => {
	const control = await hall.at('control/1');
	const stage = await hall.at('stage/1');
	const room = stage.has.all('room').find((r) => r.number === 1);
	const scene = stage.has.all('scene').find((s) => s.room === room?.id);
	await control.do({ cmd: 'scene.show', id: scene?.id ?? '', kind: 'pause' });
	await stage.sees('scene', (s) => s.id === scene?.id && s.kind === 'pause');
});

test('only the right seats may give a command', async ({ hall }) => {
	const clients = {
		public: await hall.at('public'),
		table: await hall.at('table/1'),
		desk: await hall.at('desk/1'),
		control: await hall.at('control/1'),
		stage: await hall.at('stage/1'),
	};
	const id = randomUUID();
	const orders: { seat: string; order: Order }[] = [
		{ seat: 'table', order: { cmd: 'card.add', id, step: id, theme: id, kind: 'idea', text: 'x' } },
		{ seat: 'desk', order: { cmd: 'card.read', id, version: 1 } },
		{ seat: 'desk', order: { cmd: 'card.place', id, version: 1 } },
		{ seat: 'desk', order: { cmd: 'idea.add', id, theme: id, title: 'x', cards: [] } },
		{ seat: 'desk', order: { cmd: 'idea.edit', id, base: 1, title: 'x' } },
		{ seat: 'desk', order: { cmd: 'idea.publish', id, version: 1 } },
		{ seat: 'desk', order: { cmd: 'idea.withdraw', id } },
		{ seat: 'control', order: { cmd: 'programme.go', to: id } },
		{ seat: 'control', order: { cmd: 'scene.show', id, kind: 'live' } },
	];
	for (const [seat, client] of Object.entries(clients)) {
		for (const { seat: allowed, order } of orders) {
			const code = await client.refused(order);
			const what = `${order.cmd} by ${seat}`;
			if (seat === allowed) {
				expect(code, what).not.toBe('not_allowed');
			} else {
				expect(code, what).toBe('not_allowed');
			}
		}
	}
});
