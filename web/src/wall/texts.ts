// The words of this page.
import { wordsOf } from '../shared/texts';
import { wall } from '../shared/texts/nl/wall';

export const texts = wordsOf('wall', { wall });
