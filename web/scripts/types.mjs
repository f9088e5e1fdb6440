// The types of all messages, from the schema that server, tests and pages share.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';

const from = new URL('../../schema/protocol.schema.json', import.meta.url);
const to = new URL('../src/shared/protocol.gen.ts', import.meta.url);

const schema = JSON.parse(await readFile(from, 'utf8'));
const made = await compile(schema, 'Protocol', {
	bannerComment: '// Made from schema/protocol.schema.json by `npm run types`. Do not edit.',
	additionalProperties: false,
	ignoreMinAndMaxItems: true,
	format: false,
});
const text = made.replace(/ +$/gm, '');

// Unchanged types keep their file's time, so that a running dev server does not reload.
const old = await readFile(to, 'utf8').catch(() => '');
if (old !== text) {
	await writeFile(fileURLToPath(to), text);
}
