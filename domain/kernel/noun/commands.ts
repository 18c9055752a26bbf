import * as z from 'zod/mini';
import type { ParameterRow } from '../../monitoring/parameters.ts';
import { can, type Placement } from '../../people/actor.ts';
import type { Role } from '../../people/roles.ts';
import { doubtfulDate } from '../capture.ts';
import {
  accept,
  type Change,
  type CommandDefinition,
  defineCommand,
  flags,
  insert,
  refuse,
  update,
} from '../command.ts';
import type { Day } from '../dates.ts';
import { type Envelope, idSchema } from '../envelope.ts';
import { type Fact, type FactRequest, isUnknown, need } from '../fact.ts';
import { derivedId, idOfText } from '../ids.ts';
import { type Problem, problem } from '../problem.ts';
import { changedFields } from '../versions.ts';
import type { Holiday } from '../workingDays.ts';
import { actedOn, atFirstUse, loaderOf, placeOf } from './acted.ts';
import { bodySchema, labelsOf, type Wanted } from './body.ts';
import {
  alsoFacts,
  alsoRequests,
  barredBy,
  dayOfStep,
  futureDay,
  guardRequests,
  holderRequests,
  isJoined,
  isVisible,
  placementOfRow,
  refusalOf,
  rolesOf,
  takenValue,
  uniqueRequests,
  type Writer,
  wrongReference,
} from './decide.ts';
import {
  askedBy,
  beginAuthority,
  beginFields,
  correctableFields,
  type Life,
  rowsOf,
  type Step,
  stepNames,
  stepTitle,
  takersOf,
} from './life.ts';
import { type AnyRow, type Noun, PROGRAMME } from './noun.ts';
import { type NounFacts, referenceRequests, referencesIn, type Values } from './references.ts';
import { remarkOf } from './remark.ts';

const DEMO = { demo: z.optional(z.boolean()) };
const PAPER = { documentId: z.optional(z.nullable(idSchema)) };
const paperFact = (c: Command): Record<string, FactRequest> => ({
  document: { loader: 'sourceDocument', key: (c.body.documentId as string | undefined) ?? null },
});

type Command = Envelope<Record<string, unknown>>;
const rowFacts = (n: Noun, c: Command): Record<string, FactRequest> => ({
  row: { loader: loaderOf(n), key: c.subjectId },
  parameters: { loader: 'parameters', key: '*' },
  ...(n.countsWorkingDays ? { holidays: { loader: 'holidays', key: '*' } } : {}),
  ...referenceRequests(n, c.body),
  ...holderRequests(n, c.body),
  ...uniqueRequests(n, c.body),
});

/** Who writes the same value of a field that no two rows share waits for the other: then the second is told of the first. */
const uniqueLocks =
  (n: Noun) =>
  ({ body }: Command): string[] =>
    (n.unique ?? []).flatMap(({ field }) =>
      body[field] ? [idOfText(`${n.name} ${field} ${String(body[field])}`)] : [],
    );

/** The fields that point to things on which others act while a row of the noun is written. */
export const waitingFields = (n: Noun): string[] => [...(n.partOf ? [n.partOf] : []), ...(n.waitsWith ?? [])];

/** Loader of the thing to which a field of a row points, by the id of the row. */
export const besideLoader = (n: Noun, field: string): string => `noun.${n.name}.beside.${field}`;

/** What is written with a new row waits for acts on the things to which it points. */
const besideLocks = (n: Noun, { body }: Command): string[] =>
  waitingFields(n).flatMap((field) => (typeof body[field] === 'string' ? [body[field]] : []));

const besideRequests = (n: Noun, { subjectId }: Command): FactRequest[] =>
  waitingFields(n).map((field) => ({ loader: besideLoader(n, field), key: subjectId }));

/** The values of all fields, null where the body has none. Anything else in the body is left out. */
const valuesOf = (n: Noun, body: Values): Record<string, unknown> =>
  Object.fromEntries(Object.keys(n.fields).map((name) => [name, body[name] ?? null]));

/** The recorded holidays. A phone holds none; the server works out again what depends on them. */
const holidaysIn = (fact: Fact<unknown> | undefined): readonly Holiday[] =>
  fact === undefined || fact === null || isUnknown(fact) ? [] : (fact as readonly Holiday[]);

/** The values, completed with those that the noun derives from them. */
function derived(n: Noun, values: Values, command: Envelope, facts: NounFacts, on: Day): Record<string, unknown> {
  if (!n.derive) return { ...values };
  const input = {
    command,
    parameters: (need(facts.parameters ?? null) ?? []) as readonly ParameterRow[],
    references: referencesIn(n, facts),
    rolesOf: (field: string) => rolesOf(facts, field, on),
    holidays: holidaysIn(facts.holidays),
  };
  return { ...values, ...n.derive(values, input) };
}

