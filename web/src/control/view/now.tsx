// Where we are, how long it runs, and the one large button.
import { tick } from '../../shared/clock';
import type { Live } from '../../shared/live';
import type { Step } from '../../shared/protocol';
import { language } from '../../shared/texts';
import { ask, goNext, isAtRest } from '../actions';
import { partOf, runOf } from '../hall';
import { texts } from '../texts';
import { duration, words } from '../words';
import type { ControlProps } from './app';

interface NowProps extends ControlProps {
	readonly live: Pick<Live, 'now'>;
}

export function Now({ page, live }: NowProps) {
	const { current } = page.control.now;
	const t = texts.value.control;
	const step = current.value;
	return (
		<section class="now" aria-labelledby="now-title">
			<p class="now-label">
				<span class="quiet">{t.now}</span>
				<HallClock live={live} />
			</p>
			<h2 id="now-title" class="own" dir="auto">
				{step ? step.title : t.notBegun}
			</h2>
			<p class="runs">{step && <Runs step={step} live={live} />}</p>
			<Next page={page} />
			<Back page={page} />
			<p class="notice" role="status">
				{page.control.notice.value && words(page.control, page.control.notice.value, texts.value)}
			</p>
		</section>
	);
}

function HallClock({ live }: Pick<NowProps, 'live'>) {
	tick.value;
	const time = new Date(live.now());
	const options = { hour: '2-digit', minute: '2-digit', hour12: false } as const;
	return <time class="hall-clock">{time.toLocaleTimeString(language.value, options)}</time>;
}

function Runs({ step, live }: { step: Step } & Pick<NowProps, 'live'>) {
	tick.value;
	const t = texts.value.control;
	const run = runOf(step, live.now());
	if (!run) {
		return null;
	}
	const share = Math.min(100, (100 * run.ran) / run.planned);
	return (
		<>
			<span class="bar" aria-hidden="true">
				<span style={{ inlineSize: `${share}%` }} />
			</span>
			<span>{t.runs(duration(run.ran), step.minutes)}</span>
			{run.over > 0 && <b class="over">{t.over(Math.floor(run.over / 60_000))}</b>}
		</>
	);
}

function Next({ page }: ControlProps) {
	const { control } = page;
	const t = texts.value.control;
	const move = control.now.next.value;
	if (!move) {
		return <p class="finished">{t.finished}</p>;
	}
	const { steps } = control.hall.value;
	const part = (step: Step | null) => step && partOf(steps, step);
	const isGoing = control.going.value !== null;
	const label = isGoing ? t.going : t.go(part(move.from), partOf(steps, move.to));
	return (
		<button type="button" class="next" aria-disabled={!isAtRest(page)} onClick={() => goNext(page)}>
			<span class="does">{label}</span>
			<span class="to">
				<span class="own" dir="auto">
					{move.to.title}
				</span>
				, {t.planned(move.to.minutes)}
			</span>
		</button>
	);
}

function Back({ page }: ControlProps) {
	const { control } = page;
	const previous = control.now.previous.value;
	return previous ? (
		<button type="button" class="plain" onClick={() => ask(page, previous)}>
			{texts.value.control.back(previous.title)}
		</button>
	) : null;
}
