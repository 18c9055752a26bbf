import * as z from 'zod/mini';
import { type Dimension, dimensions, indicators, measureOf, measures } from '../../../domain/monitoring/indicators.ts';
import { openPeriods, periodOf } from '../../../domain/monitoring/period.ts';
import { ProblemError, problem } from '../../../domain/kernel/problem.ts';
import type { Role } from '../../../domain/people/roles.ts';
import { evidenceRows, type FigureInput, figureBy, figureOf } from '../../monitoring/figures.ts';
import { defineQuery, pageParams, type Reading, scopeSql } from '../query.ts';

/** Everyone of the programme reads figures, each within their reach. */
const READERS: readonly Role[] = [
  'UCN_COORD', 'UCN_ME', 'UCN_NEG', 'UCN_SOC_AMB', 'UCN_FORT', 'UCN_FIN', 'UCN_DESEMB', 'UCN_ADQ', 'MDRYT_DGP', 'BANCO', 'AUDITOR',
  'UOD_OPERADOR', 'UOD_OFICIAL', 'UOD_SOCIAL', 'UOD_AMBIENTAL', 'UOD_FIDUCIARIO', 'UOD_RIEGO', 'ACOMPANANTE',
];

const figureParams = {
  programme: z._default(z.string().check(z.maxLength(40)), 'PAR2FA'),
  period: z.optional(z.string().check(z.maxLength(10))),
  level: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(3)), 3),
};

interface FigureParams {
  programme: string;
  period?: string | undefined;
  level: number;
}

/** What is asked, within the reader's reach. Problem SIGG-506 for a measure or period that does not exist. */
function inputOf(code: string, { params, scopes, today }: Reading<FigureParams>): FigureInput {
  const measure = measureOf(code);
  if (!measure) throw new ProblemError(problem('unknownReference', { what: `el indicador ${code}` }));
  const period = params.period ? periodOf(params.period) : (openPeriods(today).at(-1) ?? null);
  if (!period) throw new ProblemError(problem('unknownReference', { what: `el período ${params.period}` }));
  return {
    measure,
    programme: params.programme,
    period,
    level: params.level,
    today,
    scope: (values) => scopeSql(scopes, { unit: 'e.unit_id', alliance: 'e.alliance_id', municipality: 'e.municipality_code' }, values),
  };
}

const present = (input: FigureInput) => ({ period: input.period, level: input.level, cutoff: input.period.to < input.today ? input.period.to : input.today });

/** Every indicator with the figure of each of its measures. */
export const indicatorList = defineQuery({
  name: 'indicator.list',
  title: 'ver los indicadores',
  by: READERS,
  params: z.object(figureParams),
  run: async (reading: Reading<FigureParams>) => {
    const figures = new Map<string, unknown>();
    let asked: ReturnType<typeof present> | null = null;
    for (const m of measures) {
      const input = inputOf(m.code, reading);
      asked = present(input);
      figures.set(m.code, await figureOf(reading.db, input));
    }
    return {
      ...asked,
      periods: openPeriods(reading.today),
      indicators: indicators.map((i) => ({ ...i, measures: i.measures.map((m) => ({ ...m, figure: figures.get(m.code) })) })),
    };
  },
});

/** One measure with every disaggregation, and at the three levels. */
export const indicatorFigure = defineQuery({
  name: 'indicator.figure',
  title: 'ver un indicador con sus desagregaciones',
  by: READERS,
  params: z.object({ ...figureParams, measure: z.string().check(z.maxLength(20)) }),
  run: async (reading: Reading<FigureParams & { measure: string }>) => {
    const input = inputOf(reading.params.measure, reading);
    const parts: Record<string, unknown> = {};
    for (const dimension of input.measure.dimensions) {
      // A readable page of municipalities needs their names; codes are resolved by the catalogue on the screen.
      parts[dimension] = await figureBy(reading.db, input, dimension);
    }
    const byLevel = await Promise.all([1, 2, 3].map(async (level) => ({ level, figure: await figureOf(reading.db, { ...input, level }) })));
    return { ...present(input), measure: input.measure, figure: await figureOf(reading.db, input), byLevel, parts };
  },
});

/** The rows behind a figure: *ver registros*. */
export const indicatorEvidence = defineQuery({
  name: 'indicator.evidence',
  title: 'ver los registros de un indicador',
  by: READERS,
  params: z.object({
    ...figureParams,
    ...pageParams,
    measure: z.string().check(z.maxLength(20)),
    dimension: z.optional(z.enum(Object.keys(dimensions) as [Dimension, ...Dimension[]])),
    key: z.optional(z.string().check(z.maxLength(60))),
  }),
  run: async (reading: Reading<FigureParams & { measure: string; dimension?: Dimension; key?: string; page: number; pageSize: number }>) => {
    const input = inputOf(reading.params.measure, reading);
    const { dimension, key, page, pageSize } = reading.params;
    const found = await evidenceRows(reading.db, input, { dimension, key: key === '' ? null : (key ?? null), page, pageSize });
    return { ...present(input), measure: input.measure, page, pageSize, ...found };
  },
});
