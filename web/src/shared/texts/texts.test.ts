import { expect, test } from 'vitest';
import schema from '../../../../schema/protocol.schema.json';
import { en } from './en';
import { nl } from './nl';

const codes = schema.$defs.NackCode.enum;

test.each(Object.entries({ nl, en }))('%s has words for every refusal', (_, texts) => {
	const refused: Record<string, string> = texts.shared.refused;
	for (const code of codes) {
		expect(refused[code], code).toMatch(/\w.*[.!]$/);
		expect(refused[code]).not.toContain('_');
	}
	expect(Object.keys(refused).sort()).toEqual([...codes].sort());
});

test('each text has its other language, of the same kind', () => {
	const shapeOf = (value: unknown): unknown =>
		value !== null && typeof value === 'object'
			? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shapeOf(part)]))
			: typeof value;
	expect(shapeOf(en)).toEqual(shapeOf(nl));
});
