import { Languages } from '../shared/languages';
import { texts } from './texts';

export function Page() {
	const { shared, start } = texts.value;
	return (
		<main class="front">
			<header>
				<p class="name">{shared.name}</p>
				<h1>{start.title}</h1>
			</header>
			<a class="wall" href="/wall">
				<strong>{start.wall}</strong>
				<span>{start.wallWhat}</span>
			</a>
			<section aria-labelledby="keyed">
				<h2 id="keyed">{start.keyed}</h2>
				<ul>
					<Door href="/table" name={start.table} what={start.tableWhat} />
					<Door href="/desk" name={start.desk} what={start.deskWhat} />
					<Door href="/control" name={start.control} what={start.controlWhat} />
					<Door href="/stage" name={start.stage} what={start.stageWhat} />
				</ul>
			</section>
			<footer>
				<Languages />
			</footer>
		</main>
	);
}

interface DoorProps {
	readonly href: string;
	readonly name: string;
	readonly what: string;
}

function Door({ href, name, what }: DoorProps) {
	return (
		<li>
			<a href={href}>
				<strong>{name}</strong>
				<span>{what}</span>
			</a>
		</li>
	);
}
