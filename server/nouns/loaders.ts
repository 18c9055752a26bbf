import { loaderOf } from '../../domain/kernel/noun/acted.ts';
import { sameLoader } from '../../domain/kernel/noun/decide.ts';
import { columnOf } from '../../domain/kernel/noun/noun.ts';
import { lives } from '../../domain/nouns.ts';
import { byColumn, type Loader, listBy } from '../commands/loader.ts';
import { sourceOf } from './source.ts';

/** The row of each noun by its id, and its rows by each field that no two of them share: what its commands ask for. */
export const nounLoaders: Record<string, Loader> = Object.fromEntries(
  lives.flatMap(({ noun }): [string, Loader][] => [
    [loaderOf(noun), byColumn(sourceOf(noun))],
    ...(noun.unique ?? []).map(({ field }): [string, Loader] => [
      sameLoader(noun, field),
      listBy(noun.table, columnOf(field), 'text'),
    ]),
  ]),
);
