import * as z from 'zod/mini';
import { commands } from '../../domain/commands.ts';
import type { CommandDefinition } from '../../domain/kernel/command.ts';
import { isId } from '../../domain/kernel/ids.ts';
import { guardRequests, isVisible, type Judged, placementOfRow, refusalOf } from '../../domain/kernel/noun/decide.ts';
import { bulkSteps, type Life, rowsOf, type Step } from '../../domain/kernel/noun/life.ts';
import type { AnyRow } from '../../domain/kernel/noun/noun.ts';
import { shownValue } from '../../domain/kernel/noun/show.ts';
import { IDS_ASKED, MOST_AT_ONCE, type NounActsView, nounActsAnswer } from '../../domain/kernel/noun/views.ts';
import { type Problem, problem } from '../../domain/kernel/problem.ts';
import { entitlementOf } from '../../domain/people/actor.ts';
import { loadFacts } from '../commands/loadFacts.ts';
import { Conditions } from '../queries/list.ts';
import { defineQuery, type QueryDefinition, type Reading } from '../queries/query.ts';
import { bySearch } from '../queries/search.ts';
import { conditions, type Filters, filterParams, listedFor, listOrder } from './list.ts';
import { reachSql } from './reach.ts';
import { columnsOf, rowView } from './read.ts';
import { sourceOf } from './source.ts';

type Params = Filters & { readonly ids?: string | undefined; readonly sort?: string | undefined };
type Found = Readonly<Record<string, unknown>>;

/**
 * The rows asked about: those of the ids, or the first of all that match the filters, in the order of the list. Each
 * carries how many there are.
 */
async function rowsAsked(l: Life, reading: Reading<Params>): Promise<{ rows: Found[]; total: number }> {
  const { noun: n } = l;
  const { db, params, scopes, actor } = reading;
  const read = async (where: Conditions) => {
    const select = `select ${columnsOf(l, Object.keys(n.fields))}, count(*) over () as "inAll" from ${sourceOf(n)} t`;
    const order = listOrder(l, reading);
    const rows = await db.query<Found>(`${select} where ${where.sql} order by ${order} limit ${MOST_AT_ONCE}`, [
      ...where.values,
    ]);
    return { rows, total: Number(rows[0]?.inAll ?? 0) };
  };
  if (params.ids === undefined)
    return bySearch(
      params.text as string | undefined,
      (how) => read(conditions(l, reading, how)),
      ({ total }) => total > 0,
    );
  const where = new Conditions();
  where.add(reachSql(n, 't', scopes, actor.id, where.values));
  where.add(`t.id = any(${where.at(params.ids.split(','))}::text[]::uuid[])`);
  return read(where);
}

/** What the command would answer, checked in its order: first the authority, then the step. */
function whyNot(l: Life, step: Step, judged: Judged): Problem | null {
  const definition = commands.get(`${l.noun.name}.${step.name}`) as CommandDefinition;
  const entitled = entitlementOf(judged.actor, definition, placementOfRow(l.noun, judged.row), judged.today);
  return entitled.may
    ? refusalOf(l, step, judged)
    : problem(entitled.reason === 'role' ? 'notAllowed' : 'outsideScope');
}

/**
 * `<noun>.acts`: for rows of a list, which of the steps offered over many rows this reader may take with each, judged
 * by the same rule as the command. The rows are those of `ids`, or all that match the filters of the list, up to
 * MOST_AT_ONCE. Null for a noun without such a step.
 */
export function actsOf(l: Life): QueryDefinition | null {
  const { noun: n } = l;
  const steps = bulkSteps(l);
  if (steps.length === 0) return null;
  const areIds = (text: string): boolean => {
    const ids = text.split(',');
    return ids.length <= IDS_ASKED && ids.every(isId);
  };
  return defineQuery<Params, NounActsView>({
    name: `${n.name}.acts`,
    title: `actuar sobre varios ${n.words.many}`,
    by: n.reads,
    params: filterParams<Params>(l, {
      ids: z.optional(z.string().check(z.refine(areIds))),
      sort: z.optional(z.string().check(z.maxLength(40))),
    }),
    answer: nounActsAnswer as unknown as z.ZodMiniType,
    run: async (reading) => {
      const { db, actor, today, view } = reading;
      const asked = await rowsAsked(l, reading);
      const rows = asked.rows.filter((row) => isVisible(n, row as AnyRow, actor, today));
      const stepFor = (name: string, state: unknown): Step =>
        rowsOf(l, name).find((s) => s.from.includes(String(state))) ?? (rowsOf(l, name)[0] as Step);
      const facts = rows.map((row) =>
        guardRequests(
          steps.map(({ name }) => stepFor(name, row.state)),
          String(row.id),
        ),
      );
      const loaded = await loadFacts(
        db,
        [],
        facts.flatMap((requests) => Object.values(requests)),
      );
      const seen = listedFor(n, view);
      return {
        total: asked.total,
        rows: rows.map((row, i) => {
          const given = Object.fromEntries(
            Object.entries(facts[i] ?? {}).map(([name, request]) => [name, loaded.get(request)]),
          );
          const judged = { row: row as AnyRow, facts: given as never, actor, today };
          const told = rowView(l, seen, row);
          return {
            id: told.id,
            version: told.version,
            called: shownValue(n, n.named, told.values[n.named], told.names[n.named]),
            refusals: Object.fromEntries(
              steps.map(({ name }) => [name, whyNot(l, stepFor(name, row.state), judged)?.message ?? null]),
            ),
          };
        }),
      };
    },
  });
}
