import { choice, day, photos, text } from '../kernel/noun/kinds.ts';
import { noun } from '../kernel/noun/noun.ts';
import { allianceFields, allianceUnit } from './ofAlliance.ts';
import { accompanimentReaders, recorders, reviewedLife, reviewedReach, reviewFields } from './reviewed.ts';

/** How far a measure of an alliance is fulfilled (domain brief 3.9; D16 and 2.6; conditions of dictámenes, BR-26). */
export const measureFollowUp = noun('measureFollowUp', {
  words: { one: 'seguimiento de medida', many: 'seguimientos de medidas', the: 'el seguimiento de medida' },
  path: '/seguimientos',
  keeps: 'row',
  place: { unit: 'unitId', alliance: 'allianceId' },
  drawnAt: ['allianceId'],
  capturedIn: ['field', 'office'],
  inField: { carries: [], shared: true },
  named: 'measure',
  listed: ['measure', 'allianceId', 'measureKind', 'checkedOn', 'fulfilled', 'unitId', 'returnReason'],
  aside: ['returnReason'],
  reads: accompanimentReaders,
  reaches: reviewedReach,
  fields: {
    ...allianceFields,
    checkedOn: day('día', { notAfterToday: true }).required(),
    measureKind: choice('clase de medida', {
      ambiental: 'ambiental',
      social: 'social',
      clima: 'de adaptación al clima',
    }).required(),
    measure: text('qué medida', { minLength: 3, maxLength: 300 }).required(),
    fulfilled: choice('se cumple', { si: 'sí', parcial: 'en parte', no: 'no' }).required(),
    observed: text('qué se vio', { multiline: true, maxLength: 1000 }),
    photos: photos('fotos', { max: 4 }),
    ...reviewFields,
  },
  derive: allianceUnit,
});

export const measureFollowUpLife = reviewedLife(measureFollowUp, {
  recorded: 'por verificar',
  begins: {
    state: 'REGISTRADO',
    title: 'registrar el seguimiento de una medida',
    type: 'fact',
    who: recorders,
    on: 'checkedOn',
  },
});
