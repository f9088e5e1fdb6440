import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { installable } from './scripts/offline';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Each folder of src that has an index.html is a page. */
function pages(): Record<string, string> {
	const found: Record<string, string> = { start: here('src/index.html') };
	for (const name of readdirSync(here('src'))) {
		const html = here(`src/${name}/index.html`);
		if (existsSync(html)) {
			found[name] = html;
		}
	}
	return found;
}

/** The server serves a page at /table, without a slash; so should `npm run dev`. */
const withoutSlash: Plugin = {
	name: 'pages-without-slash',
	configureServer(server) {
		server.middlewares.use((request, _response, next) => {
			const path = request.url?.split('?')[0] ?? '/';
			if (path.slice(1) in pages()) {
				request.url = request.url?.replace(path, `${path}/index.html`) ?? '/';
			}
			next();
		});
	},
};

export default defineConfig({
	root: here('src'),
	base: '/',
	appType: 'mpa',
	plugins: [
		withoutSlash,
		installable({
			page: 'table',
			manifest: {
				id: '/table',
				name: 'Burgertop, de tafel',
				short_name: 'Tafel',
				lang: 'nl',
				start_url: '/table',
				scope: '/table',
				display: 'standalone',
				background_color: '#ffffff',
				theme_color: '#ffffff',
			},
		}),
	],
	server: { proxy: { '/ws': { target: 'ws://localhost:8080', ws: true } } },
	build: {
		outDir: here('dist'),
		emptyOutDir: true,
		target: ['es2022', 'chrome100', 'firefox100', 'safari15.4'],
		assetsDir: 'assets',
		// The pages' security policy knows no data: addresses and no inline scripts.
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		rollupOptions: { input: pages() },
	},
	test: {
		root: here('.'),
		setupFiles: [here('test/setup.ts')],
		include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
	},
});
