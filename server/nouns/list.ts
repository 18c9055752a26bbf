import * as z from 'zod/mini';
import type { TableRow } from '../../domain/kernel/columns.ts';
import { daySchema } from '../../domain/kernel/envelope.ts';
import { type FieldFacts, sees } from '../../domain/kernel/noun/field.ts';
import { kindOf } from '../../domain/kernel/noun/kinds.ts';
import type { Life } from '../../domain/kernel/noun/life.ts';
import { columnOf, type Noun } from '../../domain/kernel/noun/noun.ts';
import { referentOf } from '../../domain/kernel/noun/referents.ts';
import { headingOf } from '../../domain/kernel/noun/show.ts';
import { type NounRow, nounListAnswer } from '../../domain/kernel/noun/views.ts';
import { nouns } from '../../domain/nouns.ts';
import { Conditions, orderBy, readPage, searchedPage } from '../queries/list.ts';
import { defineQuery, pageParams, type QueryDefinition, type Reading } from '../queries/query.ts';
import type { Likeness } from '../queries/search.ts';
import { reachSql } from './reach.ts';
import { columnsOf, dueSql, rowView } from './read.ts';
import { labelSql } from './referents.ts';
import { sourceOf } from './source.ts';

export type Filters = Readonly<Record<string, string | number | undefined>>;
type ListParams = Filters & { readonly page: number; readonly pageSize: number };

const shortText = z.optional(z.string().check(z.maxLength(120)));

/**
 * The filters of a list: words, state, and one for each listed field whose kind can be filtered; `more` adds those of
 * other queries over the same rows.
 */
export function filterParams<P extends Filters>(
  { noun: n, states }: Life,
  more: Record<string, z.core.$ZodType> = {},
): z.ZodMiniType<P> {
  const shape: Record<string, z.core.$ZodType> = {
    text: shortText,
    state: z.optional(z.enum(Object.keys(states) as [string, ...string[]])),
    open: z.optional(z.enum(['1'])),
    late: z.optional(z.enum(['1'])),
    unit: shortText,
    ...(n.joined ? { joined: z.optional(z.enum(['1'])) } : {}),
  };
  for (const name of narrowing(n)) {
    const filter = kindOf(n.fields[name] as never).filter;
    if (filter === 'equals') shape[name] = pointsById(n, name) ? z.optional(z.uuid()) : shortText;
    if (filter === 'range') {
      const bound = n.fields[name]?.kind === 'day' ? daySchema : z.coerce.number().check(z.int());
      shape[`${name}From`] = z.optional(bound);
      shape[`${name}To`] = z.optional(bound);
    }
  }
  return z.object({ ...shape, ...more }) as unknown as z.ZodMiniType<P>;
}

/** What has a file that leads to the lists of what refers to it. */
const hasFile = (to: string): boolean => to === 'alliance' || nouns.has(to);

/** Fields by which a list is narrowed: the listed, and those that point to something whose file leads here. */
const narrowing = (n: Noun): string[] => [
  ...n.listed,
  ...Object.keys(n.fields).filter((name) => hasFile(n.fields[name]?.options.to ?? '') && !n.listed.includes(name)),
];

/** The listed fields that a reader with a view may see. */
export const listedFor = (n: Noun, view: Reading<unknown>['view']): string[] =>
  n.listed.filter((name) => sees(view, n.fields[name] as never));

/** Whether the values of a field are ids of rows: then an index on the column serves. */
const pointsById = (n: Noun, name: string): boolean =>
  n.fields[name]?.kind === 'reference' && referentOf(n.fields[name]?.options.to).id === 'uuid';

/** The SQL type in which the values of a field are compared: codes as text, days as days, amounts as numbers. */
const cast = (n: Noun, name: string): string => {
  const facts = n.fields[name];
  if (facts?.kind === 'day') return '::date';
  if (facts?.kind === 'flag') return '::boolean';
  if (kindOf(facts as never).filter === 'range') return '::bigint';
  return '::text';
};

/** The states in which somebody is expected to take the next step. */
const heldStates = (l: Life): string[] =>
  Object.entries(l.states).flatMap(([state, { holder }]) => (holder ? [state] : []));

/**
 * The order of a list by what has to be acted on first: pressing rows, then by due day, of one day the weightier first;
 * settled rows last, the newest first.
 */
export function ownOrder(l: Life): string {
  const { pressing, graver, ordered } = l.noun;
  const states = heldStates(l).map((state) => `'${state}'`);
  if (states.length === 0) return ordered ? `t.${columnOf(ordered)}, t.id` : 't.state_since desc, t.id';
  const held = `t.state in (${states.join(', ')})`;
  const order = [`(${held}) desc`];
  if (pressing) order.push(`(${held} and coalesce(t.${columnOf(pressing)}, false)) desc`);
  order.push(`case when ${held} then ${dueSql(l)} end`);
  if (graver) {
    const codes = Object.keys(l.noun.fields[graver]?.options.choices ?? {}).map((code) => `'${code}'`);
    order.push(
      `case when ${held} then array_position(array[${codes.join(', ')}], t.${columnOf(graver)}) end desc nulls last`,
    );
  }
  return [...order, 't.state_since desc', 't.id'].join(', ');
}

