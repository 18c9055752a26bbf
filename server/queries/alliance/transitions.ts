import { type AccompanimentStanding, nothingRecorded } from '../../../domain/accompaniment/standing.ts';
import { advanceAlliance } from '../../../domain/alliance/advance.ts';
import type { Agreement } from '../../../domain/alliance/agreement.ts';
import type { Alliance, AllianceProfile } from '../../../domain/alliance/alliance.ts';
import {
  mayWithdraw,
  reinstateAlliance,
  suspendAlliance,
  transferAlliance,
  withdrawAlliance,
} from '../../../domain/alliance/sideStates.ts';
import { isAllianceState, states } from '../../../domain/alliance/states.ts';
import type { TransitionView } from '../../../domain/alliance/views.ts';
import {
  type Accompanier,
  type PlanOfAlliance,
  placementOf,
  possibleTransitions,
} from '../../../domain/alliance/workflow.ts';
import type { Decided } from '../../../domain/committee/decision.ts';
import type { Ranked } from '../../../domain/committee/rank.ts';
import type { CommandDefinition } from '../../../domain/kernel/command.ts';
import type { Day } from '../../../domain/kernel/dates.ts';
import type { Envelope } from '../../../domain/kernel/envelope.ts';
import type { FactRequest } from '../../../domain/kernel/fact.ts';
import type { Problem } from '../../../domain/kernel/problem.ts';
import type { ProblemView } from '../../../domain/kernel/views.ts';
import type { ParameterRow } from '../../../domain/monitoring/parameters.ts';
import { type Actor, can } from '../../../domain/people/actor.ts';
import { loadFacts } from '../../commands/loadFacts.ts';
import type { Executor } from '../../db/database.ts';

const view = (p: Problem | null): ProblemView | null => {
  if (!p) return null;
  const { status: _status, ...rest } = p;
  return rest;
};

/** Steps aside from the cycle, offered only to those who may take them. */
const sideSteps: readonly {
  readonly command: CommandDefinition;
  readonly open: (a: Alliance) => boolean;
  readonly to: (a: Alliance) => string;
  readonly evidence: string;
}[] = [
  {
    command: suspendAlliance,
    open: (a) => !a.suspendedOn && !states[a.state].final,
    to: (a) => a.state,
    evidence: 'el informe del hallazgo con su plan de corrección',
  },
  {
    command: reinstateAlliance,
    open: (a) => !!a.suspendedOn,
    to: (a) => a.state,
    evidence: 'el informe de corrección',
  },
  {
    command: withdrawAlliance,
    open: (a) => mayWithdraw(a.state),
    to: () => 'DESISTIDA',
    evidence: 'la carta de desistimiento',
  },
  {
    command: transferAlliance,
    open: (a) => !states[a.state].final,
    to: (a) => a.state,
    evidence: 'la nota de transferencia',
  },
];

/**
 * The steps that could be taken next with an alliance, each with the problem that would refuse it to this actor today.
 * The rule and its facts are those of `alliance.advance`.
 */
export async function transitionsOf(
  db: Executor,
  alliance: Alliance,
  actor: Actor,
  today: Day,
): Promise<TransitionView[]> {
  const requests = advanceAlliance.facts({ subjectId: alliance.id, body: {} } as Envelope) as Record<
    string,
    FactRequest
  >;
  const loaded = await loadFacts(db, [], Object.values(requests));
  const fact = <T>(name: string) => loaded.get(requests[name] as FactRequest) as T;
  const profile = fact<AllianceProfile | null>('profile');
  if (!profile || !isAllianceState(alliance.state)) return [];
  const agreement = fact<Agreement[]>('agreements').find((a) => a.standing === 'current' && !a.annulled) ?? null;
  const facts = {
    profile,
    organisation: fact<{ legalStatusNumber: string | null } | null>('organisation'),
    agreement,
    assignments: fact<[]>('assignments'),
    parameters: fact<ParameterRow[]>('parameters'),
    accompaniers: fact<Accompanier[]>('accompaniers'),
    complaintsWait: fact<{ waits: boolean } | null>('complaintsWait')?.waits === true,
    plan: fact<PlanOfAlliance | null>('plan'),
    rankings: fact<Ranked[]>('rankings'),
    decisions: fact<Decided[]>('decisions'),
    accompaniment: fact<AccompanimentStanding | null>('accompaniment') ?? nothingRecorded,
  };
  const steps = possibleTransitions(alliance, facts, actor, today).map(
    ({ row, refusal, warnings }): TransitionView => ({
      command: advanceAlliance.kind,
      to: row.to,
      title: row.title,
      refusal: view(refusal),
      evidence: row.document ? [row.document] : [],
      warnings,
    }),
  );
  const aside = sideSteps
    .filter((s) => s.open(alliance) && can(actor, s.command.by, placementOf(alliance), today).may)
    .map(
      (s): TransitionView => ({
        command: s.command.kind,
        to: s.to(alliance),
        title: s.command.title,
        refusal: null,
        evidence: [s.evidence],
        warnings: [],
      }),
    );
  return [...steps, ...aside];
}
