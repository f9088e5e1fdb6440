import type { Wording } from '../../shared/protocol';
import { texts } from '../texts';

/** A text as it was typed, and what was made of it at the table. */
export function Words({ wording }: { readonly wording: Wording }) {
	const { text, language, translation } = wording;
	return (
		<>
			<p class="words own" dir="auto" lang={language ?? 'nl'}>
				{text}
			</p>
			{translation !== undefined && (
				<p class="words translated own" dir="auto">
					<small>{texts.value.table.translation}</small>
					<span lang="nl">{translation}</span>
				</p>
			)}
		</>
	);
}
