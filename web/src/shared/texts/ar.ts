import { round } from './ar/round';
import { shared } from './ar/shared';
import { start } from './ar/start';
import { table } from './ar/table';
import { wall } from './ar/wall';

export const ar = { round, shared, start, table, wall };
