import * as z from 'zod/mini';
import {
  type Dimension,
  dimensions,
  indicatorOfMeasure,
  indicators,
  measures,
} from '../../../domain/monitoring/indicators.ts';
import type {
  EvidenceRowView,
  EvidenceView,
  IndicatorListView,
  MeasureFigure,
  MeasureView,
} from '../../../domain/monitoring/indicatorViews.ts';
import { choosablePeriods } from '../../../domain/monitoring/period.ts';
import { dataBegins } from '../../monitoring/dataBegin.ts';
import { evidenceRows } from '../../monitoring/evidenceRows.ts';
import { figureBrokenDown, toldAll } from '../../monitoring/figures.ts';
import { isReserved, type Told } from '../../monitoring/toldFigures.ts';
import { accumulated } from '../../monitoring/trend.ts';
import { defineQuery, pageParams, type Reading } from '../query.ts';
import { FIGURE_READERS } from '../readers.ts';
import { evidenceColumns } from './columns.ts';
import { correctionsUnderWay, dimensionNames, evidenceRecords, valueNames } from './evidenceRecords.ts';
import { type FigureParams, figureParams, inputOf, present, within } from './indicatorInput.ts';

/** How many versions are listed for one row of evidence; a cycle of sales has dozens. */
const RECORDS_SHOWN = 24;

const corrections = ({ db, scopes, params }: Reading<FigureParams>, nouns: readonly string[]) =>
  correctionsUnderWay(db, nouns, (_noun, values) =>
    within(scopes, { unit: 'a.unit_id', alliance: 'a.id' }, params.unit, values),
  );
const sumOf = (counts: Map<string, number>, nouns: readonly string[]) =>
  nouns.reduce((sum, noun) => sum + (counts.get(noun) ?? 0), 0);

/** Every indicator with the figure of each of its measures. */
export const indicatorList = defineQuery({
  name: 'indicator.list',
  title: 'ver los indicadores',
  by: FIGURE_READERS,
  params: z.object(figureParams),
  run: async (reading: Reading<FigureParams>): Promise<IndicatorListView> => {
    const [first] = measures;
    if (!first) throw new Error('no measures');
    const underWay = await corrections(
      reading,
      measures.flatMap((m) => m.reads),
    );
    const figures = new Map<string, MeasureFigure>();
    const inputs = measures.map((m) => inputOf(m.code, reading));
    // What was declared is shown beside what is verified or validated, so that a delay does not look like a zero.
    const beside = inputs.map((input) => (isReserved(input) || input.level === 1 ? null : { ...input, level: 1 }));
    const told = await toldAll(reading.db, [...inputs, ...beside.flatMap((input) => input ?? [])]);
    const rest = told.slice(inputs.length);
    for (const [i, input] of inputs.entries()) {
      const declared = beside[i] ? (rest.shift()?.figure ?? null) : null;
      const own = {
        ...(told[i] as Told),
        declared,
        reserved: isReserved(input),
        corrections: sumOf(underWay, input.measure.reads),
      };
      figures.set(input.measure.code, { ...input.measure, ...own });
    }
    return {
      ...present(inputOf(first.code, reading)),
      periods: choosablePeriods(reading.today),
      indicators: indicators.map((i) => ({ ...i, measures: i.measures.flatMap((m) => figures.get(m.code) ?? []) })),
    };
  },
});

/** One measure with all its parts, at the three levels. */
export const indicatorFigure = defineQuery({
  name: 'indicator.figure',
  title: 'ver un indicador con sus desagregaciones',
  by: FIGURE_READERS,
  params: z.object({ ...figureParams, measure: z.string().check(z.maxLength(20)) }),
  run: async (reading: Reading<FigureParams & { measure: string }>): Promise<MeasureView> => {
    const input = inputOf(reading.params.measure, reading);
    const { dimensions: by } = input.measure;
    const { figure, parts } = await figureBrokenDown(reading.db, input, by);
    const named: Record<string, MeasureView['parts'][string]> = {};
    for (const dimension of by) {
      const nameOf = await valueNames(reading.db, dimension);
      named[dimension] = (parts.get(dimension) ?? []).map((part) => ({ ...part, name: nameOf(part.key) }));
    }
    const levels = [1, 2, 3] as const;
    const inputs = levels.map((level) => (level === input.level ? input : { ...input, level }));
    const told = await toldAll(reading.db, inputs, new Map([[input, figure]]));
    const byLevel = levels.map((level, i) => ({ level, ...(told[i] as Told) }));
    const opening = indicatorOfMeasure(input.measure.code)?.opening;
    const whole = !reading.params.unit && reading.scopes.some((s) => s.kind === 'national');
    return {
      ...present(input),
      measure: input.measure,
      reserved: isReserved(input),
      periods: choosablePeriods(reading.today),
      figure,
      begins: await dataBegins(reading.db, input),
      corrections: sumOf(await corrections(reading, input.measure.reads), input.measure.reads),
      accumulated:
        opening && whole && input.period.to > opening.upTo ? await accumulated(reading.db, input, opening) : null,
      byLevel,
      parts: named,
    };
  },
});

/** The rows behind a figure: *ver registros*. */
export const indicatorEvidence = defineQuery({
  name: 'indicator.evidence',
  title: 'ver los registros de un indicador',
  by: FIGURE_READERS,
  params: z.object({
    ...figureParams,
    ...pageParams,
    measure: z.string().check(z.maxLength(20)),
    dimension: z.optional(z.enum(Object.keys(dimensions) as [Dimension, ...Dimension[]])),
    key: z.optional(z.string().check(z.maxLength(60))),
  }),
  columns: evidenceColumns,
  run: async (
    reading: Reading<
      FigureParams & { measure: string; dimension?: Dimension; key?: string; page: number; pageSize: number }
    >,
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
      input.measure.reads,
      reading.view === 'full',
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
