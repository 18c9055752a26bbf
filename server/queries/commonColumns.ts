import { column } from '../../domain/kernel/columns.ts';
import type { Level } from '../../domain/kernel/views.ts';
import { oneOf } from '../../domain/records.ts';
import { levelWords } from '../../domain/words/shared.ts';

/** How far a record has been checked. */
export const levelColumn = column('nivel', (level: Level) => levelWords[level]);

/** A code that may also be a text of another time or source, which is then written as it stands. */
export const codeOrText = (label: string, words: Readonly<Record<string, string>>) =>
  column(label, (code: string) => words[code] ?? code);

/** A number that may have a fraction or a sign, and needs no unit of money or measure. */
export const plainNumber = (label: string) => column(label, (value: number) => value);

/** Several texts in one cell. */
export const texts = (label: string) => column(label, (values: readonly string[]) => values.join('; '));

/** What kind of record a row is about, by the name of its table. */
export const nounColumn = (label: string) => column(label, oneOf);
