import type { Instant } from '../../domain/kernel/dates.ts';
import { idOfText } from '../../domain/kernel/ids.ts';
import { ProblemError } from '../../domain/kernel/problem.ts';
import { PARAMETERS_SINCE, parameterKeys, parameters } from '../../domain/monitoring/parameters.ts';
import { systemActor } from '../../domain/people/actor.ts';
import { compose } from './compose.ts';
import { type ExecuteContext, executeCommands } from './executeCommands.ts';

/**
 * Records the initial values of an installation, as commands of *sistema*, each with its source. Their ids are derived
 * from programme and key, so a second start sends the same commands and changes nothing. Answers how many were new.
 */
export async function recordInitialParameters(
  context: ExecuteContext,
  at: Instant,
  programmeId = 'PAR2FA',
): Promise<number> {
  const rows = await context.db.query<{ key: string }>(
    'select key from parameter where programme_id = $1 group by key',
    [programmeId],
  );
  const known = new Set(rows.map((r) => r.key));
  const missing = parameterKeys.filter((key) => !known.has(key));
  const texts = missing.map((key) => {
    const { initial, source, assumption } = parameters[key];
    return compose({
      id: idOfText(`parameter.set ${programmeId} ${key}`),
      kind: 'parameter.set',
      actor: systemActor,
      subjectId: idOfText(`parameter ${programmeId} ${key} ${PARAMETERS_SINCE}`),
      body: { programmeId, key, value: initial, validFrom: PARAMETERS_SINCE, source, assumption },
      occurredOn: PARAMETERS_SINCE,
      at,
    });
  });
  const results = await executeCommands(context, { texts, actor: systemActor, receivedAt: at });
  const failed = results.find((r) => r.status !== 'accepted');
  if (failed?.problem) throw new ProblemError(failed.problem);
  return missing.length;
}
