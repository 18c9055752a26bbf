import { choice, choices, count, day, money, quantity, reference, share, text } from '../kernel/noun/kinds.ts';
import { noun, type Row } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { nationalTeam, type Role, unitTeam } from '../people/roles.ts';
import { deviationsOf } from './limits.ts';
import { planKinds, sections } from './sections.ts';

/** Who writes a plan: the facilitador or, where the OPP fills in an abbreviated one, who sits with it (2.1). */
export const formulators: readonly Role[] = ['UOD_OFICIAL', 'FACILITADOR', 'ACOMPANANTE'];

/** Who sees the plans of an alliance. */
export const planReaders: readonly Role[] = [
  ...nationalTeam,
  ...unitTeam,
  'AUDITOR',
  'FACILITADOR',
  'IFI',
  'ACOMPANANTE',
  'SUPERVISOR_CAMPO',
];

const section = (name: keyof typeof sections) => text(sections[name], { multiline: true, maxLength: 8000 });

/**
 * One version of the plan of an alliance (domain brief 3.6). The first is registered; version n+1 is made from an
 * observed version n by its step `revise`, so that none is written over. Amounts in centavos.
 */
export const plan = noun('plan', {
  words: { one: 'plan de alianza', many: 'planes de alianza', the: 'el plan' },
  path: '/planes',
  keeps: 'row',
  unique: [
    {
      field: 'allianceId',
      with: ['replacesId'],
      taken: ({ called }) =>
        problem(
          'invalidField',
          { sentence: `La alianza ya tiene su plan: ${String(called)}. La versión siguiente se prepara en él.` },
          'body.allianceId',
        ),
    },
  ],
  fixed: ['allianceId'],
  place: { unit: 'unitId', alliance: 'allianceId' },
  drawnAt: ['allianceId'],
  capturedIn: ['office'],
  named: 'called',
  listed: [
    'called',
    'allianceId',
    'kind',
    'number',
    'unitId',
    'presentedOn',
    'amountPar',
    'amountTotal',
    'families',
    'van',
    'tir',
  ],
  aside: ['number', 'van', 'tir'],
  reads: planReaders,
  fields: {
    called: text('plan').derived().open('noPersonal'),
    allianceId: reference('alianza', 'alliance').required().open('noPersonal'),
    unitId: reference('unidad', 'unit').derived().open('noPersonal'),
    number: count('versión', { min: 1 }).derived().open('noPersonal'),
    replacesId: reference('versión anterior', 'plan').derived().open('noPersonal'),
    kind: choice('clase de plan', planKinds)
      .required()
      .helped('Completo en el modelo 1; abreviado en los modelos 2 y 3.')
      .open('noPersonal'),
    families: count('familias', { unit: 'familias' }).open('noPersonal'),
    familiesWomen: count('familias representadas por mujeres', { unit: 'familias' }).open('noPersonal'),
    amountPar: money('aporte del proyecto').open('noPersonal'),
    amountCash: money('contraparte en efectivo').open('noPersonal'),
    amountKind: money('contraparte en especie').open('noPersonal'),
    amountBuyer: money('aporte del comprador').open('noPersonal'),
    amountMunicipal: money('aporte municipal').open('noPersonal'),
    amountCredit: money('crédito').open('noPersonal'),
    amountTotal: money('costo total').derived().open('noPersonal'),
    deviations: text('se aparta de lo fijado').derived().open('noPersonal'),
    deviationReason: text('por qué se aparta de lo fijado', { multiline: true, minLength: 10, maxLength: 1000 })
      .helped('Solo si la parte del proyecto o el monto por familia se apartan de lo fijado.')
      .open('noPersonal'),
    rate: share('tasa de descuento').helped('Al año; con ella se calcula el VAN.').open('noPersonal'),
    van: money('VAN', { min: -1e12 }).helped('Valor actual neto que declara el plan.').open('noPersonal'),
    tir: share('TIR', { min: -10_000, max: 1_000_000 })
      .helped('Tasa interna de retorno que declara el plan.')
      .open('noPersonal'),
    benefitCost: quantity('relación beneficio/costo', '').open('noPersonal'),
    summary: section('summary'),
    objectives: section('objectives'),
    opportunity: section('opportunity').open('noPersonal'),
    organisationProfile: section('organisationProfile'),
    buyerProfile: section('buyerProfile'),
    supporters: section('supporters'),
    municipalWorks: section('municipalWorks'),
    diagnosis: section('diagnosis').helped(
      'Cómo produce y vende la organización hoy: volumen, calidad, precio, costo.',
    ),
    proposal: section('proposal').helped('Qué cambia con el proyecto: volumen, calidad, precio, costo, ventas.'),
    climate: section('climate'),
    saleMode: section('saleMode'),
    memberNeeds: section('memberNeeds'),
    investmentPlan: section('investmentPlan').open('noPersonal'),
    creditStrategy: section('creditStrategy').helped('Solo en el modelo 3.').open('noPersonal'),
    evaluation: section('evaluation').open('noPersonal'),
    presentedOn: day('se presentó el', { notAfterToday: true }).open('noPersonal'),
    returnReason: text('qué falta para recibirlo', { multiline: true, minLength: 5, maxLength: 1000 }),
    observedSections: choices('secciones que debe cambiar', sections),
    observedReason: text('qué se pide y por qué', { multiline: true, minLength: 10, maxLength: 4000 }).helped(
      'Sección por sección.',
    ),
    reopenReason: text('por qué se corrige la decisión', { multiline: true, minLength: 5, maxLength: 1000 }),
  },
  derive: (values, { references, parameters, command }) => {
    const { allianceId, replacesId } = references;
    const number = replacesId ? Number(replacesId.number) + 1 : ((values.number as number | null) ?? 1);
    const total = totalOf(values);
    const said = { ...(values as unknown as Plan), amountTotal: total };
    const deviations = deviationsOf(said, parameters, command.occurredOn);
    const code = allianceId?.code as string | undefined;
    return {
      unitId: (allianceId?.unitId as string | undefined) ?? values.unitId ?? null,
      number,
      called: code ? calledBy(code, number) : (values.called ?? calledBy('Plan', number)),
      amountTotal: total,
      deviations: deviations.length > 0 ? deviations.map(({ sentence }) => sentence).join(' ') : null,
    };
  },
  check: ({ families, familiesWomen, presentedOn, deviations, deviationReason }) =>
    presentedOn && deviations && !deviationReason
      ? problem('invalidField', { sentence: `Diga por qué: ${String(deviations)}` }, 'body.deviationReason')
      : typeof families === 'number' && typeof familiesWomen === 'number' && familiesWomen > families
        ? problem(
            'invalidField',
            { sentence: 'Las familias representadas por mujeres son más que todas.' },
            'body.familiesWomen',
          )
        : null,
});

export interface Plan extends Row<typeof plan> {}

/** 'VAS-0519 · versión 2' */
export const calledBy = (code: string, number: number): string => `${code} · versión ${number}`;

export const amountFields = [
  'amountPar',
  'amountCash',
  'amountKind',
  'amountBuyer',
  'amountMunicipal',
  'amountCredit',
] as const;

/** The sum of what is known of the amounts; null when nothing is. */
export function totalOf(values: Readonly<Record<string, unknown>>): number | null {
  const known = amountFields.map((name) => values[name]).filter((value) => typeof value === 'number');
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}
