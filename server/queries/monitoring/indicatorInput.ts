import * as z from 'zod/mini';
import { ProblemError, problem } from '../../../domain/kernel/problem.ts';
import { measureOf } from '../../../domain/monitoring/indicators.ts';
import { cutoffOf, openPeriods, periodOf } from '../../../domain/monitoring/period.ts';
import { complaintLife } from '../../../domain/participation/complaintLife.ts';
import { COMPLAINT_COUNTERS } from '../../../domain/participation/complaintReaders.ts';
import type { Scope } from '../../../domain/people/actor.ts';
import type { FigureInput } from '../../monitoring/evidenceSource.ts';
import { isPast } from '../../monitoring/periodSums.ts';
import { reachSql } from '../../nouns/reach.ts';
import { type Reading, type ScopeColumns, scopeSql } from '../query.ts';

export const figureParams = {
  programme: z._default(z.string().check(z.maxLength(40)), 'PAR2FA'),
  period: z.optional(z.string().check(z.maxLength(10))),
  unit: z.optional(z.string().check(z.maxLength(20))),
  level: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(3)), 3),
};

export interface FigureParams {
  programme: string;
  period?: string | undefined;
  /** Narrows the reader's reach to one unit. */
  unit?: string | undefined;
  level: number;
}

/** The reader's reach over a row, narrowed to one unit when one is asked for. */
export function within(
  scopes: readonly Scope[],
  columns: ScopeColumns & { readonly unit: string },
  unit: string | undefined,
  values: unknown[],
): string {
  const reach = scopeSql(scopes, columns, values);
  if (!unit) return reach;
  values.push(unit);
  return `${reach} and ${columns.unit} = $${values.length}`;
}

/**
 * The only unit to which the reader's reach is limited; '' when it is limited to several units, or to none; undefined
 * for the whole country.
 */
function unitOf(scopes: readonly Scope[]): string | undefined {
  if (scopes.some((s) => s.kind === 'national')) return undefined;
  const units = new Set(scopes.flatMap((s) => (s.kind === 'unit' ? s.ids : [])));
  return units.size === 1 ? [...units][0] : '';
}

/**
 * The complaints that a reader may know of: the person complained of must neither see a complaint nor notice that it
 * counts.
 */
function visibleComplaints(
  { scopes, actor, params }: Pick<Reading<FigureParams>, 'scopes' | 'actor' | 'params'>,
  values: unknown[],
): string {
  const visible = `e.subject_id in (select t.id from complaint t where ${reachSql(complaintLife.noun, 't', scopes, actor.id, values)})`;
  return params.unit ? `${visible} and e.unit_id = $${values.push(params.unit)}` : visible;
}

/**
 * What is asked for, within the reader's reach. Problem SIGG-506 for a measure or period that does not exist, SIGG-362
 * for a period that has not begun.
 */
export function inputOf(code: string, { params, scopes, today, view, actor }: Reading<FigureParams>): FigureInput {
  const measure = measureOf(code);
  if (!measure) throw new ProblemError(problem('unknownReference', { what: `el indicador ${code}` }));
  const period = params.period ? periodOf(params.period) : (openPeriods(today).at(-1) ?? null);
  if (!period) throw new ProblemError(problem('unknownReference', { what: `el período ${params.period}` }));
  cutoffOf(period, today);
  return {
    measure,
    programme: params.programme,
    period,
    level: params.level,
    today,
    view,
    unit: measure.subject === 'complaint' ? (params.unit ?? unitOf(scopes)) : params.unit,
    countsComplaints: scopes.some((s) => COMPLAINT_COUNTERS.includes(s.role)),
    scope: (values) =>
      measure.subject === 'complaint'
        ? visibleComplaints({ scopes, actor, params }, values)
        : within(
            scopes,
            { unit: 'e.unit_id', alliance: 'e.alliance_id', municipality: 'e.municipality_code' },
            params.unit,
            values,
          ),
  };
}

export const present = (input: FigureInput) => ({
  period: input.period,
  level: input.level as 1 | 2 | 3,
  cutoff: cutoffOf(input.period, input.today),
  past: isPast(input),
});
