// Includes point downward only, a library is known in its own place alone, and pages know no other
// page. Each rule gives findings: "file:line: what is wrong".
import { dirname, join, relative } from 'node:path';
import { lines, list } from './files.mjs';

const layers = ['cli', 'net', 'core', 'record', 'store', 'wire', 'summit', 'base'];

/** Headers of a library, and who may include them. */
const libraries = [
	[/^(libwebsockets|ev)\.h$/, /^net\//],
	[/^sqlite3\.h$/, /^store\//],
	[/^jansson\.h$/, /^(wire|record)\//],
	[/^uuid\//, /^base\/id\.c$/],
	[/^utf8proc\.h$/, /^base\/text\.c$/],
	[/^sodium\.h$/, /^base\/secret\.c$/],
	[/^qrencode\.h$/, /^record\/qr\.c$/],
	[/^zlib\.h$/, /^base\/pack\.c$/],
	[/^openssl\//, /^net\/tls\.c$/],
	// In base for pthread_once alone: sources.mjs bans every other call outside the writer.
	[/^pthread\.h$/, /^(store\/writer|base\/(clock|secret))\.c$/],
];

function faultOfProject(file, included) {
	const from = layers.indexOf(file.split('/')[0]);
	const to = layers.indexOf(included.split('/')[0]);
	if (file === 'main.c') {
		return included.startsWith('cli/') ? null : 'main.c includes cli alone';
	}
	if (included.startsWith('embedded/')) {
		return null;
	}
	if (!included.includes('/')) {
		return 'includes are written from server/';
	}
	return to >= from && from >= 0 ? null : `${layers[from]} may not know ${included.split('/')[0]}`;
}

function faultOfSystem(file, included) {
	for (const [header, place] of libraries) {
		if (header.test(included) && !place.test(file)) {
			return `${included} is for ${place.source.replaceAll('\\', '')} alone`;
		}
	}
	return null;
}

export function includes(top) {
	const server = join(top, 'server');
	const findings = [];
	for (const path of list(server, /\.[ch]$/)) {
		const file = relative(server, path);
		lines(path).forEach((line, i) => {
			const found = /^\s*#\s*include\s*([<"])([^>"]+)[>"]/.exec(line);
			const fault =
				found &&
				(found[1] === '"' ? faultOfProject(file, found[2]) : faultOfSystem(file, found[2]));
			if (fault) {
				findings.push(`server/${file}:${i + 1}: ${fault}`);
			}
		});
	}
	return findings;
}

const importOf =
	/(?:^|\s)(?:import|export)\b[^'"]*from\s*['"]([^'"]+)['"]|import\(?\s*['"]([^'"]+)['"]/;
const network = /^shared\/(socket|live)$/;

/** What a file of web/src imports, by path from web/src without its ending. */
function importsOf(src, path) {
	return lines(path).flatMap((line, i) => {
		const found = importOf.exec(line);
		const name = found?.[1] ?? found?.[2];
		const typeOnly = /^\s*(import|export)\s+type\b/.test(line);
		return name?.startsWith('.')
			? [
					{
						line: i + 1,
						typeOnly,
						to: relative(src, join(dirname(path), name)).replace(/\.[jt]sx?$/, ''),
					},
				]
			: [];
	});
}

function faultsOfImports(file, imports) {
	const page = file.split('/')[0];
	const isTest = /\.test\.tsx?$/.test(file);
	const isMain = /\/main\.tsx?$/.test(file) || isTest;
	const findings = [];
	for (const { line, typeOnly, to } of imports) {
		const other = to.split('/')[0];
		// A test may read the schema and its examples, which lie outside.
		const fixture = other === '..' && isTest;
		if (other !== page && other !== 'shared' && !fixture) {
			findings.push(`web/src/${file}:${line}: ${page} may not know ${other}`);
		}
		if (page !== 'shared' && !isMain && !typeOnly && network.test(to)) {
			findings.push(`web/src/${file}:${line}: the network is for main alone`);
		}
	}
	return findings;
}

export function imports(top) {
	const src = join(top, 'web/src');
	return list(src, /\.tsx?$/).flatMap((path) => {
		const file = relative(src, path);
		return file.includes('/') ? faultsOfImports(file, importsOf(src, path)) : [];
	});
}
