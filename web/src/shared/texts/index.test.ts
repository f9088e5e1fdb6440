import { beforeEach, expect, test, vi } from 'vitest';

/** The module as a page finds it that is opened anew on this device. */
async function opened(): Promise<typeof import('./index')> {
	vi.resetModules();
	return import('./index');
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
	const first = await opened();
	await first.speak('table');
	expect(first.offered.value).toEqual(['nl', 'en', 'ar', 'tr']);
	expect(await first.chooseLanguage('ar')).toBe(true);
	expect(first.language.value).toBe('ar');
	expect(first.texts.value.table.submit).toBe('تدوين');

	const again = await opened();
	await again.speak('table');
	expect(again.language.value).toBe('ar');
});

test('a page that a language does not cover speaks the summit’s, whole', async () => {
	const table = await opened();
	await table.speak('table');
	table.summitLanguage('en');
	await table.chooseLanguage('ar');

	const desk = await opened();
	expect(desk.offered.value).toEqual(['nl', 'en']);
	await desk.speak('desk');
	expect(desk.language.value).toBe('en');
	expect(desk.texts.value.shared.language).toBe('Language');
});

test('nothing chosen: Dutch, until the summit says otherwise', async () => {
	const page = await opened();
	await page.speak('table');
	expect(page.language.value).toBe('nl');
	page.summitLanguage('en');
	await vi.waitFor(() => expect(page.language.value).toBe('en'));
});

test('a visitor’s own device counts before the summit', async () => {
	vi.stubGlobal('navigator', { languages: ['de-DE', 'tr-TR', 'nl'] });
	const wall = await opened();
	wall.summitLanguage('en');
	wall.followDevice();
	await wall.speak('wall');
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
	const page = await opened();
	await page.speak('table');
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
	const page = await opened();
	await page.speak('table');
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
	const page = await opened();
	vi.useFakeTimers();
	const spoken = page.speak('table');
	await vi.advanceTimersByTimeAsync(2000);
	vi.useRealTimers();
	await spoken;
	expect(page.language.value).toBe('nl');
	come();
	await vi.waitFor(() => expect(page.language.value).toBe('ar'));
});
