import { addDays, daysBetween } from '../../domain/kernel/dates.ts';
import type { DemoPlan } from './plan.ts';
import { documentIdOf } from './setup.ts';
import { type ToldThing, toldId } from './told.ts';

/** Providers of services and goods with a contract, an evaluation and a state each. All invented. */
export function toldProviders(plan: DemoPlan): ToldThing[] {
  const [procurement, coordinator] = [plan.who('UCN_ADQ'), plan.who('UCN_COORD')];
  const [operator, fiduciary] = [plan.operatorOf('LPZ'), plan.who('UOD_FIDUCIARIO')];
  const ago = (days: number) => addDays(plan.seed.until, -days);
  const documentId = documentIdOf(plan, 'LPZ');
  const companion = toldId(plan, 'serviceProvider', 'companion');
  const marks = { onTime: 'satisfactorio', quality: 'satisfactorio', result: 'satisfactorio' };
  return [
    {
      noun: 'serviceProvider',
      name: 'companion',
      steps: [
        [
          58,
          procurement,
          'register',
          {
            name: 'Lidia Inventada (demostración)',
            services: ['acompanante', 'asistente'],
            profession: 'Ingeniera agrónoma',
            zone: 'Valles de La Paz',
            sex: 'F',
          },
        ],
      ],
    },
    {
      noun: 'serviceProvider',
      name: 'facilitator',
      steps: [
        [
          // Before the course that lets the facilitador write plans (events.ts).
          daysBetween(plan.bornOn, plan.seed.until) - 4,
          procurement,
          'register',
          {
            name: 'Jorge Inventado (demostración)',
            services: ['facilitador'],
            profession: 'Economista',
            sex: 'M',
            userId: plan.who('FACILITADOR').id,
          },
        ],
      ],
    },
    {
      noun: 'providerContract',
      name: 'companion',
      steps: [
        [
          55,
          procurement,
          'register',
          {
            number: 'DEMO-C-01',
            providerId: companion,
            service: 'acompanante',
            subject: 'Acompañar alianzas del valle (demostración)',
            startsOn: ago(50),
            endsOn: addDays(plan.seed.until, 300),
            amount: 8_400_000,
            unitId: 'LPZ',
          },
        ],
        [52, coordinator, 'sign', { documentId }],
      ],
    },
    {
      noun: 'providerPerformance',
      name: 'companion',
      steps: [
        [
          5,
          operator,
          'register',
          { providerId: companion, period: 'Primer mes', startsOn: ago(50), endsOn: ago(20), unitId: 'LPZ', ...marks },
        ],
      ],
    },
    {
      noun: 'interest',
      name: 'facilitator',
      steps: [
        [
          14,
          operator,
          'register',
          {
            what: 'Le vendió semilla el año pasado (demostración)',
            providerId: toldId(plan, 'serviceProvider', 'facilitator'),
            organisationId: plan.alliances.find((a) => a.unitId === 'LPZ')?.organisationId,
            tie: 'comercial',
            declaredOn: ago(14),
          },
        ],
      ],
    },
    {
      noun: 'regionalService',
      name: 'altiplano',
      steps: [
        [
          13,
          operator,
          'register',
          {
            initiative: 'Semilla de quinua en el altiplano norte (demostración)',
            userId: plan.accompanist(0).id,
            unitId: 'LPZ',
            startsOn: ago(12),
          },
        ],
        [12, operator, 'start', {}],
      ],
    },
    {
      noun: 'goodsSupplier',
      name: 'late',
      steps: [
        [
          40,
          fiduciary,
          'register',
          { name: 'Agrotienda Inventada (demostración)', nit: '990000021', trade: 'insumos' },
        ],
        [11, fiduciary, 'observe', { reason: 'Entregó tarde en dos organizaciones (demostración)', markedOn: ago(11) }],
      ],
    },
  ];
}
