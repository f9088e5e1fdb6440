// More visitors than there is room for.
import { expect, test } from '../lib/browser.js';
import { bringToStage, openRound } from './day.js';

test('a wall without room says that it is busy, and keeps what it shows', async ({
	hall,
	visit,
}) => {
	await openRound(hall);
	await bringToStage(hall, 1, 'Een speelplek');
	const { page: wall } = await visit({ page: 'wall', serverMayDie: true });
	await wall.getByText('Een speelplek', { exact: true }).waitFor();

	const { host } = new URL(hall.url);
	await hall.server.stop();
	await hall.serve({ listen: host, args: ['--viewers', '0'] });
	await wall.getByText('Het is even druk. U ziet wat er het laatst stond').waitFor();
	expect(await wall.getByText('Een speelplek', { exact: true }).count()).toBe(1);

	const { page: newcomer } = await visit({ page: 'wall' });
	await newcomer.getByText('Het is even druk. We proberen het zo opnieuw.').waitFor();
	const { page: tablet } = await visit({ seat: 'table/1' });
	await tablet.getByText('Een speelplek, dat willen wij').waitFor();
});
