import type { Day } from '../kernel/dates.ts';
import { day, money, photos, quantity, reference, text } from '../kernel/noun/kinds.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { allianceFields, allianceUnit } from './ofAlliance.ts';
import { accompanimentReaders, byHand, recorders, reviewedLife, reviewedReach, reviewFields } from './reviewed.ts';

/**
 * A productive cycle of an alliance (domain brief 3.9, BR-47): opened and closed by who accompanies it, with what was
 * produced and sold, what it cost and what it brought. What nobody knows stays empty: it is never zero.
 */
export const productiveCycle = noun('productiveCycle', {
  words: { one: 'ciclo productivo', many: 'ciclos productivos', the: 'el ciclo productivo' },
  path: '/ciclos',
  keeps: 'row',
  place: { unit: 'unitId', alliance: 'allianceId' },
  drawnAt: ['allianceId'],
  capturedIn: ['field', 'office'],
  inField: { carries: [], shared: true },
  named: 'campaign',
  listed: [
    'campaign',
    'allianceId',
    'productCode',
    'openedOn',
    'closedOn',
    'area',
    'production',
    'soldVolume',
    'unitCode',
    'costs',
    'income',
    'unitId',
    'returnReason',
  ],
  aside: ['area', 'costs', 'income', 'returnReason'],
  reads: accompanimentReaders,
  reaches: reviewedReach,
  fields: {
    ...allianceFields,
    campaign: text('campaña o ciclo', { minLength: 2, maxLength: 80 })
      .required()
      .helped('Como la llama la organización: «campaña grande 2021», «segunda cosecha».'),
    productCode: reference('producto', 'product').required(),
    unitCode: reference('unidad de medida', 'measureUnit').required(),
    openedOn: day('empezó el', { notAfterToday: true }).required(),
    area: quantity('superficie', 'ha'),
    closedOn: day('terminó el', { notAfterToday: true }),
    production: quantity('producción', '').helped('En la unidad de medida del ciclo.'),
    soldVolume: quantity('volumen vendido', '').helped('En la unidad de medida del ciclo.'),
    costs: money('costos'),
    income: money('ingresos'),
    photos: photos('fotos', { max: 6 }),
    closingNotes: text('notas del cierre', { multiline: true, maxLength: 1000 }),
    ...reviewFields,
  },
  derive: allianceUnit,
  check: ({ openedOn, closedOn }) =>
    typeof closedOn === 'string' && closedOn < (openedOn as Day)
      ? problem('invalidField', { sentence: 'El ciclo no puede terminar antes de empezar.' }, 'body.closedOn')
      : null,
});

export const productiveCycleLife = reviewedLife(productiveCycle, {
  recorded: 'cerrado, por verificar',
  begins: { state: 'ABIERTO', title: 'abrir un ciclo productivo', type: 'fact', who: recorders, on: 'openedOn' },
  states: { ABIERTO: { name: 'abierto', holder: ['ACOMPANANTE'] } },
  steps: [
    {
      name: 'close',
      title: 'cerrar',
      from: ['ABIERTO', 'DEVUELTO'],
      to: 'REGISTRADO',
      who: recorders,
      fact: true,
      asks: ['closedOn', 'production', 'soldVolume'],
      may: ['costs', 'income', 'photos', 'closingNotes'],
      sets: byHand,
    },
  ],
});
