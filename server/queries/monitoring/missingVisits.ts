import * as z from 'zod/mini';
import { writtenMonths } from '../../../domain/kernel/dates.ts';
import { VISITS_BY_MONTH } from '../../../domain/monitoring/indicators.ts';
import type { MissingVisitsView } from '../../../domain/monitoring/indicatorViews.ts';
import { indicatorWords } from '../../../domain/words/monitoring.ts';
import { monthsWithoutVisit } from '../../monitoring/monthsWithoutVisit.ts';
import { defineQuery, pageParams, type Reading } from '../query.ts';
import { FIGURE_READERS } from '../readers.ts';
import { valueNames } from './evidenceRecords.ts';
import { type FigureParams, figureParams, inputOf, present } from './indicatorInput.ts';

/** The alliances that the figure of monthly visits lacks months of, and which: N8 lists the months without visit. */
export const visitMissing = defineQuery({
  name: 'visit.missing',
  title: 'ver los meses sin visita de cada alianza',
  by: FIGURE_READERS,
  params: z.object({ ...figureParams, ...pageParams }),
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
