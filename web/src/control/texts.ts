// The words of this page.
import { wordsOf } from '../shared/texts';
import { control } from '../shared/texts/nl/control';

export const texts = wordsOf('control', { control });
