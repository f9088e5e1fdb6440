// What axe finds wrong with a page as it stands, and what the keyboard does not reach.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { expect, type Page } from '../lib/browser.js';

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

const reachable = 'a[href], button, input, textarea, select, summary, [tabindex]';

/** Tab comes to everything that can be used, and whatever has the focus shows it. */
export async function expectKeyboard(page: Page): Promise<void> {
	await untilAtRest(page);
	const wanted = await page.evaluate((selector) => {
		const seen = (one: HTMLElement) => one.checkVisibility() && one.tabIndex >= 0;
		const usable = [...document.querySelectorAll<HTMLElement>(selector)].filter(seen);
		// Of a group of radio buttons Tab comes to one; arrows to the others.
		const stops = usable.filter((one) => !one.matches('[type=radio]:not(:checked), :disabled'));
		Object.assign(globalThis, { stops, reached: new Set(), dim: [] });
		(document.activeElement as HTMLElement | null)?.blur();
		return stops.map((one) => one.outerHTML.slice(0, 120));
	}, reachable);
	for (let i = 0; i <= wanted.length + 2; i++) {
		await page.keyboard.press('Tab');
		await page.evaluate(noteFocus);
	}
	const { missed, dim } = await page.evaluate(() => {
		const { stops, reached, dim } = globalThis as unknown as Noted;
		const missed = stops.filter((one) => !reached.has(one));
		return { missed: missed.map((one) => one.outerHTML.slice(0, 120)), dim };
	});
	expect(missed, 'not reached with Tab').toEqual([]);
	expect(dim, 'has the focus and does not show it').toEqual([]);
}

interface Noted {
	stops: Element[];
	reached: Set<Element>;
	dim: string[];
}

/** Runs in the page. */
function noteFocus(): void {
	const { reached, dim } = globalThis as unknown as Noted;
	const focused = document.activeElement;
	if (!focused || focused === document.body) {
		return;
	}
	reached.add(focused);
	const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused);
	if ((outlineStyle === 'none' || outlineWidth === '0px') && boxShadow === 'none') {
		dim.push(focused.outerHTML.slice(0, 120));
	}
}
