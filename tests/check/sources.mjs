// What is banned, how long a file may be, how a text file is written, what a lock file may say.
import { join, relative } from 'node:path';
import { lines, list, text } from './files.mjs';

const banned = [
	[
		/\b(sprintf|vsprintf|strcpy|strcat|strncpy|strncat|gets|atoi|atol|atof|strtok|alloca)\s*\(/,
		'is banned',
	],
	[
		/\b(localtime|gmtime|asctime|ctime|strerror_r|rand|srand)\s*\(/,
		'is banned: not safe or not good',
	],
	[/\btypedef\s+(struct|union|enum)\b/, 'typedef: say struct'],
	[/\/\/.*$/, 'comment: use /* */'],
];

/** A line of C without what stands in quotes and comments of one line. */
function bare(line) {
	return line
		.replace(/"(\\.|[^"\\])*"/g, '""')
		.replace(/\/\*.*?\*\//g, '')
		.replace(/^\s*\*.*$/, '')
		.replace(/\/\*.*$/, '');
}

export function bannedCalls(top) {
	return list(join(top, 'server'), /\.[ch]$/).flatMap((path) =>
		lines(path).flatMap((line, i) =>
			banned
				.map(([pattern, why]) => [pattern.exec(bare(line))?.[0], why])
				.filter(([found]) => found)
				.map(([found, why]) => `${relative(top, path)}:${i + 1}: ${found.trim()} ${why}`),
		),
	);
}

/** The writer is the one other thread. */
export function threads(top) {
	const threading = /\bpthread_(?!once\b)[a-z_]+\s*\(/;
	return list(join(top, 'server'), /\.[ch]$/)
		.filter((path) => !path.endsWith('store/writer.c'))
		.flatMap((path) =>
			lines(path)
				.map((line, i) =>
					threading.test(line) ? `${relative(top, path)}:${i + 1}: threads are the writer's` : '',
				)
				.filter(Boolean),
		);
}

/** SQL is bound, never put together: no text of a statement goes through a function that formats. */
export function builtSql(top) {
	const built =
		/\b(snprintf|buf_print|v?asprintf|sqlite3_\w*printf)\s*\([^;]*"[^";]*\b(SELECT|INSERT|UPDATE|DELETE)\s/g;
	return list(join(top, 'server'), /\.c$/).flatMap((path) => {
		const content = text(path);
		return [...content.matchAll(built)].map(({ index }) => {
			const line = content.slice(0, index).split('\n').length;
			return `${relative(top, path)}:${line}: SQL is put together`;
		});
	});
}

const sizes = [
	['server', /\.[ch]$/, 600],
	['web/src', /\.(tsx?|css)$/, 600],
	['tests', /\.(c|ts|mjs)$/, 600],
];

export function tooLong(top) {
	return sizes.flatMap(([dir, ending, most]) =>
		list(join(top, dir), ending)
			.filter((path) => !path.endsWith('.gen.ts'))
			.map((path) => [path, lines(path).length - 1])
			.filter(([, count]) => count > most)
			.map(([path, count]) => `${relative(top, path)}: ${count} lines, at most ${most}`),
	);
}

/** innerHTML and its kin would let a card's text be read as a page. */
export function unsafeHtml(top) {
	const unsafe =
		/\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerouslySetInnerHTML)\b/;
	return list(join(top, 'web/src'), /\.tsx?$/).flatMap((path) =>
		lines(path)
			.map((line, i) =>
				unsafe.test(line) ? `${relative(top, path)}:${i + 1}: ${unsafe.exec(line)[0]}` : '',
			)
			.filter(Boolean),
	);
}

const written =
	/\.(c|h|ts|tsx|mjs|css|html|json|md|sql|cmake|txt|yml|service)$|(^|\/)(run|long|demo|packages)$/;

function faultOfText(content) {
	if (content.includes('\r')) {
		return 'a carriage return';
	}
	if (content.includes('\ufffd')) {
		return 'not UTF-8, or a replacement character';
	}
	if (content.length > 0 && !content.endsWith('\n')) {
		return 'no line end at the end';
	}
	const at = content.split('\n').findIndex((line) => /[ \t]$/.test(line));
	return at >= 0 ? `white space at the end of line ${at + 1}` : null;
}

export function untidyTexts(top) {
	return list(top, /./)
		.filter((path) => written.test(path) && !path.includes('schema/messages/invalid'))
		.map((path) => [path, faultOfText(text(path))])
		.filter(([, fault]) => fault)
		.map(([path, fault]) => `${relative(top, path)}: ${fault}`);
}

/** A lock file names versions and their hashes; where they are fetched from is each machine's own matter. */
export function lockFiles(top) {
	return list(top, /^package-lock\.json$/).flatMap((path) => {
		const findings = [];
		if (
			/"resolved"|https?:\/\/(?!(www\.)?(opencollective|github|patreon|paypal|tidelift|feross|ko-fi|buymeacoffee)\b)[^"]*\.tgz/.test(
				text(path),
			)
		) {
			findings.push(`${relative(top, path)}: says where packages are fetched from`);
		}
		if (/"(file|link):|"\/(root|home|tmp|usr)\//.test(text(path))) {
			findings.push(`${relative(top, path)}: a path of one machine`);
		}
		return findings;
	});
}

/** The codes of refusals: the same in the schema and in docs/protocol.md. */
export function refusalCodes(top) {
	const schema = JSON.parse(text(join(top, 'schema/protocol.schema.json')));
	const codes = schema.$defs.NackCode.enum;
	const page = text(join(top, 'docs/protocol.md'));
	const table = page.slice(page.indexOf('### Refusals'), page.indexOf('## Texts'));
	const listed = new Set([...table.matchAll(/`([a-z_]+)`/g)].map((m) => m[1]));
	return codes.filter((c) => !listed.has(c)).map((c) => `docs/protocol.md: ${c} is missing`);
}
