// Looks at the sources. Prints TAP: a line for each rule, with what it found; and, for each rule, that
// it does find something in a copy that was spoiled.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { imports, includes } from './layers.mjs';
import {
	bannedCalls,
	builtSql,
	lockFiles,
	refusalCodes,
	threads,
	tooLong,
	unsafeHtml,
	untidyTexts,
} from './sources.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));

/** Each rule, and files that break it: a path and what it says. */
const rules = [
	[
		'includes point downward, libraries stay in their place',
		includes,
		[
			['server/base/spoiled.c', '#include "store/store.h"\n'],
			['server/core/spoiled.c', '#include <sqlite3.h>\n'],
			['server/net/spoiled.c', '#include <jansson.h>\n'],
			['server/store/spoiled.c', '#include <pthread.h>\n'],
			['server/summit/spoiled.c', '#include "summit.h"\n'],
		],
	],
	[
		'pages know no other page, and main alone knows the network',
		imports,
		[
			['web/src/wall/spoiled.ts', "import { x } from '../desk/state';\n"],
			['web/src/desk/spoiled.tsx', "import { connect } from '../shared/socket';\n"],
		],
	],
	[
		'nothing banned is called',
		bannedCalls,
		[
			['server/base/spoiled.c', '\tsprintf(out, "%s", text);\n'],
			['server/wire/spoiled.c', '\tstrcpy (out, text);\n'],
		],
	],
	[
		'there is one thread beside the loop',
		threads,
		[['server/core/spoiled.c', '\tpthread_create(&t, NULL, run, NULL);\n']],
	],
	[
		'no SQL is put together',
		builtSql,
		[['server/store/spoiled.c', '\tsnprintf(q, n, "SELECT text FROM card WHERE id = %s", id);\n']],
	],
	['no file is too long', tooLong, [['server/base/spoiled.c', '\n'.repeat(700)]]],
	[
		'no text of a person is read as HTML',
		unsafeHtml,
		[['web/src/wall/spoiled.ts', 'element.innerHTML = card.text;\n']],
	],
	[
		'texts are tidy',
		untidyTexts,
		[
			['docs/spoiled.md', 'white space \n'],
			['server/base/spoiled.c', 'int x;\r\n'],
			['web/src/spoiled.ts', 'let x'],
		],
	],
	[
		'lock files name no place',
		lockFiles,
		[['web/package-lock.json', '{"resolved": "https://example.org/x.tgz"}\n']],
	],
	[
		'every code of a refusal is explained',
		refusalCodes,
		[['docs/protocol.md', '### Refusals\n\n`bad_json`\n\n## Texts\n']],
	],
];

/** A small project with nothing wrong but these files. */
function spoil(path, content) {
	const copy = mkdtempSync(join(tmpdir(), 'burgertop-check-'));
	mkdirSync(join(copy, 'docs'), { recursive: true });
	mkdirSync(join(copy, 'schema'), { recursive: true });
	for (const file of ['docs/protocol.md', 'schema/protocol.schema.json']) {
		cpSync(join(top, file), join(copy, file));
	}
	mkdirSync(dirname(join(copy, path)), { recursive: true });
	writeFileSync(join(copy, path), content);
	return copy;
}

let count = 0;
let failed = 0;

function say(good, what, findings = []) {
	count++;
	failed += good ? 0 : 1;
	console.log(`${good ? 'ok' : 'not ok'} ${count} - ${what}`);
	for (const finding of findings) {
		console.log(`#   ${finding}`);
	}
}

for (const [what, rule, spoiled] of rules) {
	const findings = rule(top);
	say(findings.length === 0, what, findings);
	const blind = spoiled.filter(([path, content]) => {
		const copy = spoil(path, content);
		const found = rule(copy).length > 0;
		rmSync(copy, { recursive: true });
		return !found;
	});
	say(
		blind.length === 0,
		`${what}: the rule can fail`,
		blind.map(([path]) => `${path} was passed over`),
	);
}
console.log(`1..${count}`);
process.exitCode = failed > 0 ? 1 : 0;
