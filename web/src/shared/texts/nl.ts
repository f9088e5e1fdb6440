import { control } from './nl/control';
import { desk } from './nl/desk';
import { round } from './nl/round';
import { shared } from './nl/shared';
import { stage } from './nl/stage';
import { start } from './nl/start';
import { table } from './nl/table';
import { wall } from './nl/wall';

export const nl = { shared, table, round, desk, control, stage, wall, start };

/** Dutch is written first; every other language must have the same keys. */
export type Texts = typeof nl;
