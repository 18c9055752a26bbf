import { addDays, type Day } from '../kernel/dates.ts';
import type { DeriveInput } from '../kernel/noun/noun.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import { addWorkingDays } from '../kernel/workingDays.ts';
import { parameterOn } from '../monitoring/parameters.ts';
import { complaintCode } from './complaintCode.ts';
import { sensitiveCategories, topicOf } from './topics.ts';

type Values = Readonly<Record<string, unknown>>;

/** Whether only the complaints officer and the coordinator see complaints of a category. */
export const isSensitive = (category: unknown): boolean =>
  (sensitiveCategories as readonly unknown[]).includes(category);

/**
 * Whether a complaint is against somebody who attends to complaints, and against whom: as was said, or by the roles of
 * the named person.
 */
function against(values: Values, { rolesOf }: DeriveInput): unknown {
  const held = rolesOf('accusedId')?.map(({ role }) => role) ?? [];
  if (held.includes('UCN_RECL')) return 'reclamos';
  if (held.includes('UCN_COORD')) return 'coordinacion';
  return values.against ?? null;
}

/**
 * The unit whose people must not know of the complaint: the unit of the named person, or, if they work for several, the
 * one in which the complaint lies.
 */
function unitOfAccused(values: Values, unitId: string | null, { command, references, rolesOf }: DeriveInput): unknown {
  if (!('accusedId' in (command.body as Values))) return values.accusedUnitId ?? null;
  const units = (rolesOf('accusedId') ?? [])
    .filter((held) => held.scopeKind === 'unit')
    .flatMap((held) => held.scopeIds);
  const own = references.accusedId?.unitId;
  return [own, ...units].find((unit) => unit === unitId) ?? own ?? units[0] ?? null;
}

/** The derived fields of a complaint, worked out again at every change. */
export function deriveComplaint(said: Values, input: DeriveInput): Values {
  // A duplicate accuses whoever the other complaint accuses, so that those who may not know of one may not know of the
  // other.
  const same = said.duplicateOfId ? input.references.duplicateOfId : null;
  const values = same ? { ...said, accusedId: said.accusedId ?? same.accusedId ?? null } : said;
  return { ...followsFrom(values, input), ...(same ? shared(values, same, input) : {}) };
}

/** What a duplicate takes over from the other complaint, where it has no value of its own. */
const shared = (values: Values, same: Values, input: DeriveInput): Values => ({
  accusedId: values.accusedId,
  accusedUnitId: unitOfAccused(values, null, input) ?? same.accusedUnitId ?? null,
  against: against(values, input) ?? same.against ?? null,
});

function followsFrom(values: Values, input: DeriveInput): Values {
  const { command, parameters, references, holidays } = input;
  const said = command.body as Values;
  const received = values.receivedOn as Day;
  const reopened = (values.reopenedOn ?? null) as Day | null;
  const unitId = (values.unitId ?? references.allianceId?.unitId ?? null) as string | null;
  const topic = typeof values.topic === 'string' ? topicOf(values.topic) : null;
  const days = parameterOn(parameters, 'complaintDays', received);
  const sooner = topic?.urgent ? Math.min(days, parameterOn(parameters, 'complaintUrgentDays', received)) : days;
  // An urgent complaint belongs to the national coordination from the day on which it was classified as urgent.
  const raised = topic?.urgent === true && values.holder !== 'nacional';
  return {
    code: values.code ?? complaintCode(command.subjectId, received),
    unitId,
    // BR-51: the term in force on the day of reception. Indicator 3.2.1 uses this term, whatever an urgent matter
    // demands.
    dueOn: addDays(received, days),
    answerBy: addDays(received, sooner),
    // BR-53: two working days, by the calendar of the unit.
    acknowledgeBy: addWorkingDays(
      received,
      parameterOn(parameters, 'complaintAcknowledgeDays', received),
      holidays,
      unitId,
    ),
    secondAnswerBy: reopened ? addDays(reopened, parameterOn(parameters, 'complaintSecondDays', reopened)) : null,
    category: topic?.category ?? values.category ?? null,
    team: topic?.team ?? values.team ?? null,
    severity: said.severity ?? (said.topic ? topic?.severity : values.severity) ?? null,
    against: against(values, input),
    accusedUnitId: unitOfAccused(values, unitId, input),
    holder: raised ? 'nacional' : (values.holder ?? 'unidad'),
    escalatedOn: raised ? command.occurredOn : (values.escalatedOn ?? null),
  };
}

/** The days of the acts, in order; none may be before the reception. */
const DAYS = ['acknowledgedOn', 'referredOn', 'referralToldOn', 'referralRepliedOn', 'answeredOn'] as const;

export function checkComplaint(
  values: Values,
  _on: Day,
  { references, rolesOf }: Pick<DeriveInput, 'references' | 'rolesOf'>,
): Problem | null {
  const received = values.receivedOn as Day;
  for (const field of DAYS) {
    const on = values[field] as Day | null;
    if (on !== null && on < received) return problem('datesReversed', undefined, `body.${field}`);
  }
  // A person who may not see the complaint cannot be asked to attend to it (domain brief 2.7).
  const given = rolesOf('assigneeId');
  if (
    given &&
    isSensitive(values.category) &&
    !given.some(({ role }) => ['UCN_RECL', 'UCN_COORD', 'TRANSPARENCIA'].includes(role))
  ) {
    return problem('notAmongOffered', { label: 'a quién se asigna' }, 'body.assigneeId');
  }
  // If each of two complaints were the duplicate of the other, both would be closed and nobody would answer.
  return references.duplicateOfId?.state === 'DUPLICADO'
    ? problem('mergedThing', undefined, 'body.duplicateOfId')
    : null;
}
