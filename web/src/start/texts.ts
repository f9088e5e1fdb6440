// The words of this page.
import { wordsOf } from '../shared/texts';
import { start } from '../shared/texts/nl/start';

export const texts = wordsOf('start', { start });