/**
 * What is wrong with the values in any state: a bad reference, a day in the future, a broken rule across fields, a
 * missing value.
 */
function wrongValues(
  n: Noun,
  said: Values,
  all: Values,
  facts: NounFacts,
  on: Day,
  writer: Omit<Writer, 'placement'>,
): Problem | null {
  return (
    wrongReference(n, said, facts, on, { ...writer, placement: placementOfRow(n, all) }) ??
    futureDay(n, said, on) ??
    takenValue(n, facts, writer.self) ??
    missing(n, all) ??
    n.check?.(all, on, { references: referencesIn(n, facts), rolesOf: (field) => rolesOf(facts, field, on) }) ??
    null
  );
}

function missing(n: Noun, values: Values): Problem | null {
  const name = Object.keys(n.fields).find(
    (f) => n.fields[f]?.needed && (values[f] === null || values[f] === undefined),
  );
  return name === undefined
    ? null
    : problem('bodyMissingField', { name: n.fields[name]?.label ?? name }, `body.${name}`);
}

/** The row of the table `life_step` that every change of a living noun leaves. */
export function stepRow(
  command: Pick<Envelope, 'id' | 'body'>,
  n: Pick<Noun, 'name'>,
  before: AnyRow | null,
  after: AnyRow,
  step: string,
  note: string | null,
  nth = 1,
): Change {
  return insert('life_step', {
    id: derivedId(command.id, nth),
    noun: n.name,
    subjectId: after.id,
    step,
    fromState: before?.state ?? null,
    toState: after.state,
    reachedOn: after.stateSince,
    documentId: ((command.body as Values).documentId as string | undefined) ?? null,
    note,
  });
}

/**
 * What registering a new row writes: the row in its first state, and its step. Also for commands that bring a row along
 * with something else.
 * @param nth with it and the id of the command the id of the step is made
 */
export function begun(
  { noun: n, begins }: Life,
  command: Pick<Envelope, 'id' | 'body'>,
  { id, values, on, by, demo }: { id: string; values: Values; on: Day; by: string | null; demo: boolean },
  nth = 1,
): Change[] {
  const made: AnyRow = {
    ...valuesOf(n, values),
    id,
    version: 1,
    programmeId: PROGRAMME,
    state: begins.route?.states[String(values[begins.route.field])] ?? begins.state,
    stateSince: on,
    recordedBy: by,
    demo,
  };
  return [insert(n.table, made), stepRow(command, n, null, made, 'register', null, nth)];
}

/**
 * A new row, begun by the act of another thing: with the values told, whatever the noun derives from others included.
 * @param nth with it and the id of the command the id of the row is made; the next number is that of its first step
 */
export function begunWith(
  l: Life,
  command: Envelope,
  nth: number,
  values: Values,
  on: Day,
  demo: boolean,
): readonly Change[] {
  const made = { id: derivedId(command.id, nth), values, on, by: command.actorId, demo };
  return begun(l, { ...command, body: {} }, made, nth + 1);
}

/**
 * A row that the act of another thing takes to another state, with its step.
 * @param nth with it and the id of the command the id of the step is made
 */
export function movedTo(
  n: Pick<Noun, 'name' | 'table'>,
  command: Envelope,
  row: AnyRow,
  state: string,
  step: string,
  on: Day,
  nth: number,
  more: Values = {},
): readonly Change[] {
  const next: AnyRow = { ...row, ...more, state, stateSince: on, version: row.version + 1 };
  return [update(n.table, next), stepRow({ ...command, body: {} }, n, row, next, step, null, nth)];
}

/** The fields of the form that registers a new one. */
export function beginWanted(l: Life): Wanted {
  const names = beginFields(l);
  return { names, needed: new Set(names.filter((name) => l.noun.fields[name]?.needed)) };
}

/** The fields of the form that corrects one. */
export const correctWanted = (l: Life): Wanted => {
  const { names, needed } = beginWanted(l);
  const open = correctableFields(l);
  return { names: names.filter((name) => open.includes(name)), needed };
};

/** The fields that a step asks, over all rows of that step. */
export function stepWanted(l: Life, rows: readonly Step[]): Wanted {
  const asked = rows.map((s) => askedBy(l, s));
  const asks = new Set(asked.flatMap((s) => s.asks));
  const names = [...new Set(asked.flatMap((s) => [...s.asks, ...s.may]))];
  return { names, needed: new Set(rows.length === 1 ? asks : []) };
}

