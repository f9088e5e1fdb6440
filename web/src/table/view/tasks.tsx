// Which task the page shows, and the quiet lines above it.

import { isAsked } from '../signoff';
import type { Offer, Tasks } from '../tasks';
import { texts } from '../texts';
import { FarewellWork } from './farewell';
import { Call, HelpPanel } from './help';
import { Notices } from './notices';
import { PlanWork } from './plan';
import { SignoffWork } from './signoff';
import type { TaskProps, WorkProps } from './taskparts';
import { WeighingWork } from './weighing';

/** What stands in the place of the field; nothing when a card is to be typed. */
export function Task(props: WorkProps) {
	const place = props.tasks.place.value;
	switch (place.kind) {
		case 'plan':
			return <PlanWork {...props} />;
		case 'weighing':
			return <WeighingWork {...props} id={place.id} />;
		case 'signoff':
			return <SignoffWork {...props} step={place.step} />;
		case 'farewell':
			return <FarewellWork {...props} />;
		case 'write':
			return null;
	}
}

/** Above the work, whatever it is: what the control room says, who is coming, what else could be done. */
export function Band(props: TaskProps) {
	return (
		<div class="band">
			<Notices {...props} />
			<Call {...props} />
			{props.tasks.offers.value.map((offer) => (
				<OfferLine key={offer.kind} tasks={props.tasks} offer={offer} />
			))}
			{props.tasks.mayAct.value && <HelpPanel {...props} />}
		</div>
	);
}

function OfferLine({ tasks, offer }: Pick<TaskProps, 'tasks'> & { readonly offer: Offer }) {
	const words = offerWords(tasks, offer);
	return (
		<div class="offer">
			<p role="status">{words?.what}</p>
			<button
				type="button"
				class="plain"
				onClick={() => {
					tasks.opened.value = offer;
				}}
			>
				{words?.go}
			</button>
		</div>
	);
}

function offerWords(tasks: Tasks, offer: Offer): { what: string; go: string } | undefined {
	const { weighing, signoff } = texts.value.round;
	if (offer.kind === 'weighing') {
		return tasks.weighing.of(offer.id)?.weighing.state === 'open'
			? { what: weighing.offer, go: weighing.offerGo }
			: { what: weighing.offerOutcome, go: weighing.offerLook };
	}
	const result = tasks.signoff.results.value.find(({ step }) => step.id === offer.step);
	const title = result?.step.title ?? '';
	const asked = result?.changed ? signoff.offerChanged(title) : signoff.offer(title);
	return { what: result && !isAsked(result) ? signoff.offerGiven(title) : asked, go: signoff.look };
}
