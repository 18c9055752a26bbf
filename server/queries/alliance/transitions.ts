import { advanceAlliance } from '../../../domain/alliance/advance.ts';
import type { Alliance } from '../../../domain/alliance/alliance.ts';
import {
  mayWithdraw,
  reinstateAlliance,
  suspendAlliance,
  transferAlliance,
  withdrawAlliance,
} from '../../../domain/alliance/sideStates.ts';
import { isAllianceState, states } from '../../../domain/alliance/states.ts';
import type { TransitionView } from '../../../domain/alliance/views.ts';
import { placementOf, possibleTransitions } from '../../../domain/alliance/workflow.ts';
import { type WorkflowLoads, workflowFacts, workflowRequests } from '../../../domain/alliance/workflowFacts.ts';
import type { CommandDefinition } from '../../../domain/kernel/command.ts';
import type { Day } from '../../../domain/kernel/dates.ts';
import type { Problem } from '../../../domain/kernel/problem.ts';
import type { ProblemView } from '../../../domain/kernel/views.ts';
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
  const requests = workflowRequests(alliance.id);
  const loaded = await loadFacts(db, [], Object.values(requests));
  const facts = workflowFacts(
    Object.fromEntries(
      Object.entries(requests).map(([name, request]) => [name, loaded.get(request)]),
    ) as unknown as WorkflowLoads,
  );
  if (!facts || !isAllianceState(alliance.state)) return [];
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
