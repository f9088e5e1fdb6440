import { round } from './tr/round';
import { shared } from './tr/shared';
import { start } from './tr/start';
import { table } from './tr/table';
import { wall } from './tr/wall';

export const tr = { round, shared, start, table, wall };