/** The command that registers a new one. */
export function registerOf(l: Life): CommandDefinition {
  const { noun: n, begins } = l;
  const wanted = beginWanted(l);
  const schema = atFirstUse(() => bodySchema(n, wanted, { ...DEMO, ...(begins.paper ? PAPER : {}) }));
  const row = (c: Command, facts: NounFacts): Record<string, unknown> =>
    derived(n, valuesOf(n, c.body), c, facts, c.occurredOn);
  return defineCommand<Record<string, unknown>, NounFacts>({
    kind: `${n.name}.register`,
    type: begins.type,
    title: begins.title,
    version: 1,
    get schema() {
      return schema();
    },
    labels: labelsOf(n),
    subject: n.table,
    ...beginAuthority(l),
    locks: (c) => [...uniqueLocks(n)(c), ...besideLocks(n, c)],
    facts: (c) => ({ ...rowFacts(n, c), ...(begins.paper ? paperFact(c) : {}) }),
    placement: (c, facts): Placement => placementOfRow(n, { ...row(c, facts), id: c.subjectId }),
    decide: ({ command, actor, facts, receivedAt, today }) => {
      if (need(facts.row ?? null)) return refuse(problem('alreadyExists'));
      const on = begins.type === 'fact' ? command.occurredOn : today;
      const values = row(command, facts);
      const problemOf = wrongValues(n, command.body, values, facts, on, {
        actor,
        who: begins.who,
        self: command.subjectId,
      });
      if (problemOf) return refuse(problemOf);
      if (begins.paper && command.body.documentId && !need(facts.document ?? null))
        return refuse(problem('documentMissing', { document: begins.paper }, 'body.documentId'));
      const made = { id: command.subjectId, values, demo: command.body.demo === true };
      const doubts = begins.type === 'fact' && doubtfulDate(command, receivedAt) ? [flags.doubtfulDate] : [];
      return accept(
        begun(l, command, {
          ...made,
          on: begins.on === undefined ? on : (values[begins.on] as Day),
          by: actor.kind === 'public' ? null : actor.id,
        }),
        doubts,
      );
    },
  });
}

function correctOf(l: Life): CommandDefinition {
  const { noun: n, states } = l;
  const names = correctableFields(l);
  const version = l.correctedBefore ? 2 : 1;
  const kept = Object.values(states).map(({ keeps }) => ({ guards: keeps ?? [] }));
  const reason = z.string().check(z.trim(), z.minLength(5, 'Explique el motivo.'), z.maxLength(1000));
  const schema = atFirstUse(() => bodySchema(n, { names, needed: new Set() }, { reason }));
  return defineCommand<Record<string, unknown>, NounFacts>({
    kind: `${n.name}.correct`,
    type: 'act',
    title: `corregir ${n.words.the}`,
    version,
    get schema() {
      return schema();
    },
    labels: labelsOf(n),
    subject: n.table,
    by: l.corrects,
    locks: (c) => [...uniqueLocks(n)(c), ...besideLocks(n, c)],
    moves: (c) => besideRequests(n, c),
    facts: (c) => ({ ...rowFacts(n, c), ...guardRequests(kept, c.subjectId) }),
    placement: (_c, facts) => placeOf(n, facts),
    decide: ({ command, actor, facts, today }) => {
      const row = actedOn(facts);
      if (!row || !isVisible(n, row, actor, today)) return refuse(problem('notFound'));
      if (!can(actor, l.corrects, placementOfRow(n, row), today).may) return refuse(problem('outsideScope'));
      if (isJoined(n, row)) return refuse(problem('mergedThing'));
      const ofBefore = command.schemaVersion < version && command.baseVersion === null;
      if (command.baseVersion !== row.version && !ofBefore) return refuse(problem('oldVersion'));
      if (states[row.state]?.final || states[row.state]?.checked) {
        return refuse(
          problem('stepNotNow', { action: 'corregir', the: n.words.the, state: states[row.state]?.name ?? row.state }),
        );
      }
      const { reason: why, ...said } = command.body;
      const before = Object.fromEntries(Object.keys(n.fields).map((name) => [name, row[name] ?? null]));
      const values = derived(n, { ...before, ...said }, command, facts, today);
      const wrong = wrongValues(n, said, values, facts, today, { actor, who: l.corrects, self: row.id });
      if (wrong) return refuse(wrong);
      if (changedFields(Object.keys(values), before, values).length === 0) return accept([]);
      // A correction may not move the row to a place that its author does not reach.
      if (!can(actor, l.corrects, placementOfRow(n, values), today).may) return refuse(problem('outsideScope'));
      const next: AnyRow = { ...row, ...values, version: row.version + 1 };
      const sentence = barredBy(states[row.state]?.keeps ?? [], { row: next, facts, actor, today });
      if (sentence) return refuse(problem('requirementMissing', { sentence }));
      return accept([update(n.table, next), stepRow(command, n, row, next, 'correct', String(why))]);
    },
  });
}

