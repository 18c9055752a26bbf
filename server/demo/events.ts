import { addDays, daysBetween } from '../../domain/kernel/dates.ts';
import type { DemoPlan } from './plan.ts';
import { documentIdOf } from './setup.ts';
import { type ToldThing, toldId } from './told.ts';

/** Events in every state, the list of one of them, and two notices in the press. All invented. */
export function toldEvents(plan: DemoPlan): ToldThing[] {
  const official = plan.officialOf('LPZ');
  const operator = plan.operatorOf('LPZ');
  const [expert, strength, communicator] = [plan.who('UCN_ME'), plan.who('UCN_FORT'), plan.who('UCN_COM')];
  const ago = (days: number) => addDays(plan.seed.until, -days);
  // The course of providers is held before the first alliance: a facilitador receives no plan untrained.
  const age = daysBetween(plan.bornOn, plan.seed.until);
  const documentId = documentIdOf(plan, 'LPZ');
  const place = { unitId: 'LPZ', municipalityCode: '020101' };
  const held = (days: number, by = official) => [days, by, 'hold', { heldOn: ago(days), documentId }] as const;
  const line = (name: string, sex: 'F' | 'M' | null, ci: string, more: object = {}): ToldThing => ({
    noun: 'eventAttendance',
    name,
    steps: [
      [
        38,
        official,
        'register',
        {
          eventId: toldId(plan, 'event', 'treasurers'),
          name: `${name} (demostración)`,
          sex,
          ci,
          hours: 40_000,
          cameAs: 'participante',
          ...more,
        },
      ],
    ],
  });
  return [
    {
      noun: 'event',
      name: 'treasurers',
      steps: [
        [
          50,
          official,
          'register',
          {
            ...place,
            name: 'Cómo llevar las cuentas del plan (demostración)',
            kind: 'administracion',
            number: 'LPZ-P7-01',
            plannedOn: ago(40),
            place: 'Sede de la unidad',
            facilitator: 'Analista fiduciario de la unidad',
            contents: 'Cuenta bancaria, comprobantes, cotizaciones y descargo.',
            cost: 185_000,
          },
        ],
        held(39),
        [35, operator, 'verify', {}],
        [30, expert, 'validate', {}],
      ],
    },
    // Its list was brought before it was compared.
    line('Juana Quispe Mamani', 'F', '9900101'),
    line('Rosa Condori', 'F', '9900102', { cameAs: 'dirigente' }),
    line('Pedro Choque', 'M', '9900103'),
    line('Persona sin dato', null, '9900104', { cameAs: null }),
    {
      noun: 'event',
      name: 'request',
      steps: [
        [
          25,
          official,
          'register',
          { ...place, name: 'Cómo se presenta una solicitud (demostración)', kind: 'difusion', plannedOn: ago(14) },
        ],
        held(14),
      ],
    },
    {
      noun: 'event',
      name: 'meeting',
      steps: [
        [
          6,
          official,
          'register',
          {
            ...place,
            name: 'Encuentro con compradores de quinua (demostración)',
            kind: 'encuentro',
            plannedOn: addDays(plan.seed.until, 12),
          },
        ],
      ],
    },
    {
      noun: 'event',
      name: 'annulled',
      steps: [
        [
          45,
          official,
          'register',
          { ...place, name: 'Taller de monitoreo (demostración)', kind: 'monitoreo', plannedOn: ago(30) },
        ],
        [28, official, 'annul', { annulReason: 'Hubo bloqueo de caminos (demostración)' }],
      ],
    },
    {
      noun: 'event',
      name: 'providers',
      steps: [
        [
          age - 5,
          strength,
          'register',
          {
            name: 'Curso para facilitadores (demostración)',
            kind: 'proveedores',
            number: 'P4-01',
            plannedOn: ago(age - 7),
          },
        ],
        held(age - 7, strength),
      ],
    },
    {
      noun: 'eventAttendance',
      name: 'facilitator',
      steps: [
        [
          age - 6,
          strength,
          'register',
          {
            eventId: toldId(plan, 'event', 'providers'),
            name: 'Jorge Inventado (demostración)',
            providerId: toldId(plan, 'serviceProvider', 'facilitator'),
            cameAs: 'participante',
          },
        ],
      ],
    },
    {
      noun: 'event',
      name: 'campaign',
      steps: [
        [
          20,
          communicator,
          'register',
          {
            name: 'Alianzas por radio (demostración)',
            kind: 'campana',
            audience: 'productores',
            genderStrategy: true,
            plannedOn: addDays(plan.seed.until, 20),
          },
        ],
      ],
    },
    {
      noun: 'pressNotice',
      name: 'radio',
      steps: [
        [
          18,
          official,
          'register',
          {
            title: 'Cómo pedir el apoyo (demostración)',
            medium: 'radio',
            outlet: 'Radio inventada',
            publishedOn: ago(18),
            unitId: 'LPZ',
          },
        ],
        [16, official, 'prove', { documentId }],
      ],
    },
    {
      noun: 'pressNotice',
      name: 'paper',
      steps: [
        [
          9,
          communicator,
          'register',
          {
            title: 'Encuentro de compradores (demostración)',
            medium: 'periodico',
            outlet: 'Diario inventado',
            publishedOn: ago(9),
          },
        ],
      ],
    },
  ];
}
