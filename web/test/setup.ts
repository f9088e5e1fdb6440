// What every browser has and Node 18 lacks.
import { File } from 'node:buffer';
import { webcrypto } from 'node:crypto';

if (!('crypto' in globalThis)) {
	Object.defineProperty(globalThis, 'crypto', { value: webcrypto });
}

// Node 18 has it, but not where browsers do.
globalThis.File ??= File as typeof globalThis.File;
