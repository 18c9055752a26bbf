import { addDays } from '../../domain/kernel/dates.ts';
import type { DemoPlan } from './plan.ts';
import { documentIdOf } from './setup.ts';
import { type ToldThing, toldId } from './told.ts';

const BS = 100;

/**
 * Two criteria, a ranking and what would change with less money; a session that decided, with its resolution, and one to
 * come. All invented.
 */
export function toldCommittee(plan: DemoPlan): ToldThing[] {
  const [planner, business, coordinator, member] = [
    plan.who('MDRYT_DGP'),
    plan.who('UCN_NEG'),
    plan.who('UCN_COORD'),
    plan.who('COMITE'),
  ];
  const ago = (days: number) => addDays(plan.seed.until, -days);
  const documentId = documentIdOf(plan, 'LPZ');
  // One that had been adopted when this story begins.
  const inState = (state: string) => plan.alliances.find((a) => a.state === state && a.adoptedOn < ago(60));
  const [viable, approved, waiting] = [inState('PLAN_VIABLE'), inState('APROBADA_COMITE'), inState('PRIORIZADA')];
  if (!viable || !approved || !waiting) return [];
  const source = 'Inventado para la demostración';
  const run = { unitId: viable.unitId, year: ago(0).slice(0, 4), cut: 'corte' };
  const rankingId = toldId(plan, 'ranking', 'first');
  const score = (name: string, points: number): ToldThing => ({
    noun: 'priorityScore',
    name,
    steps: [
      [
        48,
        planner,
        'register',
        { rankingId, allianceId: viable.id, criterionId: toldId(plan, 'priorityCriterion', name), points },
      ],
    ],
  });
  const seat = (session: string, name: string, entity: string, daysAgo: number, more: object = {}): ToldThing => ({
    noun: 'committeeMember',
    name: `${session} ${name}`,
    steps: [
      [
        daysAgo,
        business,
        'register',
        { sessionId: toldId(plan, 'committeeSession', session), name: `${name} (demostración)`, entity, ...more },
      ],
      ...(session === 'held' ? ([[daysAgo - 1, business, 'attend', {}]] as const) : []),
    ],
  });
  const decided = (name: string, session: string, allianceId: string): Record<string, unknown> => ({
    sessionId: toldId(plan, 'committeeSession', session),
    allianceId,
    amountPar: name === 'approved' ? 420_000 * BS : 310_000 * BS,
    amountCounterpart: name === 'approved' ? 180_000 * BS : 133_000 * BS,
  });
  return [
    ...(['need', 'market'] as const).map(
      (name): ToldThing => ({
        noun: 'priorityCriterion',
        name,
        steps: [
          [
            60,
            planner,
            'register',
            {
              name: name === 'need' ? 'Pobreza del municipio' : 'Mercado asegurado',
              weight: name === 'need' ? 6_000 : 4_000,
              scale: 'De 0 a 100, según la ficha de la DGP (demostración).',
              validFrom: ago(60),
              source,
            },
          ],
          ...(name === 'need' ? ([[55, planner, 'confirm', { documentId }]] as const) : []),
        ],
      }),
    ),
    {
      noun: 'ranking',
      name: 'first',
      steps: [
        [
          50,
          business,
          'register',
          {
            ...run,
            name: 'Primera de la gestión (demostración)',
            budget: 900_000 * BS,
            unconfirmedReason: 'La DGP todavía firma uno de los criterios (demostración).',
          },
        ],
      ],
    },
    {
      noun: 'rankingEntry',
      name: 'viable',
      steps: [
        [
          49,
          business,
          'register',
          { rankingId, allianceId: viable.id, amountPar: 380_000 * BS, families: 32, women: 14 },
        ],
      ],
    },
    score('need', 80),
    score('market', 65),
    {
      noun: 'ranking',
      name: 'less',
      steps: [
        [
          45,
          business,
          'register',
          { ...run, name: 'Con menos presupuesto (demostración)', budget: 300_000 * BS, baseId: rankingId },
        ],
      ],
    },
    {
      noun: 'committeeSession',
      name: 'held',
      steps: [
        [30, business, 'register', { number: '1 (demostración)', plannedOn: ago(20), venue: 'La Paz' }],
        [26, business, 'hold', { heldOn: ago(26) }],
        [24, member, 'minute', { documentId }],
      ],
    },
    seat('held', 'Presidenta inventada', 'EMPODERAR', 29, { chairs: true, userId: member.id }),
    seat('held', 'Vocal inventada', 'MDRyT', 29),
    seat('held', 'Vocal inventado', 'VIPFE', 29),
    {
      noun: 'committeeDecision',
      name: 'approved',
      steps: [
        [27, business, 'register', decided('approved', 'held', approved.id)],
        [25, member, 'approve', {}],
        [8, business, 'resolve', { resolutionId: toldId(plan, 'resolution', 'first') }],
      ],
    },
    {
      noun: 'committeeSession',
      name: 'next',
      steps: [[5, business, 'register', { number: '2 (demostración)', plannedOn: addDays(plan.seed.until, 10) }]],
    },
    seat('next', 'Presidenta inventada', 'EMPODERAR', 4, { chairs: true, userId: member.id }),
    seat('next', 'Vocal inventado', 'VIPFE', 4),
    {
      noun: 'interestConflict',
      name: 'next',
      steps: [
        [
          2,
          business,
          'register',
          {
            memberId: toldId(plan, 'committeeMember', 'next Vocal inventado'),
            allianceId: waiting.id,
            reason: 'Su hermana es socia de la organización (demostración).',
          },
        ],
      ],
    },
    {
      noun: 'committeeDecision',
      name: 'waiting',
      steps: [[3, business, 'register', decided('waiting', 'next', waiting.id)]],
    },
    {
      noun: 'resolution',
      name: 'first',
      steps: [
        [
          10,
          business,
          'register',
          {
            number: 'RA 1 (demostración)',
            issuedOn: ago(12),
            authority: 'Máxima autoridad ejecutiva (inventada)',
            amount: 420_000 * BS,
            purpose: 'Inversión de la alianza',
            destination: 'La organización de la alianza',
          },
        ],
        [9, coordinator, 'enact', { documentId }],
      ],
    },
  ];
}
