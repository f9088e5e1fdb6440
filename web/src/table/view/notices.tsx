// What comes in from the control room, above the work and out of its way.
import { texts } from '../texts';
import type { TaskProps } from './taskparts';

export function Notices({ tasks }: Pick<TaskProps, 'tasks'>) {
	const { notices: words } = texts.value.round;
	const [notice, ...more] = tasks.notices.unseen.value;
	return (
		<div class="notice" hidden={notice === undefined}>
			{/* Always there: a place that is read out when it changes must exist before. */}
			<div role="status">
				{notice && (
					<>
						<p class="from">{words.title}</p>
						<p class="own" dir="auto">
							{notice.text}
						</p>
						{more.length > 0 && <p class="more">{words.more(more.length)}</p>}
					</>
				)}
			</div>
			{notice && tasks.mayAct.value && (
				<button type="button" onClick={() => void tasks.notices.confirm(notice.id)}>
					{words.seen}
				</button>
			)}
		</div>
	);
}

/** Those that were confirmed can be found again. */
export function EarlierNotices({ tasks }: Pick<TaskProps, 'tasks'>) {
	const { notices: words } = texts.value.round;
	const earlier = tasks.notices.earlier.value;
	if (earlier.length === 0) {
		return null;
	}
	return (
		<details class="earlier">
			<summary>{words.earlier(earlier.length)}</summary>
			<ul>
				{earlier.map(({ id, text }) => (
					<li key={id} class="own" dir="auto">
						{text}
					</li>
				))}
			</ul>
		</details>
	);
}
