import { count, money, text } from '../kernel/noun/kinds.ts';
import { life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { closedPlan, partFields, partPlace, whileFormulated } from './partOf.ts';
import { formulators, planReaders } from './plan.ts';

/**
 * One year of the cash flow of a plan, with project less without: year 0 is that of the investment. VAN, TIR and B/C are
 * worked out from its years (finance.ts).
 */
export const planFlow = noun('planFlow', {
  words: { one: 'año del flujo de caja', many: 'años del flujo de caja', the: 'el año' },
  path: '/flujos',
  keeps: 'row',
  unique: [
    {
      field: 'planId',
      with: ['year'],
      unless: ['RETIRADO'],
      taken: ({ called }) =>
        problem(
          'invalidField',
          { sentence: `El plan ya tiene ese año en su flujo de caja: ${String(called)}.` },
          'body.year',
        ),
    },
  ],
  fixed: ['planId', 'year'],
  place: { unit: 'unitId', alliance: 'allianceId' },
  partOf: 'planId',
  drawnAt: ['allianceId'],
  capturedIn: ['office'],
  named: 'called',
  ordered: 'year',
  listed: ['called', 'planId', 'year', 'income', 'costs', 'investment', 'net', 'unitId'],
  reads: planReaders,
  fields: {
    ...partFields,
    called: text('año del flujo').derived().open('noPersonal'),
    year: count('año', { min: 0, max: 30 }).required().helped('0 es el de la inversión.').open('noPersonal'),
    income: money('ingresos').required().open('noPersonal'),
    costs: money('costos').required().open('noPersonal'),
    investment: money('inversión').required().open('noPersonal'),
    net: money('flujo neto', { min: -1e13 }).derived().open('noPersonal'),
  },
  derive: (values, { references }) => ({
    ...partPlace(values, references),
    called: `Año ${Number(values.year)}`,
    net: Number(values.income ?? 0) - Number(values.costs ?? 0) - Number(values.investment ?? 0),
  }),
  check: (_values, _on, { references }) => closedPlan(references),
});

const open = whileFormulated('planOfFlow');

export const planFlowLife = life(planFlow, {
  states: {
    VIGENTE: { name: 'en el plan', keeps: [open] },
    RETIRADO: { name: 'retirado', final: true },
  },
  begins: { state: 'VIGENTE', title: 'agregar un año', type: 'act', who: formulators },
  corrects: formulators,
  steps: [
    {
      name: 'drop',
      title: 'retirar',
      from: ['VIGENTE'],
      to: 'RETIRADO',
      who: formulators,
      guards: [open],
      aside: true,
    },
  ],
});
