import { anotherHand } from '../kernel/noun/anotherHand.ts';
import { choice, day, reference, text } from '../kernel/noun/kinds.ts';
import { type Guard, life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import type { Role } from '../people/roles.ts';

const marks = {
  satisfactorio: 'satisfactorio',
  regular: 'regular',
  insatisfactorio: 'insatisfactorio',
} as const;

const evaluators: readonly Role[] = ['UOD_OPERADOR', 'UCN_FORT', 'UCN_ADQ'];
const approvers: readonly Role[] = ['UCN_COORD'];

/** How a service provider did in a period, said by who works with them and approved by the coordination (M-17). */
export const providerPerformance = noun('providerPerformance', {
  words: { one: 'evaluación de desempeño', many: 'evaluaciones de desempeño', the: 'la evaluación de desempeño' },
  path: '/evaluaciones-de-desempeno',
  keeps: 'row',
  place: { unit: 'unitId' },
  capturedIn: ['office'],
  named: 'period',
  listed: ['period', 'providerId', 'result', 'onTime', 'quality', 'unitId'],
  reads: ['UCN_COORD', 'UCN_FORT', 'UCN_ADQ', 'UCN_ME', 'UOD_OPERADOR', 'AUDITOR'],
  fields: {
    providerId: reference('proveedor', 'serviceProvider').required(),
    period: text('período', { minLength: 4, maxLength: 40 }).helped('Como «1er semestre 2026».').required(),
    startsOn: day('desde el').required(),
    endsOn: day('hasta el', { notAfterToday: true }).required(),
    onTime: choice('cumplimiento de plazos', marks).required(),
    quality: choice('calidad de lo entregado', marks).required(),
    result: choice('resultado', marks).required(),
    remarks: text('observaciones', { maxLength: 2000, multiline: true }),
    unitId: reference('unidad', 'unit').helped('Vacío: para todo el país.'),
    annulReason: text('por qué se anula', { minLength: 5, maxLength: 500 }),
  },
  check: ({ startsOn, endsOn }) =>
    typeof startsOn === 'string' && typeof endsOn === 'string' && endsOn < startsOn
      ? problem('datesReversed', undefined, 'body.endsOn')
      : null,
});

/** Nobody takes part in what is said of their own work (domain brief 1.3). */
const notOneself: Guard = {
  name: 'notOneself',
  needs: (id) => ({ provider: { loader: 'providerOfPerformance', key: id } }),
  holds: (_row, _on, { provider }, actorId) =>
    (provider as { userId?: string | null } | null)?.userId === actorId ? 'Nadie aprueba su propia evaluación.' : null,
};

/** Domain brief 1.3: who wrote it does not approve it. */
const another = anotherHand(providerPerformance, 'La aprueba otra persona: usted escribió o corrigió la evaluación.');

export const providerPerformanceLife = life(providerPerformance, {
  states: {
    PRESENTADA: { name: 'presentada', holder: approvers },
    APROBADA: { name: 'aprobada', final: true },
    ANULADA: { name: 'anulada', final: true },
  },
  begins: { state: 'PRESENTADA', title: 'evaluar a un proveedor', type: 'act', who: evaluators },
  corrects: evaluators,
  gathered: true,
  steps: [
    {
      name: 'approve',
      title: 'aprobar',
      from: ['PRESENTADA'],
      to: 'APROBADA',
      who: approvers,
      guards: [another, notOneself],
      bulk: 'aprobar',
    },
    {
      name: 'annul',
      title: 'anular',
      from: ['PRESENTADA'],
      to: 'ANULADA',
      who: [...approvers, ...evaluators],
      asks: ['annulReason'],
      aside: true,
    },
  ],
});
