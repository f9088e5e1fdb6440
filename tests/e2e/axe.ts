// What axe finds wrong with a page as it stands.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from '../lib/browser.js';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Nothing moves any more: halfway through fading in, no colour is what it will be. */
export async function untilAtRest(page: Page): Promise<void> {
	await page.evaluate(async () => {
		await document.fonts.ready;
		const ending = document
			.getAnimations()
			.filter((one) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
		await Promise.allSettled(ending.map((one) => one.finished));
	});
}

export async function violations(page: Page): Promise<string[]> {
	await untilAtRest(page);
	await page.evaluate(source);
	const results = await page.evaluate(() =>
		(globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
	);
	return results.violations.flatMap(({ id, help, nodes }) =>
		nodes.map((node) => `${id} (${help}): ${node.html.slice(0, 160)} ${node.failureSummary}`),
	);
}
