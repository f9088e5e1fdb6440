// The words of this page.
import { wordsOf } from '../shared/texts';
import { stage } from '../shared/texts/nl/stage';

export const texts = wordsOf('stage', { stage });
