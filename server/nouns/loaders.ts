import { loaderOf } from '../../domain/kernel/noun/acted.ts';
import { lives } from '../../domain/nouns.ts';
import { byColumn, type Loader } from '../commands/loader.ts';

/** The row of each noun by its id: what its commands ask for. */
export const nounLoaders: Record<string, Loader> = Object.fromEntries(
  lives.map(({ noun }) => [loaderOf(noun), byColumn(noun.table)]),
);
