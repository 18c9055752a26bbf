import * as z from 'zod/mini';
import { ProblemError, problem } from '../../../domain/kernel/problem.ts';
import { type Dimension, dimensions, indicators, measureOf, measures } from '../../../domain/monitoring/indicators.ts';
import type { EvidenceRowView, EvidenceView, IndicatorListView, MeasureFigure, MeasureView } from '../../../domain/monitoring/indicatorViews.ts';
import { choosablePeriods, openPeriods, periodOf } from '../../../domain/monitoring/period.ts';
import type { Scope } from '../../../domain/people/actor.ts';
import type { Role } from '../../../domain/people/roles.ts';
import { evidenceRows, type FigureInput, figureBy, figureOf } from '../../monitoring/figures.ts';
import { defineQuery, pageParams, type Reading, type ScopeColumns, scopeSql } from '../query.ts';
import { correctionsUnderWay, dimensionNames, evidenceRecords, valueNames } from './evidenceRecords.ts';

/** Everyone of the programme reads figures, each within their reach. */
const READERS: readonly Role[] = [
  'UCN_COORD',
  'UCN_ME',
  'UCN_NEG',
  'UCN_SOC_AMB',
  'UCN_FORT',
  'UCN_FIN',
  'UCN_DESEMB',
  'UCN_ADQ',
  'MDRYT_DGP',
  'BANCO',
  'AUDITOR',
  'UOD_OPERADOR',
  'UOD_OFICIAL',
  'UOD_SOCIAL',
  'UOD_AMBIENTAL',
  'UOD_FIDUCIARIO',
  'UOD_RIEGO',
  'ACOMPANANTE',
];

const figureParams = {
  programme: z._default(z.string().check(z.maxLength(40)), 'PAR2FA'),
  period: z.optional(z.string().check(z.maxLength(10))),
  unit: z.optional(z.string().check(z.maxLength(20))),
  level: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(3)), 3),
};

interface FigureParams {
  programme: string;
  period?: string | undefined;
  /** Narrows the reader's reach to one unit. */
  unit?: string | undefined;
  level: number;
}

/** The reader's reach over a row, narrowed to one unit when one is asked for. */
function within(scopes: readonly Scope[], columns: ScopeColumns & { readonly unit: string }, unit: string | undefined, values: unknown[]): string {
  const reach = scopeSql(scopes, columns, values);
  if (!unit) return reach;
  values.push(unit);
  return `${reach} and ${columns.unit} = $${values.length}`;
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
    scope: (values) => within(scopes, { unit: 'e.unit_id', alliance: 'e.alliance_id', municipality: 'e.municipality_code' }, params.unit, values),
  };
}

const present = (input: FigureInput) => ({
  period: input.period,
  level: input.level as 1 | 2 | 3,
  cutoff: input.period.to < input.today ? input.period.to : input.today,
});

/** How many versions behind one thing are listed; a cycle of sales has dozens. */
const RECORDS_SHOWN = 24;

const corrections = ({ db, scopes, params }: Reading<FigureParams>, nouns: readonly string[]) =>
  correctionsUnderWay(db, nouns, (_noun, values) => within(scopes, { unit: 'a.unit_id', alliance: 'a.id' }, params.unit, values));
const sumOf = (counts: Map<string, number>, nouns: readonly string[]) => nouns.reduce((sum, noun) => sum + (counts.get(noun) ?? 0), 0);

/** Every indicator with the figure of each of its measures. */
export const indicatorList = defineQuery({
  name: 'indicator.list',
  title: 'ver los indicadores',
  by: READERS,
  params: z.object(figureParams),
  run: async (reading: Reading<FigureParams>): Promise<IndicatorListView> => {
    const [first] = measures;
    if (!first) throw new Error('no measures');
    const underWay = await corrections(
      reading,
      measures.flatMap((m) => m.reads),
    );
    const figures = new Map<string, MeasureFigure>();
    for (const m of measures)
      figures.set(m.code, { ...m, figure: await figureOf(reading.db, inputOf(m.code, reading)), corrections: sumOf(underWay, m.reads) });
    return {
      ...present(inputOf(first.code, reading)),
      periods: choosablePeriods(reading.today),
      indicators: indicators.map((i) => ({ ...i, measures: i.measures.flatMap((m) => figures.get(m.code) ?? []) })),
    };
  },
});

/** One measure with every disaggregation, and at the three levels. */
export const indicatorFigure = defineQuery({
  name: 'indicator.figure',
  title: 'ver un indicador con sus desagregaciones',
  by: READERS,
  params: z.object({ ...figureParams, measure: z.string().check(z.maxLength(20)) }),
  run: async (reading: Reading<FigureParams & { measure: string }>): Promise<MeasureView> => {
    const input = inputOf(reading.params.measure, reading);
    const parts: Record<string, MeasureView['parts'][string]> = {};
    for (const dimension of input.measure.dimensions) {
      const nameOf = await valueNames(reading.db, dimension);
      parts[dimension] = (await figureBy(reading.db, input, dimension)).map((part) => ({ ...part, name: nameOf(part.key) }));
    }
    const byLevel = await Promise.all(([1, 2, 3] as const).map(async (level) => ({ level, figure: await figureOf(reading.db, { ...input, level }) })));
    return {
      ...present(input),
      measure: input.measure,
      periods: choosablePeriods(reading.today),
      figure: await figureOf(reading.db, input),
      corrections: sumOf(await corrections(reading, input.measure.reads), input.measure.reads),
      byLevel,
      parts,
    };
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
  run: async (
    reading: Reading<FigureParams & { measure: string; dimension?: Dimension; key?: string; page: number; pageSize: number }>,
  ): Promise<EvidenceView> => {
    const { db } = reading;
    const input = inputOf(reading.params.measure, reading);
    const { dimension, key: asked, page, pageSize } = reading.params;
    const key = asked === undefined || asked === '' ? null : asked;
    const { rows, total } = await evidenceRows(db, input, { ...(dimension ? { dimension } : {}), key, page, pageSize });
    const [unitName, municipalityName] = [await valueNames(db, 'unit'), await valueNames(db, 'municipality')];
    const shown = (sources: unknown) => (sources as string[]).slice(-RECORDS_SHOWN).reverse();
    const records = await evidenceRecords(
      db,
      rows.flatMap((row) => shown(row.sources)),
    );
    return {
      ...present(input),
      measure: input.measure,
      dimensionName: dimension ? dimensionNames[dimension] : null,
      valueName: dimension ? (await valueNames(db, dimension))(key) : null,
      page,
      pageSize,
      total,
      rows: rows.map(({ sources, ...row }) => ({
        ...(row as unknown as EvidenceRowView),
        unitName: unitName(row.unit_id as string),
        municipalityName: municipalityName(row.municipality_code as string | null),
        records: shown(sources).flatMap((id) => records.get(id) ?? []),
        recordsTotal: (sources as string[]).length,
      })),
    };
  },
});
