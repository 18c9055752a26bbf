import * as z from 'zod/mini';
import { beginFields, correctableFields, type Life } from '../../domain/kernel/noun/life.ts';
import { columnOf, enteredFields, type Noun } from '../../domain/kernel/noun/noun.ts';
import { type NounChoicesView, nounChoicesAnswer } from '../../domain/kernel/noun/views.ts';
import { ProblemError, problem } from '../../domain/kernel/problem.ts';
import { nouns } from '../../domain/nouns.ts';
import type { Role } from '../../domain/people/roles.ts';
import { ALLIANCE_FROM, ALLIANCE_SCOPE } from '../queries/alliance/reach.ts';
import { Conditions } from '../queries/list.ts';
import { defineQuery, type QueryDefinition, type Reading, scopeSql } from '../queries/query.ts';
import { bySearch, type Likeness } from '../queries/search.ts';
import { reachSql } from './reach.ts';
import { referentTable } from './referents.ts';

/** The most options given at once. All municipalities fit; alliances do not, and are narrowed by typing. */
const MOST = 400;

interface Params {
  readonly field: string;
  readonly text?: string | undefined;
}

/**
 * The rows that a reference may point to: those within reach and, for persons, those who hold a role that the field
 * asks for. The command checks the same, and also that the role reaches the place of the row.
 */
function among(
  n: Noun,
  { params, scopes, actor, today }: Reading<Params>,
  how: Likeness,
): { from: string; where: Conditions; label: string; key: string } {
  const facts = n.fields[params.field];
  const { to, holding } = facts?.options ?? {};
  const { table, key, label } = referentTable(to);
  const where = new Conditions();
  const found = { from: `${table} r`, where, label, key: `r.${key}` };
  where.words(params.text, how, [label]);
  const pointed = nouns.get(to ?? '');
  if (pointed) where.add(reachSql(pointed, 'r', scopes, actor.id, where.values));
  if (pointed?.joined) where.add(`r.${columnOf(pointed.joined)} is null`);
  if (to === 'alliance') {
    where.add(`r.id in (select a.id from ${ALLIANCE_FROM} where ${scopeSql(scopes, ALLIANCE_SCOPE, where.values)})`);
  }
  if (to === 'unit') where.add(scopeSql(scopes, { unit: 'r.code' }, where.values));
  if (to === 'organisation') {
    where.add('r.merged_into is null');
    where.add(scopeSql(scopes, { unit: 'r.unit_id', organisation: 'r.id' }, where.values));
  }
  if (to === 'user') {
    where.add('r.active');
    where.add(scopeSql(scopes, { unit: 'r.unit_id' }, where.values));
    const held: readonly Role[] | undefined = holding;
    if (held) {
      const on = where.at(today);
      where.add(`exists (select 1 from role_grant g
        where g.user_id = r.id and g.status = 'granted' and g.role = any(${where.at(held)}::text[])
        and g.valid_from <= ${on}::date and (g.valid_to is null or g.valid_to >= ${on}::date))`);
    }
  }
  return found;
}

/** The roles that enter a field: at registration, in a correction or in a step. */
function enteredBy(l: Life, field: string): ReadonlySet<string> {
  const { begins, corrects, steps } = l;
  return new Set([
    ...(beginFields(l).includes(field) ? begins.who : []),
    ...(correctableFields(l).includes(field) ? corrects : []),
    ...steps.flatMap((s) => (s.again || [...(s.asks ?? []), ...(s.may ?? [])].includes(field) ? s.who : [])),
  ]);
}

/**
 * `<noun>.choices`: the rows that a reference field may point to, searched by a part of their name. They are given to
 * whoever may enter the field, and to whoever may read the list of what it points to. Problem SIGG-202 for others.
 */
export function choicesOf(l: Life): QueryDefinition | null {
  const { noun: n } = l;
  const references = enteredFields(n).filter((name) => n.fields[name]?.kind === 'reference');
  if (references.length === 0) return null;
  return defineQuery<Params, NounChoicesView>({
    name: `${n.name}.choices`,
    title: `elegir datos de ${n.words.the}`,
    by: n.reads,
    params: z.object({
      field: z.enum(references as [string, ...string[]]),
      text: z.optional(z.string().check(z.maxLength(120))),
    }) as unknown as z.ZodMiniType<Params>,
    answer: nounChoicesAnswer as unknown as z.ZodMiniType,
    run: async (all) => {
      const { field } = all.params;
      const [writers, readers] = [enteredBy(l, field), nouns.get(n.fields[field]?.options.to ?? '')?.reads ?? []];
      const scopes = all.scopes.filter(({ role }) => writers.has(role) || readers.includes(role));
      if (scopes.length === 0) throw new ProblemError(problem('outsideScope'));
      const reading = { ...all, scopes };
      const { rows } = await bySearch(
        reading.params.text,
        async (how) => {
          const { from, where, label, key } = among(n, reading, how);
          const sql = `select ${key}::text as value, ${label} as label from ${from} where ${where.sql}
            order by normalize_name(${label}), 1 limit ${MOST + 1}`;
          return { rows: await reading.db.query<{ value: string; label: string }>(sql, [...where.values]) };
        },
        (answer) => answer.rows.length > 0,
      );
      return { rows: rows.slice(0, MOST), more: rows.length > MOST };
    },
  });
}
