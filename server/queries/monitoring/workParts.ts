import { commands } from '../../../domain/commands.ts';
import { addDays, type Day } from '../../../domain/kernel/dates.ts';
import type { WorkItem } from '../../../domain/kernel/views.ts';
import type { ParameterKey } from '../../../domain/monitoring/parameters.ts';
import type { Scope } from '../../../domain/people/actor.ts';
import type { Executor } from '../../db/database.ts';

/** What every source of work is given. */
export interface Asked {
  readonly db: Executor;
  readonly actorId: string;
  readonly scopes: readonly Scope[];
  readonly unit: string | null;
  readonly today: Day;
  readonly parameter: (key: ParameterKey) => number;
}

export type Source = (asked: Asked) => Promise<WorkItem[]>;

/**
 * How pressing a line is. It is urgent only after twice its term, so that the word keeps its weight, and important once
 * it is overdue.
 * @param term the number of days allowed, from the day on which it reached the person
 */
export function riskOf(dueOn: Day | null, term: number, today: Day): WorkItem['risk'] {
  if (dueOn === null) return 'low';
  return addDays(dueOn, term) < today ? 'high' : 'medium';
}

export const mine = (asked: Asked, roles: readonly string[]): Scope[] =>
  asked.scopes.filter((s) => roles.includes(s.role));
export const byOf = (kind: string): readonly string[] => commands.get(kind)?.by ?? [];
export const narrowed = (asked: Asked, column: string, values: unknown[]): string => {
  if (!asked.unit) return 'true';
  values.push(asked.unit);
  return `${column} = $${values.length}`;
};
export const item = (i: Partial<WorkItem> & Pick<WorkItem, 'id' | 'kind' | 'title' | 'path' | 'risk'>): WorkItem => ({
  detail: null,
  unitId: null,
  allianceName: null,
  since: null,
  dueOn: null,
  count: 1,
  ...i,
});
