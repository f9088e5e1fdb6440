// The words of this page.
import { wordsOf } from '../shared/texts';
import { desk } from '../shared/texts/nl/desk';

export const texts = wordsOf('desk', { desk });
