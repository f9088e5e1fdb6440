// What this stage shows now, as plain data, read from what the server has said.
import type { Entities } from '../shared/entities';
import type { Room, SceneKind, Step, Summit } from '../shared/protocol';
import { publishedResults, type Results } from '../shared/results';

export interface Show {
	scene: SceneKind;
	/** Absent before the first full state: then there is nothing to say but a welcome. */
	summit?: Summit;
	results: Results;
	/** The step that the programme is in. */
	step?: Step;
	/** The step after it. */
	next?: Step;
}

const scenes: readonly string[] = ['welcome', 'live', 'pause'] satisfies SceneKind[];

/** @param room  the number of the room whose stage this is */
export function showOf(entities: Entities, room: number | undefined): Show {
	const summit = entities.summit();
	const step = entities.step();
	const next = nextStep(entities.steps(), step);
	return {
		scene: sceneOf(entities, roomWith(entities.rooms(), room)),
		results: publishedResults(entities),
		...(summit && { summit }),
		...(step && { step }),
		...(next && { next }),
	};
}

function roomWith(rooms: readonly Room[], number: number | undefined): Room | undefined {
	return rooms.find((room) => room.number === number);
}

/** A scene that this page is too old to know, or none: the welcome, which is never wrong. */
function sceneOf(entities: Entities, room: Room | undefined): SceneKind {
	const scene = room && entities.scenes().find((one) => one.room === room.id);
	return scene && scenes.includes(scene.kind) ? scene.kind : 'welcome';
}

function nextStep(steps: readonly Step[], step: Step | undefined): Step | undefined {
	return step && steps.find((one) => one.number > step.number);
}

/** When a break is meant to end; not once that time has passed. */
export function resumesAt(step: Step | undefined, now: number): number | undefined {
	if (step?.kind !== 'break' || step.started === undefined) {
		return undefined;
	}
	const end = step.started + step.minutes * 60_000;
	return end > now ? end : undefined;
}

/** The round that is under way, if the programme is in one. */
export function roundOf(step: Step | undefined): Step | undefined {
	const running = step?.started !== undefined && step.ended === undefined;
	return step?.kind === 'round' && running ? step : undefined;
}
