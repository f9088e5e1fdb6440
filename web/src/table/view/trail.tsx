// How far a card has come, as a shape: four stations, filled as far as it is. A station that is to be passed
// once more has a dot.
import type { Whereabouts } from '../cards';

const reached: Record<Whereabouts, number> = {
	refused: 0,
	here: 0,
	kept: 1,
	again: 1,
	read: 2,
	idea: 3,
	stage: 4,
};

export function Trail({ where }: { readonly where: Whereabouts }) {
	if (where === 'refused') {
		return (
			<svg class="trail" viewBox="0 0 50 14" aria-hidden="true">
				<path class="wrong" d="M2 2l10 10M12 2l-10 10" />
			</svg>
		);
	}
	return (
		<svg class="trail" viewBox="0 0 50 14" aria-hidden="true">
			{[0, 1, 2, 3].map((station) => (
				<circle
					key={station}
					cx={7 + station * 12}
					cy="7"
					r="4"
					class={station < reached[where] ? 'reached' : ''}
				/>
			))}
			{where === 'again' && <circle class="dot" cx="19" cy="7" r="1.5" />}
		</svg>
	);
}
