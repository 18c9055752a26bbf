import * as z from 'zod/mini';
import { accept, type Change, defineCommand, insert, refuse, update } from '../kernel/command.ts';
import { daySchema, type Envelope, idSchema } from '../kernel/envelope.ts';
import { need } from '../kernel/fact.ts';
import { derivedId } from '../kernel/ids.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import type { Alliance } from './alliance.ts';
import { leaveChanges, type RowLeft, rowsLeft } from './goesAlong.ts';
import { type AllianceState, hasLeft, isAllianceState, states } from './states.ts';
import { placementOf, refusalOf, rowTo, workflow, workflowRoles } from './workflow.ts';
import { type WorkflowLoads, workflowFacts, workflowRequests } from './workflowFacts.ts';

const state = z.string().check(z.refine(isAllianceState, 'Ese estado no existe.'));
const note = z.optional(z.nullable(z.string().check(z.trim(), z.maxLength(1000))));
/** The fewest letters that give a reason. */
const LEAST_REASON = 5;
const optionalDocument = z.optional(z.nullable(idSchema));

const advanceSchema = z.object({ to: state, documentId: optionalDocument, reachedOn: daySchema, note });
type AdvanceBody = z.infer<typeof advanceSchema>;

interface AdvanceFacts extends WorkflowLoads, Record<string, unknown> {
  alliance: Alliance | null;
  document: { id: string } | null;
  left: readonly RowLeft[];
}

/** The rows that every change of state writes. */
export function stateChanges(
  command: Envelope,
  alliance: Alliance,
  to: AllianceState,
  how: 'transición' | 'corrección',
  said: { reachedOn: string; documentId?: string | null; note?: string | null },
): Change[] {
  return [
    update('alliance', { ...alliance, state: to, stateSince: said.reachedOn, version: alliance.version + 1 }),
    insert('alliance_stage', {
      id: derivedId(command.id, 1),
      allianceId: alliance.id,
      state: to,
      reachedOn: said.reachedOn,
      how,
      documentId: said.documentId ?? null,
      note: said.note ?? null,
    }),
  ];
}

/** The problem with the day or the paper of a change of state; null when there is none. */
export function wrongDayOrPaper(
  alliance: Alliance,
  said: { reachedOn: string; documentId?: string | null },
  document: { id: string } | null,
  today: string,
): Problem | null {
  if (said.reachedOn > today) return problem('dayInFuture', { day: said.reachedOn }, 'body.reachedOn');
  if (alliance.stateSince && said.reachedOn < alliance.stateSince)
    return problem('beforeLastState', { day: alliance.stateSince }, 'body.reachedOn');
  if (said.documentId && !document)
    return problem('unknownReference', { what: 'el documento de respaldo' }, 'body.documentId');
  return null;
}

/** Takes the alliance one step along the cycle (domain brief 2.2), by the row of the workflow for that step. */
export const advanceAlliance = defineCommand<AdvanceBody, AdvanceFacts>({
  kind: 'alliance.advance',
  type: 'act',
  title: 'avanzar una alianza',
  version: 1,
  schema: advanceSchema as unknown as z.ZodMiniType<AdvanceBody>,
  subject: 'alliance',
  by: workflowRoles,
  // Whoever accompanies the alliance is given no other one meanwhile.
  moves: (c) =>
    workflow.some(({ to, guards }) => to === c.body.to && guards.includes('capKept'))
      ? [workflowRequests(c.subjectId).accompaniers]
      : hasLeft(c.body.to as AllianceState)
        ? [rowsLeft(c.subjectId)]
        : [],
  facts: (c) => ({
    alliance: { loader: 'alliance', key: c.subjectId },
    document: { loader: 'sourceDocument', key: c.body.documentId ?? null },
    left: hasLeft(c.body.to as AllianceState) ? rowsLeft(c.subjectId) : { ...rowsLeft(c.subjectId), key: null },
    ...workflowRequests(c.subjectId),
  }),
  placement: (_c, facts) => {
    const alliance = need(facts.alliance);
    return alliance ? placementOf(alliance) : { anywhere: true };
  },
  decide: ({ command, actor, facts, today }) => {
    const { body } = command;
    const alliance = need(facts.alliance);
    const known = workflowFacts(facts);
    if (!alliance || !known) return refuse(problem('notFound'));
    const to = body.to as AllianceState;
    const step = rowTo(alliance.state, to);
    if (!step)
      return refuse(
        problem(
          'wrongState',
          { state: states[alliance.state].name, action: `pasar a «${states[to].name}»` },
          'body.to',
        ),
      );
    const refusal = refusalOf(
      step,
      alliance,
      known,
      actor,
      { today, reachedOn: body.reachedOn },
      !!body.documentId,
      (body.note?.length ?? 0) >= LEAST_REASON,
    );
    if (refusal) return refuse(refusal);
    const wrong = wrongDayOrPaper(alliance, body, need(facts.document), today);
    if (wrong) return refuse(wrong);
    return accept([
      ...stateChanges(command, alliance, to, 'transición', body),
      ...leaveChanges(command, need(facts.left) ?? [], body.reachedOn),
    ]);
  },
});
