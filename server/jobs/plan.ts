import type { Day } from '../../domain/kernel/dates.ts';
import { dueDay } from '../../domain/kernel/noun/decide.ts';
import type { Life, Step } from '../../domain/kernel/noun/life.ts';
import type { AnyRow } from '../../domain/kernel/noun/noun.ts';
import type { ParameterRow } from '../../domain/monitoring/parameters.ts';

/** An act that *sistema* will take on a row when time comes, and its day. */
export interface Planned {
  readonly kind: string;
  readonly noun: string;
  readonly subjectId: string;
  readonly actFor: Day;
  /** Distinguishes it from another act of its kind for the same day. */
  readonly mark?: string;
}

/** The steps of a life that *sistema* takes when their day comes. */
const timed = (l: Life): Step[] => l.steps.filter((s) => s.after !== undefined);

/** Whether a life has such steps. */
export const hasTimedSteps = (l: Life): boolean => timed(l).length > 0;

/** What *sistema* will do with a row as it is now: nothing once its state, or a guard on the row itself, forbids it. */
export function plannedFor(l: Life, row: AnyRow, parameters: readonly ParameterRow[]): Planned[] {
  return timed(l).flatMap((step) => {
    if (!step.from.includes(row.state) || !step.after) return [];
    const actFor = dueDay(step.after, row, parameters);
    if (actFor === null) return [];
    // A guard that needs other facts is checked by the command when the day comes.
    const barred = (step.guards ?? []).some((g) => !g.needs && g.holds(row, actFor, {}, '') !== null);
    return barred ? [] : [{ kind: `${l.noun.name}.${step.name}`, noun: l.noun.name, subjectId: row.id, actFor }];
  });
}
