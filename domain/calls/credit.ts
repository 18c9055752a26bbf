import { choice, count, day, money, reference, text } from '../kernel/noun/kinds.ts';
import { life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { nationalTeam, type Role, unitTeam } from '../people/roles.ts';

/** Who records credits and what the institution says of them. */
const keepers: readonly Role[] = ['UOD_FIDUCIARIO', 'UOD_OFICIAL', 'UCN_FIN'];

/** How the organisation stands with the institution, as its paper says it; without one nobody knows (M-01). */
const standings = { al_dia: 'al día', mora: 'en mora', castigo: 'en castigo' } as const;

/**
 * A credit that an organisation took for its alliance (M-01, model 3): its institution, amount and term, what it is for,
 * how it stands by a dated paper, and whether the new investments of its strategy were made (N6, D18, D19).
 */
export const credit = noun('credit', {
  words: { one: 'crédito', many: 'créditos', the: 'el crédito' },
  path: '/creditos',
  keeps: 'row',
  place: { unit: 'unitId', alliance: 'allianceId' },
  drawnAt: ['allianceId'],
  capturedIn: ['office'],
  named: 'institution',
  listed: ['institution', 'allianceId', 'amount', 'grantedOn', 'standing', 'standingOn', 'fulfilled', 'unitId'],
  reads: [...nationalTeam, ...unitTeam, 'AUDITOR'],
  fields: {
    allianceId: reference('alianza', 'alliance').required().open('noPersonal'),
    unitId: reference('unidad', 'unit').derived().open('noPersonal'),
    organisationId: reference('organización', 'organisation').derived(),
    institution: text('institución', { minLength: 2, maxLength: 120 })
      .helped('El Banco de Desarrollo Productivo u otra institución financiera.')
      .required()
      .open('noPersonal'),
    amount: money('monto').required().open('noPersonal'),
    months: count('plazo', { min: 1, max: 480, unit: 'meses' }).open('noPersonal'),
    purpose: text('para qué', { maxLength: 500 }).open('noPersonal'),
    strategy: text('estrategia de inversiones nuevas', { maxLength: 4000, multiline: true }).open('noPersonal'),
    grantedOn: day('se desembolsó el', { notAfterToday: true }).open('noPersonal'),
    standing: choice('estado de la obligación', standings).open('noPersonal'),
    standingOn: day('estado al', { notAfterToday: true }).open('noPersonal'),
    fulfilled: choice('cumplió su estrategia de inversiones', {
      si: 'sí',
      parcial: 'en parte',
      no: 'no',
    }).open('noPersonal'),
    fulfilledOn: day('se verificó el', { notAfterToday: true }).open('noPersonal'),
    closedOn: day('se canceló el', { notAfterToday: true }).open('noPersonal'),
    reason: text('por qué', { minLength: 5, maxLength: 1000, multiline: true }),
  },
  derive: (values, { references }) => ({
    unitId: (references.allianceId?.unitId as string | undefined) ?? values.unitId ?? null,
    organisationId: (references.allianceId?.organisationId as string | undefined) ?? values.organisationId ?? null,
  }),
});

export const creditLife = life(credit, {
  states: {
    SOLICITADO: { name: 'solicitado', holder: keepers },
    VIGENTE: { name: 'vigente' },
    CANCELADO: { name: 'cancelado', final: true },
    NEGADO: { name: 'negado o desistido', final: true },
  },
  begins: { state: 'SOLICITADO', title: 'registrar un crédito', type: 'act', who: keepers },
  corrects: keepers,
  gathered: true,
  steps: [
    {
      name: 'grant',
      title: 'anotar el desembolso de',
      from: ['SOLICITADO'],
      to: 'VIGENTE',
      who: keepers,
      asks: ['grantedOn'],
      document: 'el contrato de crédito',
    },
    {
      name: 'report',
      title: 'anotar el estado de',
      from: ['VIGENTE'],
      who: keepers,
      asks: ['standing', 'standingOn'],
      document: 'el certificado de la institución',
    },
    {
      name: 'assess',
      title: 'verificar las inversiones de',
      from: ['VIGENTE'],
      who: keepers,
      asks: ['fulfilled', 'fulfilledOn'],
      document: 'el informe de la verificación',
    },
    {
      name: 'settle',
      title: 'dar por cancelado',
      from: ['VIGENTE'],
      to: 'CANCELADO',
      who: keepers,
      asks: ['closedOn'],
      document: 'la certificación de que se pagó',
    },
    {
      name: 'drop',
      title: 'anotar que no se otorgó',
      from: ['SOLICITADO'],
      to: 'NEGADO',
      who: keepers,
      asks: ['reason'],
      aside: true,
    },
  ],
});
