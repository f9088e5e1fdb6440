// The two fields of this page: the title of a new idea, and another title for one that exists.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Idea } from '../../shared/protocol';
import { closeDraft, closeRetitle, saveDraft, saveRetitle } from '../grouping';
import type { Draft, Retitle } from '../state';
import { texts } from '../texts';
import { lengthOf } from '../world';
import type { DeskProps } from './parts';

interface TitleProps {
	readonly label: string;
	readonly title: string;
	readonly most: number;
	readonly save: string;
	readonly isSaving: boolean;
	readonly onType: (title: string) => void;
	readonly onSave: () => void;
	readonly onCancel: () => void;
	readonly children?: preact.ComponentChildren;
}

function TitleForm(props: TitleProps) {
	const { label, title, most, save, isSaving, onType, onSave, onCancel, children } = props;
	const field = useRef<HTMLInputElement>(null);
	// Before the next key can arrive: outside a field, letters are shortcuts.
	useLayoutEffect(() => {
		field.current?.focus();
		field.current?.select();
	}, []);
	const t = texts.value.desk;
	const over = lengthOf(title.trim()) - most;
	const submit = (event: Event) => {
		event.preventDefault();
		onSave();
	};
	return (
		<form class="title-form" onSubmit={submit}>
			<label for="title-field">{label}</label>
			<input
				id="title-field"
				ref={field}
				dir="auto"
				autocomplete="off"
				value={title}
				aria-invalid={over > 0}
				aria-describedby={over > 0 ? 'title-over' : undefined}
				onInput={(event) => onType(event.currentTarget.value)}
			/>
			{over > 0 && (
				<p id="title-over" class="hint">
					{t.tooLong(over)}
				</p>
			)}
			{children}
			<div class="actions">
				<button type="submit" class="firm" aria-disabled={isSaving}>
					{save}
				</button>
				<button type="button" onClick={onCancel}>
					{t.cancel}
				</button>
				{isSaving && <span class="slow quiet">{t.saving}</span>}
			</div>
		</form>
	);
}

export function NewIdea({ page, draft }: Pick<DeskProps, 'page'> & { draft: Draft }) {
	const { desk } = page;
	const t = texts.value.desk;
	return (
		<TitleForm
			label={draft.card ? t.titleOfNew(draft.card.number) : t.titleOfEmpty}
			title={draft.title}
			most={desk.titleLimit.value}
			save={t.save}
			isSaving={false}
			onType={(title) => {
				desk.draft.value = { ...draft, title };
			}}
			onSave={() => saveDraft(page)}
			onCancel={() => closeDraft(page)}
		/>
	);
}

interface OtherTitleProps extends Pick<DeskProps, 'page'> {
	readonly idea: Idea;
	readonly retitle: Retitle;
}

export function OtherTitle({ page, idea, retitle }: OtherTitleProps) {
	const { desk } = page;
	const t = texts.value.desk;
	const isOther = !retitle.saving && idea.version !== retitle.base;
	return (
		<TitleForm
			label={t.titleOf}
			title={retitle.title}
			most={desk.titleLimit.value}
			save={isOther ? t.saveAnyway : t.save}
			isSaving={retitle.saving}
			onType={(title) => {
				desk.retitle.value = { ...retitle, title };
			}}
			onSave={() => saveRetitle(page, idea.version)}
			onCancel={() => closeRetitle(page)}
		>
			{isOther && (
				<p class="hint own" dir="auto">
					{t.otherTitle(idea.title)}
				</p>
			)}
		</TitleForm>
	);
}
