import type { Day } from '../../domain/kernel/dates.ts';
import { dueDay } from '../../domain/kernel/noun/decide.ts';
import type { Life, Step } from '../../domain/kernel/noun/life.ts';
import type { AnyRow } from '../../domain/kernel/noun/noun.ts';
import type { ParameterRow } from '../../domain/monitoring/parameters.ts';

/** An act that time will bring to a thing, and the day it is for. */
export interface Planned {
  readonly kind: string;
  readonly noun: string;
  readonly subjectId: string;
  readonly actFor: Day;
  /** What tells it from another act of its kind for the same day. */
  readonly mark?: string;
}

/** Steps of a life that time takes. */
const timed = (l: Life): Step[] => l.steps.filter((s) => s.after !== undefined);

/** Whether some noun has steps that time takes. */
export const hasTimedSteps = (l: Life): boolean => timed(l).length > 0;

/** What time will do with a row as it stands: nothing once its state or a guard over the row itself says no. */
export function plannedFor(l: Life, row: AnyRow, parameters: readonly ParameterRow[]): Planned[] {
  return timed(l).flatMap((step) => {
    if (!step.from.includes(row.state) || !step.after) return [];
    const actFor = dueDay(step.after, row, parameters);
    if (actFor === null) return [];
    // A guard that reads other things is asked when the day comes, by the command.
    const barred = (step.guards ?? []).some((g) => !g.needs && g.holds(row, actFor, {}, '') !== null);
    return barred ? [] : [{ kind: `${l.noun.name}.${step.name}`, noun: l.noun.name, subjectId: row.id, actFor }];
  });
}
