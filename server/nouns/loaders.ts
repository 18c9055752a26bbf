import { loaderOf } from '../../domain/kernel/noun/acted.ts';
import { sameLoader } from '../../domain/kernel/noun/decide.ts';
import { columnOf, type Noun } from '../../domain/kernel/noun/noun.ts';
import { referentOf } from '../../domain/kernel/noun/referents.ts';
import { lives } from '../../domain/nouns.ts';
import { byColumn, type Loader, listBy, row } from '../commands/loader.ts';
import { sourceOf } from './source.ts';

const typeOf = ({ fields }: Noun, field: string): 'uuid' | 'text' => {
  const facts = fields[field];
  return facts?.kind === 'reference' && referentOf(facts.options.to).id === 'uuid' ? 'uuid' : 'text';
};

/** The rows that have the same values in some fields together. Key: JSON [value of the first, of the others]. */
const together = (n: Noun, field: string, more: readonly string[]): Loader => ({
  many: true,
  sql: (keys) =>
    `select x.k, jsonb_agg(${row('t')}) as v from unnest(${keys}::text[]) as x(k)
       join ${n.table} t on t.${columnOf(field)} = (x.k::jsonb->>0)::${typeOf(n, field)}
        and ${more.map((name, i) => `t.${columnOf(name)}::text is not distinct from x.k::jsonb->>${i + 1}`).join(' and ')}
      group by x.k`,
});

/** The row of each noun by its id, and its rows by each field that no two of them share: what its commands ask for. */
export const nounLoaders: Record<string, Loader> = Object.fromEntries(
  lives.flatMap(({ noun }): [string, Loader][] => [
    [loaderOf(noun), byColumn(sourceOf(noun))],
    ...(noun.unique ?? []).map((one): [string, Loader] => [
      sameLoader(noun, one),
      one.with ? together(noun, one.field, one.with) : listBy(noun.table, columnOf(one.field), typeOf(noun, one.field)),
    ]),
  ]),
);
