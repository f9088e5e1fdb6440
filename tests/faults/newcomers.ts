// A crowd in a process of its own, so that its half of the handshakes takes no time of who measures:
// vite-node --script faults/newcomers.ts URL COUNT ROOT. Says how they fared, and leaves.
import { readFileSync } from 'node:fs';
import { crowd, tally } from './phones.js';

const [url = '', count = '', root = ''] = process.argv.slice(2);
const phones = crowd(url, Number(count), readFileSync(root, 'utf8'));
console.log(JSON.stringify(await tally(phones)));
process.exit();
