import { colourOf, signOf } from './signs';

/** The sign of the theme with this number, in its colour, as tall as the text around it. */
export function Sign({ theme }: { theme: number }) {
	return (
		<svg class="sign" viewBox="0 0 24 24" aria-hidden="true" data-colour={colourOf(theme)}>
			<path fill-rule="evenodd" d={signOf(theme).path} />
		</svg>
	);
}