/** The command of a step; all rows of that name are one command. */
export function stepOf(l: Life, name: string): CommandDefinition {
  const { noun: n } = l;
  const rows = rowsOf(l, name);
  const wanted = stepWanted(l, rows);
  const fact = rows.some((s) => s.fact);
  const by = [...new Set(rows.flatMap((s) => s.who))] as (Role | 'sistema')[];
  const paper: z.core.$ZodShape = rows.some((s) => s.document || s.paper) ? PAPER : {};
  const schema = atFirstUse(() => bodySchema(n, wanted, paper));
  return defineCommand<Record<string, unknown>, NounFacts>({
    kind: `${n.name}.${name}`,
    type: fact ? 'fact' : 'act',
    title: stepTitle(l, rows[0] ?? { title: name }),
    version: 1,
    get schema() {
      return schema();
    },
    labels: labelsOf(n),
    subject: n.table,
    by,
    moves: (c) => [
      ...besideRequests(n, c),
      ...rows.flatMap(({ also }) => {
        const needs = also?.needs(c.subjectId) ?? {};
        return (also?.moves ?? []).map((name) => needs[name] as FactRequest);
      }),
    ],
    locks: ({ body }) =>
      rows.flatMap((s) => s.waitsFor ?? []).flatMap((field) => (body[field] ? [String(body[field])] : [])),
    facts: (c) => ({
      ...rowFacts(n, c),
      ...guardRequests(rows, c.subjectId),
      ...alsoRequests(rows, c.subjectId),
      ...paperFact(c),
    }),
    placement: (_c, facts) => placeOf(n, facts),
    decide: ({ command, actor, facts, receivedAt, today: received }) => {
      const { body } = command;
      // An act is judged on the day of its receipt, a fact on its own.
      const today = fact ? command.occurredOn : received;
      const row = actedOn(facts);
      if (!row || !isVisible(n, row, actor, today)) return refuse(problem('notFound'));
      if (isJoined(n, row)) return refuse(problem('mergedThing'));
      const changed = command.baseVersion !== null && command.baseVersion !== row.version;
      if (changed && !fact) return refuse(problem('oldVersion'));
      const doubts = [
        ...(fact && doubtfulDate(command, receivedAt) ? [flags.doubtfulDate] : []),
        ...(changed ? [flags.changedSince] : []),
      ];
      const open = rows.find((s) => s.from.includes(row.state));
      if (fact && !open)
        return accept([stepRow(command, n, row, row, name, null)], [...new Set([...doubts, flags.changedSince])]);
      const step = open ?? (rows[0] as Step);
      const refusal = refusalOf(l, step, { row, facts, actor, today });
      if (refusal) return refuse(refusal);
      const left = (step.asks ?? []).find((f) => body[f] === null || body[f] === undefined);
      if (left) return refuse(problem('bodyMissingField', { name: n.fields[left]?.label ?? left }, `body.${left}`));
      const named = step.document ?? (body.documentId ? step.paper : undefined);
      if (named && !need(facts.document ?? null))
        return refuse(problem('documentMissing', { document: named }, 'body.documentId'));
      const on = dayOfStep(step, body, command, today);
      const said = Object.fromEntries(wanted.names.filter((f) => f in body).map((f) => [f, body[f] ?? null]));
      const kept = Object.fromEntries(Object.keys(n.fields).map((f) => [f, row[f] ?? null]));
      const values = derived(n, { ...kept, ...said, ...step.sets?.(row, on, actor.id) }, command, facts, on);
      const wrong = wrongValues(n, said, values, facts, today, { actor, who: step.who, self: row.id });
      if (wrong) return refuse(wrong);
      if (on < row.stateSince && step.on !== undefined) {
        return refuse(problem('beforeLastState', { day: row.stateSince }, `body.${step.on}`));
      }
      const moves = step.to !== undefined && step.to !== row.state;
      // What is told late does not go back behind the last state.
      const since = on < row.stateSince ? row.stateSince : on;
      const next: AnyRow = {
        ...row,
        ...values,
        state: step.to ?? row.state,
        stateSince: moves ? (fact ? since : on) : row.stateSince,
        version: row.version + 1,
      };
      const known = alsoFacts(step, row.id, facts);
      const beyond = step.also?.lies(known).some((place) => !can(actor, takersOf(step, row), place, today).may);
      if (beyond) return refuse(problem('outsideScope'));
      const others = step.also?.changes({ row: next, on, command, facts: known }) ?? [];
      return accept([update(n.table, next), stepRow(command, n, row, next, name, null), ...others], doubts);
    },
  });
}

/**
 * All commands of a noun with a life: register, correct (where a role may), one for each step, and `remark` where it
 * has a conversation.
 */
export function commandsOf(l: Life): CommandDefinition[] {
  return [
    registerOf(l),
    ...(l.corrects.length > 0 ? [correctOf(l)] : []),
    ...stepNames(l).map((name) => stepOf(l, name)),
    ...(l.converses ? [remarkOf(l, l.converses)] : []),
  ];
}
