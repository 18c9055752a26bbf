import { column, columnsOf } from '../../../domain/kernel/columns.ts';
import { choice, count, day, flag, text } from '../../../domain/kernel/noun/kinds.ts';
import type { EvidenceRowView, FigureRow, MissingVisitsRow } from '../../../domain/monitoring/indicatorViews.ts';
import { conflictStates } from '../../../domain/monitoring/records.ts';
import type { BatchRow, ConflictRow } from '../../../domain/monitoring/views.ts';
import { nounColumn, plainNumber } from '../commonColumns.ts';

export const batchColumns = columnsOf<BatchRow>({
  noun: nounColumn('registro'),
  unitId: text('código de unidad'),
  unitName: text('unidad'),
  month: text('mes'),
  stage: choice('paso', { unit: 'verificación', nation: 'validación' }),
  waiting: count('por revisar'),
  flagged: count('con señales'),
  sample: count('registros de la muestra'),
  rest: count('resto'),
  decided: count('revisados'),
  since: day('desde'),
  drawn: flag('empezado'),
  drawnByName: text('sorteó'),
  drawnOn: day('empezado el'),
  id: text('identificador'),
});

export const conflictColumns = columnsOf<ConflictRow>({
  noun: nounColumn('registro'),
  fields: column('datos', (fields: ConflictRow['fields']) => fields.map(({ label }) => label).join('; ')),
  allianceName: text('alianza'),
  unitId: text('código de unidad'),
  unitName: text('unidad'),
  currentBy: text('valor vigente de'),
  proposedBy: text('valor propuesto de'),
  since: day('desde'),
  status: choice('situación', conflictStates),
  id: text('identificador'),
});

/** What a row gives to a figure is in the unit of the measure: families, or centavos where it adds money. */
export const evidenceColumns = columnsOf<EvidenceRowView>({
  alliance_code: text('código de la alianza').open('noPersonal'),
  alliance_name: text('alianza').open('noPersonal'),
  unitName: text('unidad').open('noPersonal'),
  municipalityName: text('municipio').open('noPersonal'),
  counts_on: day('cuenta el').open('noPersonal'),
  due: flag('exigible').open('noPersonal'),
  n: plainNumber('número').open('noPersonal'),
  d: plainNumber('denominador').open('noPersonal'),
  n0: plainNumber('número antes del proyecto').open('noPersonal'),
  d0: plainNumber('denominador antes del proyecto').open('noPersonal'),
  note: text('nota').open('noPersonal'),
  recordsTotal: count('registros en total').open('noPersonal'),
  thing: text('qué se cuenta').open('noPersonal'),
});

export const missingVisitsColumns = columnsOf<MissingVisitsRow>({
  allianceCode: text('código de la alianza').open('noPersonal'),
  allianceName: text('alianza').open('noPersonal'),
  unitName: text('unidad').open('noPersonal'),
  municipalityName: text('municipio').open('noPersonal'),
  monthsExpected: count('meses en que se espera visita').open('noPersonal'),
  monthsVisited: count('meses con visita').open('noPersonal'),
  monthsMissing: count('meses sin visita').open('noPersonal'),
  missingMonths: text('cuáles').open('noPersonal'),
  levelName: text('con registros').open('noPersonal'),
  periodName: text('período').open('noPersonal'),
  cutoff: day('fecha de corte').open('noPersonal'),
});

export const figureColumns = columnsOf<FigureRow>({
  indicator: text('código del indicador').open('noPersonal'),
  indicatorName: text('indicador').open('noPersonal'),
  measureName: text('forma de contarlo').open('noPersonal'),
  breakdown: text('desglose').open('noPersonal'),
  valueName: text('valor').open('noPersonal'),
  figure: plainNumber('cifra').open('noPersonal'),
  figureUnit: text('unidad de la cifra').open('noPersonal'),
  figureState: text('situación de la cifra').open('noPersonal'),
  numerator: plainNumber('numerador').open('noPersonal'),
  denominator: plainNumber('denominador').open('noPersonal'),
  before: plainNumber('antes del proyecto').open('noPersonal'),
  counted: count('filas que la sostienen').open('noPersonal'),
  notDueYet: count('filas aún no exigibles').open('noPersonal'),
  levelName: text('con registros').open('noPersonal'),
  periodName: text('período').open('noPersonal'),
  cutoff: day('fecha de corte').open('noPersonal'),
  baselinePoa: plainNumber('línea base (POA)').open('noPersonal'),
  targetPoa: plainNumber('meta (POA)').open('noPersonal'),
  programmed2022: plainNumber('programado 2022 (POA)').open('noPersonal'),
  definition: text('cómo se calcula aquí').open('noPersonal'),
  methodologyPoa: text('cómo lo dice el POA').open('noPersonal'),
  sourcePoa: text('fuente según el POA').open('noPersonal'),
});