/** The conditions for the rows `t` of a noun that a reader may know of and that match the filters. */
export function conditions(
  l: Life,
  { params, scopes, actor, view, today }: Reading<Filters>,
  how: Likeness,
  /** The values of other conditions in the same statement, to which its own are added. */
  values: unknown[] = [],
): Conditions {
  const { noun: n } = l;
  const where = new Conditions(values);
  where.add(reachSql(n, 't', scopes, actor.id, where.values));
  // Rows joined to another one only where they are asked for, or those joined to that one.
  if (n.joined && params[n.joined] === undefined)
    where.add(`t.${columnOf(n.joined)} is ${params.joined === '1' ? 'not ' : ''}null`);
  const searched = Object.keys(n.fields).filter(
    (name) => kindOf(n.fields[name] as never).filter === 'search' && sees(view, n.fields[name] as never),
  );
  const named = n.fields[n.named] as FieldFacts;
  where.words(params.text as string | undefined, how, [
    ...searched.map((name) => `t.${columnOf(name)}`),
    // What people know by the name of something else is found by that name.
    ...(named.kind === 'reference' && sees(view, named) ? [labelSql(named.options.to, `t.${columnOf(n.named)}`)] : []),
  ]);
  where.on(params.state, (at) => `t.state = ${at}`);
  if (n.place.unit) where.on(params.unit, (at) => `t.${columnOf(n.place.unit as string)} = ${at}`);
  if (params.open === '1' || params.late === '1') {
    where.on(heldStates(l), (at) => `t.state = any(${at}::text[])`);
  }
  if (params.late === '1') where.add(`${dueSql(l)} < ${where.at(today)}::date`);
  for (const name of narrowing(n).filter((one) => sees(view, n.fields[one] as never))) {
    const column = `t.${columnOf(name)}`;
    where.on(params[name], (at) => (pointsById(n, name) ? `${column} = ${at}::uuid` : `${column}::text = ${at}`));
    where.on(params[`${name}From`], (at) => `${column} >= ${at}${cast(n, name)}`);
    where.on(params[`${name}To`], (at) => `${column} <= ${at}${cast(n, name)}`);
  }
  return where;
}

/** A list as a table to download, with the headings and formats of the fields' kinds. */
function tableOf(l: Life, fields: readonly string[], rows: readonly NounRow[]): TableRow[] {
  const { noun: n, states } = l;
  return rows.map((row) => ({
    Estado: states[row.state]?.name ?? row.state,
    ...Object.fromEntries(
      fields.map((name) => {
        const facts = n.fields[name] as (typeof n.fields)[string];
        const value = row.values[name] ?? null;
        const cell =
          value === null
            ? null
            : facts.kind === 'reference'
              ? (row.names[name] ?? null)
              : kindOf(facts).cell(value, facts);
        return [headingOf(n, name), cell];
      }),
    ),
    ...(row.demo ? { Demostración: 'sí' } : {}),
  }));
}

/** The order a reader asked for, by a column they see; otherwise what somebody has to act on first. */
export const listOrder = (
  l: Life,
  { params, view }: { readonly params: Readonly<Record<string, unknown>>; readonly view: Reading<unknown>['view'] },
): string =>
  orderBy(
    params.sort as string | undefined,
    Object.fromEntries(['stateSince', ...listedFor(l.noun, view)].map((name) => [name, `t.${columnOf(name)}`])),
    ownOrder(l),
  );

/** `<noun>.list`: the rows of a noun within reach. */
export function listOf(l: Life): QueryDefinition {
  const { noun: n } = l;
  return defineQuery<ListParams, unknown>({
    name: `${n.name}.list`,
    title: `ver la lista de ${n.words.many}`,
    by: n.reads,
    personal: n.personal ?? false,
    params: filterParams<ListParams>(l, { ...pageParams, sort: z.optional(z.string().check(z.maxLength(40))) }),
    answer: nounListAnswer,
    table: (rows, view) => tableOf(l, listedFor(n, view), rows as readonly NounRow[]),
    run: async (reading) => {
      const fields = listedFor(n, reading.view);
      const page = await searchedPage(reading.params.text as string | undefined, (how) => {
        const where = conditions(l, reading, how);
        return readPage<Record<string, unknown>>(reading.db, reading.params, {
          sql: `select ${columnsOf(l, fields)}, count(*) over () as "inAll" from ${sourceOf(n)} t where ${where.sql}`,
          values: where.values,
          order: listOrder(l, reading),
        });
      });
      return { ...page, rows: page.rows.map((row) => rowView(l, fields, row)) };
    },
  });
}
