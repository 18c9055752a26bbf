import * as z from 'zod/mini';
import { type Figure, hasBefore, isFraction, percent } from '../../../domain/monitoring/estimators.ts';
import { dimensions, indicatorOfMeasure, type Measure, measures } from '../../../domain/monitoring/indicators.ts';
import type { FigureRow, PlacesView, TrendView } from '../../../domain/monitoring/indicatorViews.ts';
import { indicatorWords } from '../../../domain/words/monitoring.ts';
import { countryShapes, drawnBoundaries } from '../../geo/countryShapes.ts';
import { dataBegins } from '../../monitoring/dataBegin.ts';
import { figureBrokenDown } from '../../monitoring/figures.ts';
import { trendOf } from '../../monitoring/trend.ts';
import { defineQuery, type Page, pageParams, type Reading } from '../query.ts';
import { ALLIANCE_READERS, FIGURE_READERS } from '../readers.ts';
import { openingBox } from '../territory/openingBox.ts';
import { figureColumns } from './columns.ts';
import { valueNames } from './evidenceRecords.ts';
import { type FigureParams, figureParams, inputOf, present } from './indicatorInput.ts';

/** One measure over the last periods. */
export const indicatorTrend = defineQuery({
  name: 'indicator.trend',
  title: 'ver la evolución de un indicador',
  by: FIGURE_READERS,
  params: z.object({ ...figureParams, measure: z.string().check(z.maxLength(20)) }),
  run: async (reading: Reading<FigureParams & { measure: string }>): Promise<TrendView> => {
    const input = inputOf(reading.params.measure, reading);
    return { ...present(input), begins: await dataBegins(reading.db, input), points: await trendOf(reading.db, input) };
  },
});

interface Shown {
  readonly breakdown: string;
  readonly valueName: string;
  readonly figure: Figure;
}

/** Figures with their definitions as a download: the totals of all measures, or one measure with all its parts. */
export const indicatorTable = defineQuery({
  name: 'indicator.table',
  title: 'descargar indicadores con sus definiciones',
  by: FIGURE_READERS,
  params: z.object({ ...figureParams, ...pageParams, measure: z.optional(z.string().check(z.maxLength(20))) }),
  columns: figureColumns,
  run: async (
    reading: Reading<FigureParams & { measure?: string; page: number; pageSize: number }>,
  ): Promise<Page<FigureRow>> => {
    const { measure: one, page, pageSize } = reading.params;
    const rows: FigureRow[] = [];
    for (const code of one === undefined ? measures.map((m) => m.code) : [one]) {
      const input = inputOf(code, reading);
      const { figure, parts } = await figureBrokenDown(
        reading.db,
        input,
        one === undefined ? [] : input.measure.dimensions,
      );
      const shown: Shown[] = [{ breakdown: indicatorWords.whole, valueName: '', figure }];
      for (const [dimension, list] of parts) {
        const nameOf = await valueNames(reading.db, dimension);
        for (const part of list)
          shown.push({ breakdown: dimensions[dimension].name, valueName: nameOf(part.key), figure: part.figure });
      }
      const { cutoff } = present(input);
      for (const s of shown)
        rows.push(
          rowOf(input.measure, s, {
            levelName: indicatorWords.levels[present(input).level],
            periodName: input.period.name,
            cutoff,
          }),
        );
    }
    return { rows: rows.slice((page - 1) * pageSize, page * pageSize), total: rows.length, page, pageSize };
  },
});

function rowOf(
  measure: Measure,
  { figure: f, ...shown }: Shown,
  asked: Pick<FigureRow, 'levelName' | 'periodName' | 'cutoff'>,
): FigureRow {
  const indicator = indicatorOfMeasure(measure.code);
  const share = isFraction(measure.estimator);
  const said = (part: number) => (f.status === 'hidden' ? null : part);
  return {
    indicator: indicator?.code ?? '',
    indicatorName: indicator?.name ?? '',
    measureName: measure.name,
    ...shown,
    figure: f.value === null ? null : share ? percent(f.value) : f.value,
    figureUnit: measure.unit,
    figureState: indicatorWords.states[f.status],
    numerator: said(f.n),
    denominator: share ? said(f.d) : null,
    before: hasBefore(measure.estimator) ? f.n0 : null,
    counted: said(f.rows),
    notDueYet: said(f.notDue),
    ...asked,
    baselinePoa: indicator?.baseline ?? null,
    targetPoa: indicator?.target ?? null,
    programmed2022: indicator?.programmed2022 ?? null,
    definition: measure.definition,
    methodologyPoa: indicator?.methodology ?? null,
    sourcePoa: indicator?.source ?? null,
  };
}

/** The country for small maps without tiles, opened on the part where the reader works. */
export const territoryPlaces = defineQuery({
  name: 'territory.places',
  title: 'ver el dibujo del país y sus municipios',
  by: ALLIANCE_READERS,
  params: z.object({ unit: figureParams.unit }),
  run: async ({ db, params, scopes, today }: Reading<Pick<FigureParams, 'unit'>>): Promise<PlacesView> => ({
    ...(await countryShapes(db)),
    boundaries: await drawnBoundaries(db),
    opensOn: await openingBox(db, today, scopes, params.unit),
  }),
});
