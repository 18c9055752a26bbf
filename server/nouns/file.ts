import * as z from 'zod/mini';
import { commands } from '../../domain/commands.ts';
import { daysBetween } from '../../domain/kernel/dates.ts';
import type { Envelope } from '../../domain/kernel/envelope.ts';
import type { FactRequest } from '../../domain/kernel/fact.ts';
import { barredBy, isVisible, placementOfRow, refusalOf } from '../../domain/kernel/noun/decide.ts';
import { askedBy, holdersIn, type Life, type Step, takersOf } from '../../domain/kernel/noun/life.ts';
import type { AnyRow } from '../../domain/kernel/noun/noun.ts';
import type { NounFacts } from '../../domain/kernel/noun/references.ts';
import { seenFields } from '../../domain/kernel/noun/show.ts';
import {
  type NounFileView,
  type NounStageView,
  type NounStepView,
  nounFileAnswer,
} from '../../domain/kernel/noun/views.ts';
import type { Problem } from '../../domain/kernel/problem.ts';
import { can } from '../../domain/people/actor.ts';
import { isRole, roles } from '../../domain/people/roles.ts';
import { loadFacts } from '../commands/loadFacts.ts';
import type { Executor } from '../db/database.ts';
import { journalEntries } from '../queries/journal/entries.ts';
import { defineQuery, type QueryDefinition, type Reading } from '../queries/query.ts';
import { conversationOf } from './conversation.ts';
import { reachSql } from './reach.ts';
import { columnsOf, rowView } from './read.ts';
import { relatedTo } from './related.ts';
import { sourceOf } from './source.ts';

const told = (p: Problem | null): NounStepView['refusal'] =>
  p ? { code: p.code, message: p.message, retry: p.retry, ...(p.field ? { field: p.field } : {}) } : null;

/** The title of a step together with its noun, as its command has it: 'avisar la recepción del reclamo'. */
const titleOf = ({ noun: n }: Life, step: Step): string => commands.get(`${n.name}.${step.name}`)?.title ?? step.title;

const taken = (step: Step, row: AnyRow): string[] =>
  takersOf(step, row).map((role) => (isRole(role) ? roles[role].name : 'Sistema'));

/**
 * The steps that could be taken next, each with the problem that would refuse it: the same rule as the command's, with
 * the facts that the command asks for.
 */
async function stepsOf(l: Life, row: AnyRow, { db, actor, today }: Reading<unknown>): Promise<NounStepView[]> {
  const { noun: n } = l;
  const open = l.steps.filter((s) => s.from.includes(row.state) && s.who.some((role) => role !== 'sistema'));
  const blank = { subjectId: row.id, body: {} } as unknown as Envelope;
  const asked = open.map(
    (s) => (commands.get(`${n.name}.${s.name}`)?.facts(blank) ?? {}) as Record<string, FactRequest>,
  );
  const loaded = await loadFacts(
    db,
    [],
    asked.flatMap((requests) => Object.values(requests)),
  );
  const views = open.map((step, i): NounStepView => {
    const facts: NounFacts = Object.fromEntries(
      Object.entries(asked[i] ?? {}).map(([name, request]) => [name, loaded.get(request)]),
    );
    return {
      command: `${n.name}.${step.name}`,
      name: step.name,
      title: titleOf(l, step),
      to: step.to ?? null,
      ...askedBy(l, step),
      document: step.document ?? null,
      paper: step.paper ?? null,
      aside: step.aside === true,
      who: taken(step, row),
      refusal: told(refusalOf(l, step, { row, facts, actor, today })),
    };
  });
  return views.filter((view, i) => !open[i]?.quiet || view.refusal === null);
}

/** Whether a correction of the row as it stands would be refused whatever it said. */
async function keptAsIs(l: Life, row: AnyRow, { db, actor, today }: Reading<unknown>): Promise<boolean> {
  const keeps = l.states[row.state]?.keeps ?? [];
  if (keeps.length === 0) return false;
  const blank = { subjectId: row.id, body: {} } as unknown as Envelope;
  const asked = (commands.get(`${l.noun.name}.correct`)?.facts(blank) ?? {}) as Record<string, FactRequest>;
  const loaded = await loadFacts(db, [], Object.values(asked));
  const facts: NounFacts = Object.fromEntries(
    Object.entries(asked).map(([name, request]) => [name, loaded.get(request)]),
  );
  return barredBy(keeps, { row, facts, actor, today }) !== null;
}

/** Who is expected to act: the person it was given to, otherwise the roles of its state that may know of it. */
function holdersOf(l: Life, row: AnyRow, names: NounFileView['names']): string[] {
  const { noun: n } = l;
  const keeper = l.states[row.state]?.keeper;
  const person = keeper ? names[keeper] : null;
  if (person) return [person];
  return holdersIn(l, row)
    .filter((role) => !n.visible || n.visible.row(row, { id: '', roles: [role] }))
    .map((role) => roles[role].name);
}

