import { control } from './en/control';
import { desk } from './en/desk';
import { round } from './en/round';
import { shared } from './en/shared';
import { stage } from './en/stage';
import { start } from './en/start';
import { table } from './en/table';
import { wall } from './en/wall';
import type { Texts } from './nl';

export const en: Texts = { shared, table, round, desk, control, stage, wall, start };
