// Where things lie. BURGERTOP_BUILD names another build of the server than the sanitizers' one.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const top = fileURLToPath(new URL('../..', import.meta.url));
export const build = resolve(top, process.env.BURGERTOP_BUILD ?? 'build-test');
/** The built pages. */
export const pages = resolve(build, 'pages');
export const schema = resolve(top, 'schema/protocol.schema.json');
export const goldens = resolve(top, 'schema/messages');
export const plans = resolve(top, 'deploy/plans');
/** Hostile texts and JSON that may lie beside a checkout; tests that use them skip without. */
export const attacks = resolve(top, '../shared/data/attack');
