import type { start as nl } from '../nl/start';

export const start: typeof nl = {
	title: 'Welcome',
	lead: 'Which page do you need?',
	wall: 'Follow along',
	wallWhat: 'Read on your own phone or computer what the tables think up. You need nothing for it.',
	table: 'Table',
	tableWhat: 'For the facilitator of a table: type on the tablet what the table thinks up.',
	desk: 'Theme team',
	deskWhat: 'Read the cards, group them and pass them on to the stage.',
	control: 'Control room',
	controlWhat: 'Run the programme and see how the tables are doing.',
	stage: 'Stage',
	stageWhat: 'For the big screen in a room.',
	keyed: 'For these pages you need the link or the code of your seat.',
};
