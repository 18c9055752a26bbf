import { column } from '../../domain/kernel/columns.ts';
import type { Level } from '../../domain/kernel/views.ts';
import { levelWords } from '../../domain/words/shared.ts';

/** How far a record has been checked. */
export const levelColumn = column('nivel', (level: Level) => levelWords[level]);

/** A code that may also be a text of another time or source, which is then written as it stands. */
export const codeOrText = (label: string, words: Readonly<Record<string, string>>) =>
  column(label, (code: string) => words[code] ?? code);
