import { choice, day, photos, text } from '../kernel/noun/kinds.ts';
import { noun } from '../kernel/noun/noun.ts';
import { allianceFields, allianceUnit } from './ofAlliance.ts';
import { accompanimentReaders, byHand, programmers, reviewedLife, reviewedReach, reviewFields } from './reviewed.ts';

/**
 * A milestone of an alliance (domain brief 3.9, *hito*): the office programmes it with its day, and who accompanies the
 * alliance tells what was done, with photos.
 */
export const milestone = noun('milestone', {
  words: { one: 'hito', many: 'hitos', the: 'el hito' },
  path: '/hitos',
  keeps: 'row',
  place: { unit: 'unitId', alliance: 'allianceId' },
  drawnAt: ['allianceId'],
  capturedIn: ['office'],
  inField: { carries: [], shared: true },
  named: 'what',
  listed: ['what', 'allianceId', 'stage', 'dueOn', 'executedOn', 'unitId', 'responsible', 'moveReason', 'returnReason'],
  aside: ['responsible', 'moveReason', 'returnReason'],
  reads: accompanimentReaders,
  reaches: reviewedReach,
  fields: {
    ...allianceFields,
    stage: choice('etapa', { inversion: 'inversión', operacion: 'operación' }).required(),
    what: text('qué hay que lograr', { minLength: 3, maxLength: 200 }).required(),
    responsible: text('responsable', { maxLength: 120 }),
    programmedOn: day('programado para el').required(),
    movedTo: day('se reprograma para el'),
    moveReason: text('por qué se reprograma', { multiline: true, minLength: 5, maxLength: 500 }),
    dueOn: day('hasta cuándo').derived(),
    executedOn: day('se ejecutó el', { notAfterToday: true }),
    photos: photos('fotos', { max: 6 }),
    executionNotes: text('qué se hizo', { multiline: true, maxLength: 1000 }),
    ...reviewFields,
  },
  derive: (values, input) => ({
    ...allianceUnit(values, input),
    dueOn: values.movedTo ?? values.programmedOn ?? null,
  }),
});

const executing = {
  name: 'execute',
  title: 'registrar la ejecución de',
  to: 'REGISTRADO',
  who: ['ACOMPANANTE', 'UOD_OFICIAL'],
  fact: true,
  asks: ['executedOn'],
  may: ['photos', 'executionNotes'],
  sets: byHand,
} as const;

export const milestoneLife = reviewedLife(milestone, {
  recorded: 'ejecutado, por verificar',
  begins: { state: 'PROGRAMADO', title: 'programar un hito', type: 'act', who: programmers },
  corrects: programmers,
  states: { PROGRAMADO: { name: 'programado', holder: ['ACOMPANANTE'], due: 'dueOn' } },
  steps: [
    { ...executing, from: ['PROGRAMADO', 'DEVUELTO'] },
    {
      name: 'reschedule',
      title: 'reprogramar',
      from: ['PROGRAMADO'],
      who: programmers,
      asks: ['movedTo', 'moveReason'],
      aside: true,
    },
  ],
});
