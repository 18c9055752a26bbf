import { flag, text } from '../kernel/noun/kinds.ts';
import { life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { closedPlan, partFields, partPlace, whileFormulated } from './partOf.ts';
import { formulators, planReaders } from './plan.ts';

/** A technology or practice that a plan promotes, whose adoption R3 asks for later (domain brief 3.6). */
export const planPractice = noun('planPractice', {
  words: { one: 'práctica promovida', many: 'prácticas promovidas', the: 'la práctica' },
  path: '/practicas',
  keeps: 'row',
  fixed: ['planId'],
  place: { unit: 'unitId', alliance: 'allianceId' },
  partOf: 'planId',
  drawnAt: ['allianceId'],
  capturedIn: ['office'],
  named: 'name',
  listed: ['name', 'planId', 'isPackage', 'climateResilient', 'unitId'],
  reads: planReaders,
  fields: {
    ...partFields,
    name: text('práctica o tecnología', { minLength: 3, maxLength: 200 }).required().open('noPersonal'),
    isPackage: flag('es un paquete de varias').open('noPersonal'),
    climateResilient: flag('adapta al cambio climático').open('noPersonal'),
  },
  derive: (values, { references }) => partPlace(values, references),
  check: (_values, _on, { references }) => closedPlan(references),
});

const open = whileFormulated('planOfPractice');

export const planPracticeLife = life(planPractice, {
  states: {
    VIGENTE: { name: 'en el plan', keeps: [open] },
    RETIRADA: { name: 'retirada', final: true },
  },
  begins: { state: 'VIGENTE', title: 'agregar una práctica', type: 'act', who: formulators },
  corrects: formulators,
  steps: [
    {
      name: 'drop',
      title: 'retirar',
      from: ['VIGENTE'],
      to: 'RETIRADA',
      who: formulators,
      guards: [open],
      aside: true,
    },
  ],
});
