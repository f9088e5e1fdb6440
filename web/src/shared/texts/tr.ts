import { shared } from './tr/shared';
import { start } from './tr/start';
import { table } from './tr/table';
import { wall } from './tr/wall';

export const tr = { shared, start, table, wall };
