import * as z from 'zod/mini';
import { writtenMonths } from '../../../domain/kernel/dates.ts';
import { VISITS_BY_MONTH } from '../../../domain/monitoring/indicators.ts';
import type { MissingVisitsView, VisitMonthsView } from '../../../domain/monitoring/indicatorViews.ts';
import { cutoffOf } from '../../../domain/monitoring/period.ts';
import { indicatorWords } from '../../../domain/words/monitoring.ts';
import { monthsToVisit, monthsWithoutVisit } from '../../monitoring/monthsWithoutVisit.ts';
import { defineQuery, pageParams, type Reading } from '../query.ts';
import { FIGURE_READERS } from '../readers.ts';
import { missingVisitsColumns } from './columns.ts';
import { valueNames } from './evidenceRecords.ts';
import { type FigureParams, figureParams, inputOf, present } from './indicatorInput.ts';

/** The alliances that lack visits in the figure of monthly visits (N8), and in which months. */
export const visitMissing = defineQuery({
  name: 'visit.missing',
  title: 'ver los meses sin visita de cada alianza',
  by: FIGURE_READERS,
  params: z.object({ ...figureParams, ...pageParams }),
  columns: missingVisitsColumns,
  run: async (reading: Reading<FigureParams & { page: number; pageSize: number }>): Promise<MissingVisitsView> => {
    const { db, params } = reading;
    const input = inputOf(VISITS_BY_MONTH, reading);
    const { page, pageSize } = params;
    const { rows, total } = await monthsWithoutVisit(db, input, { page, pageSize });
    const [unitName, municipalityName] = [await valueNames(db, 'unit'), await valueNames(db, 'municipality')];
    const asked = present(input);
    return {
      ...asked,
      page,
      pageSize,
      total,
      rows: rows.map(({ unitId, municipalityCode, months, ...row }) => ({
        ...row,
        unitName: unitName(unitId),
        municipalityName: municipalityName(municipalityCode),
        monthsMissing: months.length,
        missingMonths: writtenMonths(months),
        levelName: indicatorWords.levels[asked.level],
        periodName: asked.period.name,
        cutoff: asked.cutoff,
      })),
    };
  },
});

const levels = [1, 2, 3] as const;

/**
 * For one alliance: the months of a year in which the figure of monthly visits expects a visit, and those without one,
 * at every level.
 */
export const visitMonths = defineQuery({
  name: 'visit.months',
  title: 'ver los meses con y sin visita de una alianza',
  by: FIGURE_READERS,
  params: z.object({
    programme: figureParams.programme,
    period: z.optional(z.string().check(z.regex(/^\d{4}$/))),
    allianceId: z.uuid(),
  }),
  run: async (
    reading: Reading<Pick<FigureParams, 'programme' | 'period'> & { allianceId: string }>,
  ): Promise<VisitMonthsView> => {
    const { db, params, today } = reading;
    const asked = { ...params, period: params.period ?? today.slice(0, 4) };
    const input = inputOf(VISITS_BY_MONTH, { ...reading, params: { ...asked, level: 3 } });
    const found = await Promise.all(levels.map((level) => monthsToVisit(db, { ...input, level }, [params.allianceId])));
    const byLevel = levels.map((level, i) => ({ level, months: found[i]?.get(params.allianceId) ?? [] }));
    const months = [...new Set(byLevel.flatMap((l) => l.months.map((m) => m.month)))].sort();
    return {
      period: input.period,
      cutoff: cutoffOf(input.period, today),
      months: months.map((month) => ({
        month,
        byLevel: byLevel.map(({ level, months: own }) => {
          const at = own.find((m) => m.month === month);
          return { level, state: at?.state ?? null, firstOn: at?.firstOn ?? null };
        }),
      })),
      byLevel: byLevel.map(({ level, months: own }) => ({
        level,
        monthsExpected: own.filter((m) => m.state !== 'unknown').length,
        monthsMissing: own.filter((m) => m.state === 'missing').length,
      })),
    };
  },
});
