// The twelve signs that stand for a theme beside its colour, so that nobody needs to see the colour.

export interface Sign {
	/** For whoever reads the code; screen readers get the theme's title, the sign is decoration. */
	name: string;
	/** In a box of 24 by 24; holes by the even-odd rule. */
	path: string;
}

const circle: Sign = { name: 'circle', path: 'M12 1.5a10.5 10.5 0 1 1 0 21a10.5 10.5 0 1 1 0-21z' };

const signs: readonly Sign[] = [
	circle,
	{ name: 'square', path: 'M2.5 2.5h19v19h-19z' },
	{ name: 'triangle', path: 'M12 1.5 23.5 22H.5z' },
	{ name: 'cross', path: 'M8.2 1.5h7.6v6.7h6.7v7.6h-6.7v6.7H8.2v-6.7H1.5V8.2h6.7z' },
	{ name: 'diamond', path: 'M12 .5 23.5 12 12 23.5.5 12z' },
	{ name: 'bowl', path: 'M.5 6h23a11.5 11.5 0 0 1-23 0z' },
	{ name: 'bridge', path: 'M1 21.5V13a11 11 0 0 1 22 0v8.5h-6V13a5 5 0 0 0-10 0v8.5z' },
	{
		name: 'ring',
		path: 'M12 1.5a10.5 10.5 0 1 1 0 21a10.5 10.5 0 1 1 0-21zM12 7.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z',
	},
	{ name: 'star', path: 'M12 .5 15.4 8.6 23.5 12 15.4 15.4 12 23.5 8.6 15.4.5 12 8.6 8.6z' },
	{ name: 'hourglass', path: 'M2 2h20l-6.6 10L22 22H2l6.6-10z' },
	{ name: 'bars', path: 'M1.5 2.5h21v4.6h-21zM1.5 9.7h21v4.6h-21zM1.5 16.9h21v4.6h-21z' },
	{
		name: 'drop',
		path: 'M12 .5c5.2 6.3 8.3 9.6 8.3 14.1a8.3 8.3 0 0 1-16.6 0C3.7 10.1 6.8 6.8 12 .5z',
	},
];

/** 1 to 12: which of the colours in tokens.css (`data-colour`) belongs to the theme with this number. */
export function colourOf(theme: number): number {
	return ((theme - 1) % signs.length) + 1;
}

export function signOf(theme: number): Sign {
	return signs[colourOf(theme) - 1] ?? circle;
}

const svg = 'http://www.w3.org/2000/svg';

/** For pages without Preact. Takes the theme's colour by itself. */
export function drawSign(theme: number): SVGSVGElement {
	const drawing = document.createElementNS(svg, 'svg');
	drawing.setAttribute('class', 'sign');
	drawing.setAttribute('viewBox', '0 0 24 24');
	drawing.setAttribute('aria-hidden', 'true');
	drawing.dataset['colour'] = String(colourOf(theme));
	const path = document.createElementNS(svg, 'path');
	path.setAttribute('d', signOf(theme).path);
	path.setAttribute('fill-rule', 'evenodd');
	drawing.append(path);
	return drawing;
}
