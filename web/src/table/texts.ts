// The words of this page.
import { wordsOf } from '../shared/texts';
import { round } from '../shared/texts/nl/round';
import { table } from '../shared/texts/nl/table';

export const texts = wordsOf('table', { round, table });
