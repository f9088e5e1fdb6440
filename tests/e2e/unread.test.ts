// Nothing unread reaches the public: not on a page, and not on its way to one.
import { type Device, expect, test } from '../lib/browser.js';
import { addCard, publish } from '../lib/hall.js';
import { openRound, showScene, turnTo } from './day.js';

const secret = 'Woorden die nog niemand las';

async function expectUnknown(device: Device): Promise<void> {
	expect(await device.page.content()).not.toContain(secret);
	expect(device.frames.join('\n')).not.toContain(secret);
}

test('a card reaches stage and wall when it was read and its idea published, no sooner', async ({
	hall,
	visit,
}) => {
	const control = await openRound(hall);
	await showScene(control, 1, 'live');
	const stage = await visit({ seat: 'stage/1', ownClock: true });
	const wall = await visit({ page: 'wall' });
	const table = await hall.at('table/1');
	const desk = await hall.at('desk/1');

	const { id } = await addCard(table, 1, secret);
	const card = await desk.sees('card', (one) => one.id === id);
	// The tally tells that there is a card; what came with it or before it has arrived by now.
	await wall.page.locator('.counts', { hasText: '1 kaartje' }).waitFor();
	await stage.page.getByText('1 kaartje').first().waitFor({ state: 'attached' });
	await expectUnknown(stage);
	await expectUnknown(wall);

	await desk.do({ cmd: 'card.read', id, version: card.version });
	await publish(desk, 'Een ander idee', []);
	await wall.page.getByRole('heading', { name: 'Een ander idee' }).waitFor();
	await turnTo(stage.page, 'Een ander idee');
	await expectUnknown(stage);
	await expectUnknown(wall);

	const read = await desk.sees('card', (one) => one.id === id);
	await publish(desk, 'Nu mag het', [read]);
	await wall.page.getByText(secret).waitFor();
	expect(stage.frames.join('\n')).toContain(secret);
});
