import type { Day } from '../kernel/dates.ts';
import type { Envelope } from '../kernel/envelope.ts';
import { movedTo } from '../kernel/noun/commands.ts';
import { choice, day, reference, text } from '../kernel/noun/kinds.ts';
import { life } from '../kernel/noun/life.ts';
import { type AnyRow, noun } from '../kernel/noun/noun.ts';
import type { Role } from '../people/roles.ts';
import { partFields, partPlace } from './partOf.ts';
import { formulators, planReaders } from './plan.ts';

const kinds = {
  ambiental: 'ambiental',
  social: 'social',
  mitigacion: 'mitigación',
  cambio_climatico: 'adaptación al cambio climático',
  condicion: 'condición de un dictamen',
} as const;

/** Who answers for the measures of an alliance once its plan stands (domain brief 1.2). */
const followers: readonly Role[] = ['UOD_SOCIAL', 'UOD_AMBIENTAL', 'UOD_OFICIAL'];

/**
 * Something that the alliance must do besides its business: an environmental, social or climate measure of its plan, or
 * a condition of an appraisal (BR-26), which opens by itself with it. Followed until it is fulfilled (2.6, D16).
 */
export const planMeasure = noun('planMeasure', {
  words: { one: 'medida', many: 'medidas', the: 'la medida' },
  path: '/medidas',
  keeps: 'row',
  fixed: ['planId'],
  place: { unit: 'unitId', alliance: 'allianceId' },
  waitsWith: ['planId'],
  drawnAt: ['allianceId'],
  capturedIn: ['office'],
  named: 'what',
  listed: ['what', 'planId', 'kind', 'dueOn', 'responsible', 'fulfilledOn', 'appraisalId', 'unitId'],
  aside: ['fulfilledOn', 'appraisalId'],
  reads: planReaders,
  fields: {
    ...partFields,
    kind: choice('clase', kinds).required().open('noPersonal'),
    what: text('medida', { minLength: 3, maxLength: 2000 }).required().open('noPersonal'),
    responsible: text('quién responde', { maxLength: 120 }),
    dueOn: day('hasta cuándo').open('noPersonal'),
    indicator: text('cómo se sabe que se cumplió', { maxLength: 300 }).open('noPersonal'),
    appraisalId: reference('dictamen que la pide', 'appraisal').derived().open('noPersonal'),
    fulfilledOn: day('se cumplió el', { notAfterToday: true }).open('noPersonal'),
    dropReason: text('por qué se descarta', { multiline: true, minLength: 5, maxLength: 500 }),
  },
  derive: (values, { references }) => partPlace(values, references),
});

export const planMeasureLife = life(planMeasure, {
  states: {
    PREVISTA: { name: 'prevista', holder: followers },
    CUMPLIDA: { name: 'cumplida', final: true },
    DESCARTADA: { name: 'descartada', final: true },
  },
  begins: {
    state: 'PREVISTA',
    title: 'agregar una medida',
    type: 'act',
    who: ['UOD_OFICIAL', 'UOD_SOCIAL', 'UOD_AMBIENTAL', 'FACILITADOR', 'ACOMPANANTE'],
  },
  corrects: [...formulators, 'UOD_SOCIAL', 'UOD_AMBIENTAL'],
  due: 'dueOn',
  shownBefore: 15,
  gathered: true,
  leftWith: { PREVISTA: 'DESCARTADA' },
  steps: [
    {
      name: 'fulfil',
      title: 'dar por cumplida',
      from: ['PREVISTA'],
      to: 'CUMPLIDA',
      who: followers,
      asks: ['fulfilledOn'],
      on: 'fulfilledOn',
      paper: 'la constancia de que se cumplió',
      bulk: 'dar por cumplidas',
    },
    {
      name: 'drop',
      title: 'descartar',
      from: ['PREVISTA'],
      to: 'DESCARTADA',
      who: followers,
      asks: ['dropReason'],
      aside: true,
    },
  ],
});

/** A measure that the act of another thing drops, because it stands in another form from then on. */
export const droppedMeasure = (command: Envelope, measure: AnyRow, on: Day, nth: number, dropReason: string) =>
  movedTo(planMeasure, command, measure, 'DESCARTADA', 'drop', on, nth, { dropReason });
