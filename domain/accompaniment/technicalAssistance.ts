import { choice, count, day, photos, quantity, text } from '../kernel/noun/kinds.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { allianceFields, allianceUnit } from './ofAlliance.ts';
import { accompanimentReaders, recorders, reviewedLife, reviewedReach, reviewFields } from './reviewed.ts';

/** A technical assistance given to an alliance (domain brief 3.9; A8 reads its product). */
export const technicalAssistance = noun('technicalAssistance', {
  words: { one: 'asistencia técnica', many: 'asistencias técnicas', the: 'la asistencia técnica' },
  path: '/asistencias-tecnicas',
  keeps: 'row',
  place: { unit: 'unitId', alliance: 'allianceId' },
  drawnAt: ['allianceId'],
  capturedIn: ['field', 'office'],
  inField: { carries: [], shared: true },
  named: 'what',
  listed: [
    'what',
    'allianceId',
    'topic',
    'givenOn',
    'hours',
    'women',
    'men',
    'giver',
    'unitId',
    'giverName',
    'returnReason',
  ],
  aside: ['giverName', 'returnReason'],
  reads: accompanimentReaders,
  reaches: reviewedReach,
  fields: {
    ...allianceFields,
    givenOn: day('día', { notAfterToday: true }).required(),
    topic: choice('tema', {
      produccion: 'producción',
      sanidad: 'sanidad',
      cosecha: 'cosecha y poscosecha',
      calidad: 'calidad e inocuidad',
      riego: 'riego',
      ambiental: 'medio ambiente y clima',
      administracion: 'administración y rendición',
      comercializacion: 'comercialización',
      organizacion: 'organización y género',
      otro: 'otro',
    }).required(),
    what: text('qué se enseñó o se hizo', { minLength: 3, maxLength: 300 }).required(),
    hours: quantity('duración', 'horas').required(),
    women: count('mujeres que participaron').required(),
    men: count('hombres que participaron').required(),
    giver: choice('quién la dio', {
      acompanante: 'el acompañante',
      proveedor: 'un proveedor contratado',
      unidad: 'personal de la unidad',
      comprador: 'el comprador',
      otro: 'otra entidad',
    }).required(),
    giverName: text('nombre de quien la dio', { maxLength: 120 }),
    product: text('producto entregado', { maxLength: 200 }).helped('Un informe, un plan de manejo, una guía.'),
    photos: photos('fotos', { max: 4 }),
    ...reviewFields,
  },
  derive: allianceUnit,
  check: ({ women, men, hours }) =>
    Number(women) + Number(men) === 0
      ? problem('invalidField', { sentence: 'Indique quiénes participaron: al menos una persona.' }, 'body.women')
      : Number(hours) === 0
        ? problem('invalidField', { sentence: 'La duración no puede ser cero.' }, 'body.hours')
        : null,
});

export const technicalAssistanceLife = reviewedLife(technicalAssistance, {
  recorded: 'por verificar',
  begins: {
    state: 'REGISTRADO',
    title: 'registrar una asistencia técnica',
    type: 'fact',
    who: recorders,
    on: 'givenOn',
  },
});
