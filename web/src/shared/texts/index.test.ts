import { beforeEach, expect, test, vi } from 'vitest';
import type { PageName } from './languages';
import { nl } from './nl';

/** A page that is opened anew on this device. */
async function opened<P extends PageName>(name: P) {
	vi.resetModules();
	const fresh = await import('./index');
	return { ...fresh, texts: fresh.wordsOf(name, nl) };
}

beforeEach(() => {
	const kept = new Map<string, string>();
	vi.stubGlobal('localStorage', {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value),
	});
	vi.doUnmock('./ar');
});

test('a choice counts, and the device remembers it', async () => {
	const first = await opened('table');
	await first.speak();
	expect(first.offered.value).toEqual(['nl', 'en', 'ar', 'tr']);
	expect(await first.chooseLanguage('ar')).toBe(true);
	expect(first.language.value).toBe('ar');
	expect(first.texts.value.table.submit).toBe('تدوين');

	const again = await opened('table');
	await again.speak();
	expect(again.language.value).toBe('ar');
});

test('a page that a language does not cover speaks the summit’s, whole', async () => {
	const table = await opened('table');
	await table.speak();
	table.summitLanguage('en');
	await table.chooseLanguage('ar');

	const desk = await opened('desk');
	expect(desk.offered.value).toEqual(['nl', 'en']);
	await desk.speak();
	expect(desk.language.value).toBe('en');
	expect(desk.texts.value.shared.language).toBe('Language');
});

test('a page has its own Dutch, and no other’s', async () => {
	vi.resetModules();
	const { wordsOf } = await import('./index');
	const texts = wordsOf('desk', { desk: nl.desk });
	expect(Object.keys(texts.value)).toEqual(['shared', 'desk']);
	expect(texts.value.desk.page).toBe(nl.desk.page);
});

test('nothing chosen: Dutch, until the summit says otherwise', async () => {
	const page = await opened('table');
	await page.speak();
	expect(page.language.value).toBe('nl');
	page.summitLanguage('en');
	await vi.waitFor(() => expect(page.language.value).toBe('en'));
});

test('a visitor’s own device counts before the summit', async () => {
	vi.stubGlobal('navigator', { languages: ['de-DE', 'tr-TR', 'nl'] });
	const wall = await opened('wall');
	wall.summitLanguage('en');
	wall.followDevice();
	await wall.speak();
	expect(wall.language.value).toBe('tr');
});

test('of two choices the last one counts, whichever words come first', async () => {
	let come = () => {};
	vi.doMock('./ar', async (original) => {
		await new Promise<void>((resolve) => {
			come = resolve;
		});
		return original();
	});
	const page = await opened('table');
	await page.speak();
	const first = page.chooseLanguage('ar');
	await page.chooseLanguage('tr');
	come();
	await first;
	expect(page.language.value).toBe('tr');
});

test('words that cannot be fetched: the page stays as it is, and says so', async () => {
	vi.doMock('./ar', () => {
		throw new Error('no network');
	});
	const page = await opened('table');
	await page.speak();
	expect(await page.chooseLanguage('ar')).toBe(false);
	expect(page.language.value).toBe('nl');
});

test('words that are slow to come do not keep a page from starting', async () => {
	let come = () => {};
	vi.doMock('./ar', async (original) => {
		await new Promise<void>((resolve) => {
			come = resolve;
		});
		return original();
	});
	localStorage.setItem('burgertop:language', 'ar');
	const page = await opened('table');
	vi.useFakeTimers();
	const spoken = page.speak();
	await vi.advanceTimersByTimeAsync(2000);
	vi.useRealTimers();
	await spoken;
	expect(page.language.value).toBe('nl');
	come();
	await vi.waitFor(() => expect(page.language.value).toBe('ar'));
});
