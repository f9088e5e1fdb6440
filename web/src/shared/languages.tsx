// The choice of language: each by its own name, in its own script.
import { useSignal } from '@preact/signals';
import { chooseLanguage, type Language, language, languages, offered, texts } from './texts';

export function Languages() {
	const { shared } = texts.value;
	const away = useSignal(false);
	const choose = async (wanted: Language) => {
		away.value = false;
		away.value = !(await chooseLanguage(wanted));
	};
	return (
		<div class="languages">
			<fieldset>
				<legend class="visually-hidden">{shared.language}</legend>
				{offered.value.map((one) => (
					<button
						key={one}
						type="button"
						class="plain"
						lang={one}
						aria-pressed={one === language.value}
						onClick={() => void choose(one)}
					>
						{languages[one].name}
					</button>
				))}
			</fieldset>
			<p role="status">{away.value && shared.languageAway}</p>
		</div>
	);
}