const BEGIN = {
  register: 'registro',
  correct: 'corrección',
  follow: 'según las visitas',
  leave: 'la alianza dejó el ciclo',
} as Readonly<Record<string, string>>;

/** A step that was taken, as the table of steps keeps it. */
interface Reached extends Record<string, unknown> {
  readonly step: string;
  readonly toState: string;
  readonly reachedOn: string;
  readonly note: string | null;
}

/**
 * The states it reached, each with the step that led there and the days until the next one. Steps that did not change
 * the state are in its history.
 */
async function stagesOf(db: Executor, l: Life, id: string, today: string): Promise<NounStageView[]> {
  const steps = await db.query<Reached>(
    `select s.step, s.to_state as "toState", s.reached_on as "reachedOn", s.note
       from life_step s join journal_entry e on e.id = s.entry_id where s.subject_id = $1 and s.noun = $2 order by e.n, s.id`,
    [id, l.noun.name],
  );
  const rows = steps[0]?.step === 'register' ? steps : [...(await beforeDeclared(db, l, id)), ...steps];
  const titles = new Map(l.steps.map((step) => [step.name, titleOf(l, step)]));
  const moves = rows.filter((row, i) => row.toState !== rows[i - 1]?.toState);
  return moves.map((row, i) => ({
    ...row,
    title: titles.get(row.step) ?? BEGIN[row.step] ?? row.step,
    days: Math.max(0, daysBetween(row.reachedOn, moves[i + 1]?.reachedOn ?? today)),
  }));
}

/** How a row of before its noun was declared came to be: on the day of the entry that wrote it, which left no step. */
async function beforeDeclared(db: Executor, { noun: { formerRows, table } }: Life, id: string): Promise<Reached[]> {
  if (!formerRows) return [];
  return db.query<Reached>(
    `select 'register' as step, $3::text as "toState", null as note,
        (e.received_at at time zone 'America/La_Paz')::date::text as "reachedOn"
       from journal_change c join journal_entry e on e.id = c.entry_id
      where c.row_id = $1 and c.noun = $2 and c.op = 'insert'`,
    [id, table, formerRows.state],
  );
}

const HISTORY = 60;

/**
 * `<noun>.get`: one row with what is known of it, the steps that can be taken next and those that were taken; null when
 * it does not exist or the reader may not see it.
 */
export function fileOf(l: Life): QueryDefinition {
  const { noun: n } = l;
  return defineQuery<{ id: string }, NounFileView | null>({
    name: `${n.name}.get`,
    title: `ver ${n.words.the}`,
    by: n.reads,
    personal: n.personal ?? false,
    params: z.object({ id: z.uuid() }) as unknown as z.ZodMiniType<{ id: string }>,
    answer: nounFileAnswer as unknown as z.ZodMiniType,
    run: async (reading) => {
      const { db, actor, scopes, view, params, today } = reading;
      const all = Object.keys(n.fields);
      const values: unknown[] = [params.id];
      const [row] = await db.query<Record<string, unknown>>(
        `select ${columnsOf(l, all)} from ${sourceOf(n)} t where t.id = $1::uuid and ${reachSql(n, 't', scopes, actor.id, values)}`,
        values,
      );
      if (!row || !isVisible(n, row as AnyRow, actor, today)) return null;
      const state = l.states[String(row.state)];
      const told = rowView(l, seenFields(n, view), row);
      return {
        ...told,
        holders: holdersOf(l, row as AnyRow, told.names),
        mayCorrect:
          !state?.final &&
          !state?.checked &&
          can(actor, l.corrects, placementOfRow(n, row), today).may &&
          !(await keptAsIs(l, row as AnyRow, reading)),
        related: await relatedTo(n.name, params.id, reading),
        steps: await stepsOf(l, row as AnyRow, reading),
        stages: await stagesOf(db, l, params.id, today),
        conversation: view === 'full' ? await conversationOf(l, row as AnyRow, reading) : null,
        journal: await journalEntries(
          db,
          // The commands about the row itself, and those about something else that changed it.
          `((e.subject_noun = $1 and e.subject_id = $2::uuid)
            or e.id = any(array(select s.entry_id from life_step s where s.subject_id = $2::uuid and s.noun = $3))
            or e.id = any(array(select c.entry_id from journal_change c where c.row_id = $2::uuid and c.noun = $1)))`,
          [n.table, params.id, n.name],
          { limit: HISTORY, offset: 0, own: true },
          view,
        ),
      };
    },
  });
}
