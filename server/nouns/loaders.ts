import { goesAlong } from '../../domain/alliance/goesAlong.ts';
import { ranking } from '../../domain/committee/ranking.ts';
import { loaderOf } from '../../domain/kernel/noun/acted.ts';
import { authorsLoader } from '../../domain/kernel/noun/anotherHand.ts';
import { besideLoader, waitingFields } from '../../domain/kernel/noun/commands.ts';
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

/** Who took a step on a row, or on one of its parts, with the noun and the step. */
function authors(n: Noun): Loader {
  const taken = (from: string, parent: string, of: Noun) =>
    `select ${parent}::text as k, e.actor_id as id, s.step, '${of.name}' as noun from ${from}
       join journal_entry e on e.id = s.entry_id where s.noun = '${of.name}'`;
  const parts = lives.map((l) => l.noun).filter((p) => p.partOf && p.fields[p.partOf]?.options.to === n.name);
  return {
    many: true,
    sql: (keys) => {
      const own = `${taken('life_step s', 's.subject_id', n)} and s.subject_id = any(${keys}::text[]::uuid[])`;
      const ofParts = parts.map((p) => {
        const parent = `p.${columnOf(p.partOf as string)}`;
        return `${taken(`${p.table} p join life_step s on s.subject_id = p.id`, parent, p)} and ${parent} = any(${keys}::text[]::uuid[])`;
      });
      return `select x.k, jsonb_agg(distinct jsonb_build_object('id', x.id, 'noun', x.noun, 'step', x.step)) as v
        from (${[own, ...ofParts].join(' union all ')}) x group by x.k`;
    },
  };
}

/** Who wrote the run on which another is based. Key: the id of that other. */
const authorsOfBase: Loader = {
  many: true,
  sql: (keys) =>
    `select r.id::text as k, x.v from ranking r
       join (${authors(ranking).sql(`(select array_agg(b.base_id::text) from ranking b where b.id = any(${keys}::text[]::uuid[]))`)}) x
         on x.k = r.base_id::text where r.id = any(${keys}::text[]::uuid[])`,
};

/** The thing to which a field of a row points, as `{id}`. */
const beside = (n: Noun, field: string): Loader => ({
  sql: (keys) =>
    `select t.id::text as k, jsonb_build_object('id', t.${columnOf(field)}) as v from ${n.table} t
      where t.id = any(${keys}::text[]::uuid[])`,
});

/** The rows of some nouns that belong to an alliance, each with its table. */
const ofAlliance = (some: readonly Noun[]): Loader => ({
  many: true,
  nested: true,
  sql: (keys) =>
    `select x.k, jsonb_agg(jsonb_build_object('id', x.id, 'table', x.of, 'row', x.v)) as v from (${some
      .map(
        ({ table, place }) =>
          `select t.${columnOf(String(place.alliance))}::text as k, t.id::text as id, '${table}' as of, ${row('t')} as v
             from ${table} t where t.${columnOf(String(place.alliance))} = any(${keys}::text[]::uuid[])`,
      )
      .join(' union all ')}) x group by x.k`,
});

/** The rows of an alliance that somebody would still wait for once it has left the cycle, with the state where each goes then. */
const leftOpen: Loader = {
  many: true,
  nested: true,
  sql: (keys) =>
    `select x.k, jsonb_agg(jsonb_build_object('id', x.id, 'noun', x.noun, 'table', x.of, 'to', x.too, 'row', x.v)
       order by x.noun, x.id) as v from (${lives
         .flatMap(({ noun: { name, table, place }, leftWith }) =>
           Object.entries(leftWith ?? {}).map(
             ([from, to]) =>
               `select t.${columnOf(String(place.alliance))}::text as k, t.id::text as id, '${name}' as noun, '${table}' as of,
                  '${to}' as too, ${row('t')} as v from ${table} t
                 where t.${columnOf(String(place.alliance))} = any(${keys}::text[]::uuid[]) and t.state = '${from}'`,
           ),
         )
         .join(' union all ')}) x group by x.k`,
};

/** The row of each noun by its id, and its rows by each field that no two of them share: what its commands ask for. */
export const nounLoaders: Record<string, Loader> = Object.fromEntries([
  ['rowsLeft', leftOpen],
  ['authorsOfBase', authorsOfBase],
  ['rowsAlong', ofAlliance(lives.map(({ noun }) => noun).filter(goesAlong))],
  ...lives.flatMap(({ noun }): [string, Loader][] => [
    [loaderOf(noun), byColumn(sourceOf(noun))],
    [authorsLoader(noun), authors(noun)],
    ...waitingFields(noun).map((field): [string, Loader] => [besideLoader(noun, field), beside(noun, field)]),
    ...(noun.unique ?? []).map((one): [string, Loader] => [
      sameLoader(noun, one),
      one.with ? together(noun, one.field, one.with) : listBy(noun.table, columnOf(one.field), typeOf(noun, one.field)),
    ]),
  ]),
]);
