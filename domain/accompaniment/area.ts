import { accompanimentInField } from './area.field.ts';

/** What the area of accompaniment brings: the lives of its nouns. */
export const accompanimentLives = accompanimentInField;
