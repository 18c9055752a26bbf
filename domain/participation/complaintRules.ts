import { addDays, type Day } from '../kernel/dates.ts';
import type { DeriveInput } from '../kernel/noun/noun.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import { addWorkingDays } from '../kernel/workingDays.ts';
import { parameterOn } from '../monitoring/parameters.ts';
import { complaintCode } from './complaintCode.ts';
import { sensitiveCategories, topicOf } from './topics.ts';

type Values = Readonly<Record<string, unknown>>;

/** Whether a category is seen by the complaints officer and the coordinator alone. */
export const isSensitive = (category: unknown): boolean =>
  (sensitiveCategories as readonly unknown[]).includes(category);

/** Against whom it is, where that is who attends complaints: as it was said, or by the roles of who was named. */
function against(values: Values, { rolesOf }: DeriveInput): unknown {
  const held = rolesOf('accusedId')?.map(({ role }) => role) ?? [];
  if (held.includes('UCN_RECL')) return 'reclamos';
  if (held.includes('UCN_COORD')) return 'coordinacion';
  return values.against ?? null;
}

/** The unit whose people know nothing of it: that of who was named, or the one where the complaint stands among those they serve. */
function unitOfAccused(values: Values, unitId: string | null, { command, references, rolesOf }: DeriveInput): unknown {
  if (!('accusedId' in (command.body as Values))) return values.accusedUnitId ?? null;
  const units = (rolesOf('accusedId') ?? [])
    .filter((held) => held.scopeKind === 'unit')
    .flatMap((held) => held.scopeIds);
  const own = references.accusedId?.unitId;
  return [own, ...units].find((unit) => unit === unitId) ?? own ?? units[0] ?? null;
}

/** What follows from the rest of a complaint, asked anew at every change. */
export function deriveComplaint(said: Values, input: DeriveInput): Values {
  // What is the same as another accuses the same: whoever may not know of the one may not know of the other.
  const same = said.duplicateOfId ? input.references.duplicateOfId : null;
  const values = same ? { ...said, accusedId: said.accusedId ?? same.accusedId ?? null } : said;
  return { ...followsFrom(values, input), ...(same ? shared(values, same, input) : {}) };
}

/** What a duplicate has of the other, where it has not its own. */
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
  // What is urgent is the coordination's from the day on which it was said to be.
  const raised = topic?.urgent === true && values.holder !== 'nacional';
  return {
    code: values.code ?? complaintCode(command.subjectId, received),
    unitId,
    // BR-51: the term of the day on which it was received. Indicator 3.2.1 is over this one, whatever is asked of an urgent one.
    dueOn: addDays(received, days),
    answerBy: addDays(received, sooner),
    // BR-53: two working days, those of the unit.
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

/** Days of acts, in their order, none before the complaint was received. */
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
  // Who may not see it cannot attend it (domain brief 2.7).
  const given = rolesOf('assigneeId');
  if (
    given &&
    isSensitive(values.category) &&
    !given.some(({ role }) => ['UCN_RECL', 'UCN_COORD', 'TRANSPARENCIA'].includes(role))
  ) {
    return problem('notAmongOffered', { label: 'a quién se asigna' }, 'body.assigneeId');
  }
  // Two that were each the same as the other would both be closed, and nobody would answer.
  return references.duplicateOfId?.state === 'DUPLICADO'
    ? problem('mergedThing', undefined, 'body.duplicateOfId')
    : null;
}
