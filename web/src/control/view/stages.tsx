// What each room's stage shows, and the public pages to look at.

import { show } from '../actions';
import { type RoomRow, SCENES } from '../hall';
import { texts } from '../texts';
import type { ControlProps } from './app';

export function Stages({ page }: ControlProps) {
	const { rooms } = page.control.now;
	const t = texts.value.control;
	return (
		<section class="stages" aria-labelledby="stages-title">
			<h2 id="stages-title">{t.stages}</h2>
			<ul>
				{rooms.value.map((row) => (
					<StageLine key={row.room.id} page={page} row={row} />
				))}
			</ul>
			<p>
				<a href="/wall" target="_blank" rel="noreferrer">
					{t.openWall}
					<span class="visually-hidden"> ({t.newTab})</span>
				</a>
			</p>
		</section>
	);
}

function StageLine({ page, row: { room, scene } }: ControlProps & { row: RoomRow }) {
	const t = texts.value.control;
	const coming = page.control.showing.value.get(scene?.id ?? '');
	return (
		<li>
			<a
				class="own"
				dir="auto"
				href={`/stage?room=${room.number}`}
				target="_blank"
				rel="noreferrer"
			>
				<span aria-hidden="true">{room.name}</span>
				<span class="visually-hidden">
					{t.openStage(room.name)} ({t.newTab})
				</span>
			</a>
			{scene && (
				<fieldset class="switch" aria-label={t.stageOf(room.name)}>
					{SCENES.map((kind) => (
						<button
							type="button"
							key={kind}
							aria-pressed={scene.kind === kind}
							class={coming === kind ? 'coming' : ''}
							onClick={() => show(page, scene, room.name, kind)}
						>
							{t.scene[kind]}
						</button>
					))}
				</fieldset>
			)}
		</li>
	);
}
