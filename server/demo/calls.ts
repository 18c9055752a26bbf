import { addDays } from '../../domain/kernel/dates.ts';
import type { DemoPlan } from './plan.ts';
import { documentIdOf } from './setup.ts';
import { type ToldThing, toldId } from './told.ts';

/** An open call, two requests that answer it, and a credit. All invented. */
export function toldCalls(plan: DemoPlan): ToldThing[] {
  const [expert, coordinator, official] = [plan.who('UCN_NEG'), plan.who('UCN_COORD'), plan.officialOf('LPZ')];
  const ago = (days: number) => addDays(plan.seed.until, -days);
  const documentId = documentIdOf(plan, 'LPZ');
  const callId = toldId(plan, 'call', 'open');
  const asked = { callId, unitId: 'LPZ', municipalityCode: '020101', presentedBy: 'productor' };
  const alliance = plan.alliances.find((a) => a.unitId === 'LPZ' && a.adoptedOn < ago(28));
  return [
    {
      noun: 'call',
      name: 'open',
      steps: [
        [
          36,
          expert,
          'register',
          {
            number: 'DEMO-01',
            title: 'Solicitudes de alianzas rurales (demostración)',
            areas: 'Comunidades rurales de todo el país; las áreas urbanas y las capitales quedan fuera.',
            bases: 'El programa apoya alianzas entre una organización de productores y un comprador.',
            requirements:
              'Quince familias.\nUn comprador con dos años de actividad.\nCarta de intenciones del comprador.',
            opensOn: ago(30),
            closesOn: addDays(plan.seed.until, 45),
            budget: 2_000_000_000,
          },
        ],
        [32, coordinator, 'open', { documentId }],
      ],
    },
    {
      noun: 'request',
      name: 'received',
      steps: [
        [
          4,
          official,
          'register',
          {
            ...asked,
            presenter: 'Persona inventada',
            groupName: 'Asociación Wara Inventada (demostración)',
            receivedOn: ago(4),
            legalForm: 'asociacion',
            communityName: 'Comunidad inventada',
            rural: true,
            families: 22,
            women: 9,
            buyerName: 'Comprador inventado',
            papers: ['formulario', 'lista', 'carta'],
          },
        ],
      ],
    },
    {
      noun: 'request',
      name: 'rejected',
      steps: [
        [
          20,
          official,
          'register',
          {
            ...asked,
            presenter: 'Otra persona inventada',
            groupName: 'Grupo Inventado (demostración)',
            receivedOn: ago(20),
          },
        ],
        [17, official, 'review', { checklist: ['plazo', 'rural'] }],
        [
          15,
          official,
          'reject',
          { cause: 'comprador', explanation: 'No tiene comprador (demostración)', notifiedOn: ago(15), documentId },
        ],
      ],
    },
    ...(alliance
      ? [
          {
            noun: 'credit',
            name: 'first',
            steps: [
              [
                28,
                official,
                'register',
                {
                  allianceId: alliance.id,
                  institution: 'Banco inventado (demostración)',
                  amount: 7_000_000,
                  months: 36,
                  purpose: 'Centro de acopio',
                },
              ],
              [26, official, 'grant', { grantedOn: ago(26), documentId }],
              [6, official, 'report', { standing: 'al_dia', standingOn: ago(6), documentId }],
            ] as const,
          },
        ]
      : []),
  ];
}
