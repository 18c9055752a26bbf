import { choice, count, day, photos, quantity, text } from '../kernel/noun/kinds.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { allianceFields, allianceUnit } from './ofAlliance.ts';
import { accompanimentReaders, recorders, reviewedLife, reviewedReach, reviewFields } from './reviewed.ts';

/** Families of an alliance that adopt a practice which the project promotes (domain brief 3.9 and R3). */
export const practiceAdoption = noun('practiceAdoption', {
  words: { one: 'adopción de práctica', many: 'adopciones de prácticas', the: 'la adopción de práctica' },
  path: '/adopciones',
  keeps: 'row',
  place: { unit: 'unitId', alliance: 'allianceId' },
  drawnAt: ['allianceId'],
  capturedIn: ['field', 'office'],
  inField: { carries: [], shared: true },
  named: 'practice',
  listed: [
    'practice',
    'allianceId',
    'practiceKind',
    'observedOn',
    'familiesLedByWomen',
    'familiesLedByMen',
    'area',
    'how',
    'unitId',
    'returnReason',
  ],
  aside: ['area', 'how', 'returnReason'],
  reads: accompanimentReaders,
  reaches: reviewedReach,
  fields: {
    ...allianceFields,
    observedOn: day('día', { notAfterToday: true }).required(),
    practiceKind: choice('clase de práctica', {
      semilla: 'semilla o material mejorado',
      suelos: 'manejo y conservación de suelos',
      plagas: 'manejo integrado de plagas',
      riego: 'riego tecnificado',
      organica: 'producción orgánica',
      sanidad: 'sanidad y alimentación animal',
      cosecha: 'cosecha y poscosecha',
      clima: 'adaptación al clima',
      otra: 'otra',
    }).required(),
    practice: text('qué práctica', { minLength: 3, maxLength: 200 }).required(),
    familiesLedByWomen: count('familias encabezadas por mujeres que la adoptan').required(),
    familiesLedByMen: count('familias encabezadas por hombres que la adoptan').required(),
    area: quantity('superficie', 'ha'),
    how: choice('cómo se comprobó', {
      parcela: 'se visitó la parcela',
      registro: 'por los registros de la organización',
      entrevista: 'por lo que dijeron las familias',
    }).required(),
    photos: photos('fotos', { max: 4 }),
    ...reviewFields,
  },
  derive: allianceUnit,
  check: ({ familiesLedByWomen, familiesLedByMen }) =>
    Number(familiesLedByWomen) + Number(familiesLedByMen) === 0
      ? problem('invalidField', { sentence: 'Indique al menos una familia que la adopta.' }, 'body.familiesLedByWomen')
      : null,
});

export const practiceAdoptionLife = reviewedLife(practiceAdoption, {
  recorded: 'por verificar',
  begins: {
    state: 'REGISTRADO',
    title: 'registrar la adopción de una práctica',
    type: 'fact',
    who: recorders,
    on: 'observedOn',
  },
});
