import * as z from 'zod/mini';
import { type AccompanimentStanding, nothingRecorded } from '../accompaniment/standing.ts';
import type { Decided } from '../committee/decision.ts';
import type { Ranked } from '../committee/rank.ts';
import { accept, type Change, defineCommand, insert, refuse, update } from '../kernel/command.ts';
import { daySchema, type Envelope, idSchema } from '../kernel/envelope.ts';
import { need } from '../kernel/fact.ts';
import { derivedId } from '../kernel/ids.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import type { ParameterRow } from '../monitoring/parameters.ts';
import type { Agreement } from './agreement.ts';
import type { Alliance, AllianceProfile } from './alliance.ts';
import { type AllianceState, isAllianceState, states } from './states.ts';
import { type Accompanier, type PlanOfAlliance, placementOf, refusalOf, rowTo, workflowRoles } from './workflow.ts';

const state = z.string().check(z.refine(isAllianceState, 'Ese estado no existe.'));
const note = z.optional(z.nullable(z.string().check(z.trim(), z.maxLength(1000))));
/** The fewest letters that give a reason. */
const LEAST_REASON = 5;
const optionalDocument = z.optional(z.nullable(idSchema));

const advanceSchema = z.object({ to: state, documentId: optionalDocument, reachedOn: daySchema, note });
type AdvanceBody = z.infer<typeof advanceSchema>;

interface AdvanceFacts extends Record<string, unknown> {
  alliance: Alliance | null;
  profile: AllianceProfile | null;
  organisation: { legalStatusNumber: string | null } | null;
  agreements: readonly Agreement[];
  assignments: readonly { role: string; validFrom: string; validTo: string | null }[];
  parameters: readonly ParameterRow[];
  document: { id: string } | null;
  accompaniers: readonly Accompanier[];
  complaintsWait: { waits: boolean } | null;
  plan: PlanOfAlliance | null;
  rankings: readonly Ranked[];
  decisions: readonly Decided[];
  accompaniment: AccompanimentStanding | null;
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
  facts: (c) => ({
    alliance: { loader: 'alliance', key: c.subjectId },
    profile: { loader: 'profileCurrent', key: c.subjectId },
    organisation: { loader: 'organisationOfAlliance', key: c.subjectId },
    agreements: { loader: 'agreementsOfAlliance', key: c.subjectId },
    assignments: { loader: 'assignmentsOfAlliance', key: c.subjectId },
    parameters: { loader: 'parameters', key: '*' },
    document: { loader: 'sourceDocument', key: c.body.documentId ?? null },
    accompaniers: { loader: 'accompaniersOfAlliance', key: c.subjectId },
    complaintsWait: { loader: 'complaintsWait', key: c.subjectId },
    plan: { loader: 'planOfAlliance', key: c.subjectId },
    rankings: { loader: 'rankingsOfAlliance', key: c.subjectId },
    decisions: { loader: 'decisionsOfAlliance', key: c.subjectId },
    accompaniment: { loader: 'accompanimentOf', key: c.subjectId },
  }),
  placement: (_c, facts) => {
    const alliance = need(facts.alliance);
    return alliance ? placementOf(alliance) : { anywhere: true };
  },
  decide: ({ command, actor, facts, today }) => {
    const { body } = command;
    const alliance = need(facts.alliance);
    const profile = need(facts.profile);
    if (!alliance || !profile) return refuse(problem('notFound'));
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
    const known = {
      profile,
      organisation: need(facts.organisation),
      agreement: (need(facts.agreements) ?? []).find((a) => a.standing === 'current' && !a.annulled) ?? null,
      assignments: need(facts.assignments) ?? [],
      parameters: need(facts.parameters) ?? [],
      accompaniers: need(facts.accompaniers) ?? [],
      complaintsWait: need(facts.complaintsWait)?.waits === true,
      plan: need(facts.plan),
      rankings: need(facts.rankings) ?? [],
      decisions: need(facts.decisions) ?? [],
      accompaniment: need(facts.accompaniment) ?? nothingRecorded,
    };
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
    return accept(stateChanges(command, alliance, to, 'transición', body));
  },
});
