// Two devices changed one card apart: both texts stand here, and somebody chooses. No clock decides.
import { useSignal } from '@preact/signals';
import type { Wording } from '../../shared/protocol';
import type { CardRow } from '../cards';
import { texts } from '../texts';
import type { Props } from './common';
import { Words } from './words';

interface VariantsProps extends Pick<Props, 'state' | 'actions'> {
	readonly card: CardRow;
}

export function Variants({ card, state, actions }: VariantsProps) {
	const { table } = texts.value;
	const choosing = useSignal(false);
	const online = state.line.value === 'online';
	const choices: readonly (Wording & { version: number })[] = [card, ...card.variants];
	const keep = async (version: number) => {
		if (online && !choosing.value) {
			choosing.value = true;
			await actions.keep(card.id, version);
			choosing.value = false;
		}
	};
	return (
		<div class="variants">
			<p class="ask">{table.variants(choices.length)}</p>
			<p class="hint">{online ? table.variantsWhat : table.variantsWait}</p>
			<ul>
				{choices.map((choice) => (
					<li key={choice.version}>
						<Words wording={choice} />
						{!state.observes.value && (
							<button
								type="button"
								aria-disabled={!online || choosing.value}
								onClick={() => void keep(choice.version)}
							>
								{table.keepThis}
							</button>
						)}
					</li>
				))}
			</ul>
		</div>
	);
}
