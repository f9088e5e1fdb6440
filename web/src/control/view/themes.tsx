// The counts of each theme.
import { Sign } from '../../shared/sign';
import { total } from '../hall';
import { texts } from '../texts';
import type { ControlProps } from './app';

export function Themes({ page }: ControlProps) {
	const t = texts.value.control;
	const rows = page.control.now.themes.value;
	const all = total(rows);
	return (
		<section class="themes" aria-labelledby="themes-title">
			<h2 id="themes-title">
				{t.themes} <span class="quiet">{all.cards > 0 && t.left(all.cards - all.read)}</span>
			</h2>
			<table>
				<thead>
					<tr>
						<th scope="col">{t.theme}</th>
						<th scope="col">{t.cards}</th>
						<th scope="col">{t.read}</th>
						<th scope="col">{t.fromTables}</th>
					</tr>
				</thead>
				<tbody>
					{rows.map(({ theme, cards, read, tables }) => (
						<tr key={theme.id}>
							<th scope="row">
								<Sign theme={theme.number} />
								<span class="own" dir="auto">
									{theme.title}
								</span>
							</th>
							<td>{cards}</td>
							<td>{read}</td>
							<td>{tables}</td>
						</tr>
					))}
				</tbody>
				<tfoot>
					<tr>
						<th scope="row">{t.total}</th>
						<td>{all.cards}</td>
						<td>{all.read}</td>
						<td />
					</tr>
				</tfoot>
			</table>
		</section>
	);
}
