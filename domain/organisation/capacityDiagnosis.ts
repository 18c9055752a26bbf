import { anotherHand } from '../kernel/noun/anotherHand.ts';
import { choice, count, day, text } from '../kernel/noun/kinds.ts';
import { life } from '../kernel/noun/life.ts';
import { type DeriveInput, noun } from '../kernel/noun/noun.ts';
import { parameterOn } from '../monitoring/parameters.ts';
import { type Role, staff } from '../people/roles.ts';
import { captureWords } from '../words/capture.ts';
import { ofOrganisation, unitOfOrganisation } from './ofOrganisation.ts';

const makers: readonly Role[] = ['UOD_SOCIAL', 'UOD_OFICIAL', 'UOD_FIDUCIARIO', 'UCN_FORT'];
const deciders: readonly Role[] = ['UOD_OPERADOR', 'UCN_FORT'];

const answer = (label: string) => choice(label, captureWords.capacityAnswers).required().open('noPersonal');

/** The checklist: what an organisation that works by itself has. */
const checklist = {
  assemblies: answer('se reúne y guarda sus actas'),
  directorsInForce: answer('tiene su directiva vigente'),
  membersListed: answer('tiene su lista de socios al día'),
  books: answer('lleva registros contables'),
  receipts: answer('guarda comprobantes de sus gastos'),
  contributions: answer('sus socios pagan sus aportes'),
  soldTogether: answer('ya vendió en conjunto'),
  womenDecide: answer('hay mujeres en su directiva'),
} as const;

export const capacityChecklist = Object.keys(checklist);

const points: Readonly<Record<string, number>> = { si: 2, parte: 1, no: 0 };

/** The score in percent of the most that the checklist gives, and the visits a month that it proposes. */
function derived(values: Readonly<Record<string, unknown>>, input: DeriveInput): Readonly<Record<string, unknown>> {
  const sum = capacityChecklist.reduce((all, name) => all + (points[String(values[name])] ?? 0), 0);
  const score = Math.round((100 * sum) / (2 * capacityChecklist.length));
  const on = String(values.madeOn);
  const weak = score < parameterOn(input.parameters, 'weakCapacityBelow', on);
  return {
    ...unitOfOrganisation(values, input),
    score,
    proposedVisits: parameterOn(input.parameters, weak ? 'weakVisitsPerMonth' : 'visitsPerMonth', on),
  };
}

/**
 * What an organisation can do by itself, on a day, by a checklist (M-10: accompaniment is "más intenso cuando la
 * asociación … es más débil", POA L146). It proposes how often to visit; without one the default of BR-48 stands. The
 * checklist and its weights are ours (*sin confirmar*).
 */
export const capacityDiagnosis = noun('capacityDiagnosis', {
  words: {
    one: 'diagnóstico de capacidades',
    many: 'diagnósticos de capacidades',
    the: 'el diagnóstico de capacidades',
  },
  path: '/diagnosticos',
  keeps: 'row',
  place: { unit: 'unitId', organisation: 'organisationId' },
  capturedIn: ['office'],
  named: 'madeOn',
  listed: ['madeOn', 'organisationId', 'score', 'proposedVisits', 'unitId'],
  reads: staff,
  fields: {
    ...ofOrganisation,
    madeOn: day('fecha del diagnóstico', { notAfterToday: true }).required().open('noPersonal'),
    ...checklist,
    finding: text('lo que más le falta', { maxLength: 1000, multiline: true }),
    score: count('puntaje sobre cien', { unit: '%' }).derived().open('noPersonal'),
    proposedVisits: count('visitas al mes que propone', { unit: 'por mes' }).derived().open('noPersonal'),
    discardedReason: text('por qué no se tomó', { minLength: 5, maxLength: 500, multiline: true }),
  },
  derive: derived,
});

/** Domain brief 1.3: who made it does not decide on it. */
const another = anotherHand(capacityDiagnosis, 'Lo decide otra persona: usted lo registró o lo corrigió.');

export const capacityDiagnosisLife = life(capacityDiagnosis, {
  states: {
    HECHO: { name: 'por decidir', holder: ['UOD_OPERADOR'] },
    ACEPTADO: { name: 'aceptado', checked: true },
    DESCARTADO: { name: 'no se tomó' },
  },
  begins: {
    state: 'HECHO',
    title: 'registrar un diagnóstico de capacidades',
    type: 'act',
    who: makers,
    paper: 'la lista llenada con la organización',
  },
  corrects: makers,
  steps: [
    {
      name: 'accept',
      title: 'aceptar las visitas que propone',
      from: ['HECHO', 'DESCARTADO'],
      to: 'ACEPTADO',
      who: deciders,
      guards: [another],
      sets: () => ({ discardedReason: null }),
    },
    {
      name: 'discard',
      title: 'no tomar',
      from: ['HECHO', 'ACEPTADO'],
      to: 'DESCARTADO',
      who: deciders,
      asks: ['discardedReason'],
      guards: [another],
      aside: true,
    },
  ],
});
