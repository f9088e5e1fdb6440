// Makes a page installable: its manifest and icons, and a service worker that knows exactly the page's files.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Plugin, type Rollup, transformWithEsbuild } from 'vite';
import { icon } from './icons';

export interface Installable {
	/** Served at /page; its folder in src has a worker.ts. */
	page: string;
	manifest: Record<string, unknown>;
}

/** 0.7: what a launcher's mask, a circle say, leaves of an icon. */
const icons = [
	{ name: '192', size: 192, purpose: 'any', part: 1 },
	{ name: '512', size: 512, purpose: 'any', part: 1 },
	{ name: '512-maskable', size: 512, purpose: 'maskable', part: 0.7 },
];
const appleSize = 180;

export function installable({ page, manifest }: Installable): Plugin {
	const pathOf = (name: string | number) => `icons/${page}-${name}.png`;
	let source = '';
	return {
		name: `installable-${page}`,
		apply: 'build',
		enforce: 'post',
		configResolved({ root }) {
			source = join(root, page, 'worker.ts');
		},
		transformIndexHtml: {
			order: 'post',
			handler: (_, { path }) =>
				path === `/${page}/index.html`
					? [
							link({ rel: 'manifest', href: `/${page}.webmanifest` }),
							link({ rel: 'apple-touch-icon', href: `/${pathOf(appleSize)}` }),
						]
					: [],
		},
		generateBundle() {
			const emit = (fileName: string, content: string | Buffer) =>
				this.emitFile({ type: 'asset', fileName, source: content });
			for (const { name, size, part } of icons) {
				emit(pathOf(name), icon(size, part));
			}
			emit(pathOf(appleSize), icon(appleSize));
			const made = icons.map(({ name, size, purpose }) => ({
				src: `/${pathOf(name)}`,
				sizes: `${size}x${size}`,
				type: 'image/png',
				purpose,
			}));
			emit(`${page}.webmanifest`, JSON.stringify({ ...manifest, icons: made }));
		},
		async writeBundle({ dir = '' }, bundle) {
			const files = Object.fromEntries(filesOf(page, bundle));
			const { code } = await transformWithEsbuild(await readFile(source, 'utf8'), source, {
				minify: true,
				format: 'iife',
				define: {
					__PAGE__: JSON.stringify(`/${page}`),
					__FILES__: JSON.stringify(files),
					__VERSION__: JSON.stringify(hash(JSON.stringify(files)).slice(0, 16)),
				},
			});
			await writeFile(join(dir, `${page}-worker.js`), code);
		},
	};
}

/**
 * The files of a page by their address, each with its hash: those whose name stands in a file of the page. Styles
 * name their fonts, scripts the scripts that they load later.
 */
function filesOf(page: string, bundle: Rollup.OutputBundle): Map<string, string> {
	const found = new Map<string, string>();
	const visit = (name: string) => {
		const file = bundle[name];
		const address = `/${name.replace('/index.html', '')}`;
		if (!file || found.has(address)) {
			return;
		}
		const content = file.type === 'chunk' ? file.code : file.source;
		found.set(address, `sha256-${hash(content)}`);
		const text = Buffer.from(content).toString('latin1');
		const named = Object.keys(bundle).filter((other) => {
			const [, base] = /^assets\/(.+)$/.exec(other) ?? [];
			return base !== undefined && text.includes(base);
		});
		named.forEach(visit);
	};
	visit(`${page}/index.html`);
	return found;
}

function hash(content: string | Uint8Array): string {
	return createHash('sha256').update(content).digest('base64');
}

function link(attrs: Record<string, string>) {
	return { tag: 'link', attrs, injectTo: 'head' as const };
}
