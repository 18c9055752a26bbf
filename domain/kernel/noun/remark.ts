import * as z from 'zod/mini';
import { can } from '../../people/actor.ts';
import type { Role } from '../../people/roles.ts';
import { accept, type CommandDefinition, defineCommand, insert, refuse } from '../command.ts';
import type { Day } from '../dates.ts';
import { idSchema } from '../envelope.ts';
import { need } from '../fact.ts';
import { derivedId } from '../ids.ts';
import { type Problem, problem } from '../problem.ts';
import { actedOn, atFirstUse, loaderOf, placeOf } from './acted.ts';
import {
  guardRequests,
  type HeldRole,
  isKnownTo,
  isVisible,
  type Judged,
  placementOfRow,
  refusalOf,
} from './decide.ts';
import type { Converses, Life } from './life.ts';
import type { AnyRow } from './noun.ts';
import type { NounFacts } from './references.ts';

/** `inside`: among those who work on it; `told`: to the person outside; `said`: by the person outside. */
export const sides = ['inside', 'told', 'said'] as const;
export type Side = (typeof sides)[number];

/** A remark in a conversation. It is never changed and never withdrawn. */
interface Remark {
  readonly id: string;
  readonly noun: string;
  readonly subjectId: string;
  readonly side: Side;
  readonly text: string;
  /** The person it is addressed to. It is their task until somebody answers it. */
  readonly toUserId: string | null;
  readonly answersId: string | null;
  readonly saidOn: Day;
  /** Null when the person outside said it. */
  readonly saidBy: string | null;
  readonly demo: boolean;
}

export const MOST_SAID = 2000;

interface Body {
  readonly side: Side;
  readonly text: string;
  readonly toId?: string | null;
  readonly answersId?: string | null;
}

/** The side on which a remark is answered, by its own side. A remark to the person outside waits for no answer here. */
export const answeredOn: Readonly<Record<Side, Side | null>> = { inside: 'inside', said: 'told', told: null };

/**
 * The sides on which an actor who may know of a row may make a remark now. Those who may take a step of its life speak
 * to the person outside (`told`); while nobody holds it, so do those who answer for settled ones. The person outside
 * (`said`) may speak until its last state.
 */
export function sidesOf(l: Life, judged: Judged): readonly Side[] {
  const { row, actor, today } = judged;
  const { converses, states, noun } = l;
  const placement = placementOfRow(noun, row);
  const is = (roles: readonly Role[]) => can(actor, roles, placement, today).may;
  if (!converses) return [];
  if (actor.kind === 'public')
    return converses.outside && is([converses.outside.who]) && !states[row.state]?.final ? ['said'] : [];
  if (!is(converses.who)) return [];
  const answersFor = converses.outside && !states[row.state]?.holder && is(converses.outside.settled);
  const tells = converses.outside && (answersFor || l.steps.some((step) => refusalOf(l, step, judged) === null));
  return tells ? ['inside', 'told'] : ['inside'];
}

/** Why an actor may not speak on a side; null when they may. */
function wrongSide(l: Life, side: Side, judged: Judged): Problem | null {
  if (sidesOf(l, judged).includes(side)) return null;
  const state = l.states[judged.row.state];
  const atEnd = side === 'said' && judged.actor.kind === 'public' && state?.final;
  return atEnd
    ? problem('stepNotNow', { action: 'decir algo más sobre', the: l.noun.words.the, state: state.name })
    : problem('notAllowed');
}

const LABEL = 'a quién';

/**
 * The problem of a remark's addressee: it must be somebody else who may know of the row, and only a remark among staff
 * has one.
 */
function wrongPerson(
  l: Life,
  { who }: Converses,
  { side, toId }: Body,
  { row, facts, actor, today }: Judged,
): Problem | null {
  if (!toId) return null;
  const found = need(facts['of:toId'] ?? null) as { id: string; active?: boolean } | null;
  if (!found) return problem('unknownReference', { what: 'la persona' }, 'body.toId');
  const grants = (need(facts['roles:toId'] ?? null) ?? []) as readonly HeldRole[];
  const meant = side === 'inside' && found.active !== false && found.id !== actor.id;
  return meant && isKnownTo(l.noun, row, { id: found.id, grants }, who, today)
    ? null
    : problem('notAmongOffered', { label: LABEL }, 'body.toId');
}

/**
 * The problem of the remark that this one answers: it must belong to the same row, on a side that is answered on this
 * one.
 */
function wrongAnswered(l: Life, { side, answersId }: Body, row: AnyRow, facts: NounFacts): Problem | null {
  if (!answersId) return null;
  const found = need(facts.answers ?? null) as Remark | null;
  const meant = found && found.noun === l.noun.name && found.subjectId === row.id && answeredOn[found.side] === side;
  return meant ? null : problem('unknownReference', { what: 'lo que se contesta' }, 'body.answersId');
}

/**
 * `<noun>.remark`: adds a remark to the conversation of a row. The row itself does not change, so an open form of it
 * stays valid.
 */
export function remarkOf(l: Life, converses: Converses): CommandDefinition {
  const { noun: n } = l;
  const by = [...converses.who, ...(converses.outside ? [converses.outside.who] : [])];
  const schema = atFirstUse(
    () =>
      z.object({
        side: z.enum(sides),
        text: z.string().check(z.trim(), z.minLength(1, 'Escriba algo.'), z.maxLength(MOST_SAID)),
        toId: z.optional(z.nullable(idSchema)),
        answersId: z.optional(z.nullable(idSchema)),
      }) as unknown as z.ZodMiniType<Record<string, unknown>>,
  );
  return defineCommand<Record<string, unknown>, NounFacts>({
    kind: `${n.name}.remark`,
    type: 'act',
    title: `conversar sobre ${n.words.the}`,
    version: 1,
    get schema() {
      return schema();
    },
    labels: { side: 'para quién es', text: 'lo que se dice', toId: LABEL, answersId: 'lo que se contesta' },
    subject: n.table,
    by,
    facts: (c) => {
      const { toId, answersId } = c.body as unknown as Body;
      return {
        row: { loader: loaderOf(n), key: c.subjectId },
        'of:toId': { loader: 'user', key: toId ?? null },
        'roles:toId': { loader: 'grantsOfUser', key: toId ?? null },
        answers: { loader: 'remark', key: answersId ?? null },
        ...guardRequests(l.steps, c.subjectId),
      };
    },
    placement: (_c, facts) => placeOf(n, facts),
    decide: ({ command, actor, facts, today }) => {
      const body = command.body as unknown as Body;
      const row = actedOn(facts);
      if (!row || !isVisible(n, row, actor, today)) return refuse(problem('notFound'));
      if (!can(actor, by, placementOfRow(n, row), today).may) return refuse(problem('outsideScope'));
      const judged: Judged = { row, facts, actor, today };
      const wrong =
        wrongSide(l, body.side, judged) ??
        wrongPerson(l, converses, body, judged) ??
        wrongAnswered(l, body, row, facts);
      if (wrong) return refuse(wrong);
      const said: Remark = {
        id: derivedId(command.id, 1),
        noun: n.name,
        subjectId: row.id,
        side: body.side,
        text: body.text,
        toUserId: body.toId ?? null,
        answersId: body.answersId ?? null,
        saidOn: today,
        saidBy: actor.kind === 'public' ? null : actor.id,
        demo: row.demo,
      };
      return accept([insert('remark', said)]);
    },
  });
}
