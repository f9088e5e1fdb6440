// The door of a page that belongs to a seat: without a key that fits, it asks for the code.
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Live } from './live';
import { texts } from './texts';

interface EntranceProps {
	readonly live: Pick<Live, 'status' | 'refusal' | 'join'>;
	/** Of the page. */
	readonly name: () => string;
	readonly children: ComponentChildren;
}

export function Entrance({ live, name, children }: EntranceProps) {
	return live.status.value === 'refused' ? <Door live={live} name={name} /> : children;
}

function Door({ live, name }: Omit<EntranceProps, 'children'>) {
	const code = useSignal('');
	const { shared } = texts.value;
	const refusal = live.refusal.value;
	const enter = (event: Event) => {
		event.preventDefault();
		if (code.value.trim() !== '') {
			live.join(code.value.trim());
		}
	};
	return (
		<main class="entrance">
			<h1>{name()}</h1>
			<p>{shared.entrance.how}</p>
			<p role="status">{refusal && shared.refused[refusal]}</p>
			<form onSubmit={enter}>
				<label for="code">{shared.entrance.code}</label>
				<input
					id="code"
					value={code.value}
					onInput={(event) => {
						code.value = event.currentTarget.value;
					}}
					maxLength={16}
					autocomplete="off"
					autocapitalize="characters"
					spellcheck={false}
					aria-invalid={refusal === 'code_unknown'}
				/>
				<button type="submit" class="primary">
					{shared.entrance.enter}
				</button>
			</form>
		</main>
	);
}
