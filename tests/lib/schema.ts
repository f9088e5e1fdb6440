// Messages against schema/protocol.schema.json.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { schema as schemaPath } from './paths.js';

const schema = JSON.parse(readFileSync(schemaPath, 'utf8'));
const ajv = new Ajv2020({ allErrors: true, strict: false });
ajv.addSchema(schema, 'protocol');

export interface Described {
	properties?: Record<string, { const?: string; enum?: string[]; $ref?: string }>;
	required?: string[];
}

/** A definition of the schema, by its name. */
export function definition(name: string): Described {
	return schema.$defs[name];
}

function validator(name: string) {
	const validate = ajv.compile({ $ref: `protocol#/$defs/${name}` });
	return (message: unknown): string | null =>
		validate(message) ? null : ajv.errorsText(validate.errors, { separator: '; ' }).slice(0, 600);
}

/** null when it is one; else what is wrong with it. */
export const serverMessageFault = validator('ServerMessage');
export const clientMessageFault = validator('ClientMessage');
