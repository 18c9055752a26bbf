import type { Day } from '../kernel/dates.ts';
import { day, share, text } from '../kernel/noun/kinds.ts';
import { type Guard, life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { committeeReaders, planners } from './hands.ts';

/**
 * A criterion by which alliances are prioritised, agreed with the ministry's planning office (BR-27). The programme
 * document names none, so criteria are dated data and unconfirmed until the office confirms them. All that are in force
 * on a day weigh 100 % together.
 */
export const priorityCriterion = noun('priorityCriterion', {
  words: { one: 'criterio de priorización', many: 'criterios de priorización', the: 'el criterio de priorización' },
  path: '/criterios-de-priorizacion',
  keeps: 'row',
  place: { anywhere: true },
  capturedIn: ['office'],
  named: 'name',
  listed: ['name', 'weight', 'validFrom', 'validTo', 'source'],
  reads: committeeReaders,
  fields: {
    name: text('nombre', { minLength: 3, maxLength: 120 }).required().open('noPersonal'),
    weight: share('peso').required().open('noPersonal').helped('Los vigentes en un día suman 100 %.'),
    scale: text('cómo se dan los puntos, de 0 a 100', { maxLength: 1000, multiline: true }).open('noPersonal'),
    validFrom: day('vale desde el').required().open('noPersonal'),
    validTo: day('vale hasta el').open('noPersonal'),
    source: text('de dónde sale', { maxLength: 300 }).open('noPersonal'),
  },
  check: ({ validFrom, validTo }) =>
    typeof validTo === 'string' && validTo < (validFrom as Day)
      ? problem('datesReversed', undefined, 'body.validTo')
      : null,
});

const settled: Guard = {
  name: 'settled',
  holds: () => 'Un criterio confirmado no se corrige: retírelo y registre el que lo cambia.',
};

export const priorityCriterionLife = life(priorityCriterion, {
  states: {
    SIN_CONFIRMAR: { name: 'sin confirmar' },
    CONFIRMADO: { name: 'confirmado', keeps: [settled] },
    RETIRADO: { name: 'retirado', final: true },
  },
  begins: { state: 'SIN_CONFIRMAR', title: 'registrar un criterio de priorización', type: 'act', who: planners },
  corrects: planners,
  steps: [
    {
      name: 'confirm',
      title: 'confirmar',
      from: ['SIN_CONFIRMAR'],
      to: 'CONFIRMADO',
      who: planners,
      document: 'la nota o la resolución que fija el criterio',
    },
    {
      name: 'retire',
      title: 'retirar',
      from: ['SIN_CONFIRMAR', 'CONFIRMADO'],
      to: 'RETIRADO',
      who: planners,
      aside: true,
    },
  ],
});
