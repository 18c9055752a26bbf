import { addDays } from '../kernel/dates.ts';
import { anotherHand } from '../kernel/noun/anotherHand.ts';
import { choice, day, flag, text } from '../kernel/noun/kinds.ts';
import { life } from '../kernel/noun/life.ts';
import { type DeriveInput, noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { parameterOn } from '../monitoring/parameters.ts';
import { type Role, staff } from '../people/roles.ts';
import { ofOrganisation, unitOfOrganisation } from './ofOrganisation.ts';

/** Who writes down that an organisation presented its statements; the organisation may do it itself. */
const keepers: readonly Role[] = ['UOD_FIDUCIARIO', 'UOD_OFICIAL', 'UCN_FORT', 'OPP_REP'];

/** Who looks at them: the fiduciary analyst, or the specialist in strengthening. */
const reviewers: readonly Role[] = ['UOD_FIDUCIARIO', 'UCN_FORT'];

/** The years whose statements may be presented: from PAR II's first to some after its end. */
const years = Object.fromEntries(Array.from({ length: 24 }, (_, i) => [String(2012 + i), String(2012 + i)]));

/** The day by which the statements of a year are due, and whether they came by then. */
function derived(values: Readonly<Record<string, unknown>>, input: DeriveInput): Readonly<Record<string, unknown>> {
  const closed = `${String(values.fiscalYear)}-12-31`;
  const dueOn = addDays(closed, parameterOn(input.parameters, 'statementDueDays', closed));
  return {
    ...unitOfOrganisation(values, input),
    dueOn,
    inTerm: values.presentedOn ? String(values.presentedOn) <= dueOn : null,
  };
}

/**
 * The financial statements of an organisation for a year (gestión, domain brief 3.2). D15 counts the organisations that
 * presented those of two years in a row in their term (*sin confirmar*).
 */
export const yearlyStatement = noun('yearlyStatement', {
  words: { one: 'estado financiero', many: 'estados financieros', the: 'el estado financiero' },
  path: '/estados-financieros',
  keeps: 'row',
  unique: [
    {
      field: 'organisationId',
      with: ['fiscalYear'],
      taken: () => problem('alreadyExists', undefined, 'body.fiscalYear'),
    },
  ],
  fixed: ['organisationId', 'fiscalYear'],
  place: { unit: 'unitId', organisation: 'organisationId' },
  capturedIn: ['office'],
  fromSheets: false,
  named: 'fiscalYear',
  listed: ['fiscalYear', 'organisationId', 'presentedOn', 'dueOn', 'inTerm', 'unitId'],
  reads: staff,
  fields: {
    ...ofOrganisation,
    fiscalYear: choice('gestión', years).required().open('noPersonal'),
    presentedOn: day('presentado el', { notAfterToday: true }).required().open('noPersonal'),
    presentedTo: text('presentado a', { maxLength: 120 })
      .helped('Impuestos Nacionales, su asamblea…')
      .open('noPersonal'),
    dueOn: day('vencía el').derived().open('noPersonal'),
    inTerm: flag('en término').derived().open('noPersonal'),
    observation: text('observación', { minLength: 5, maxLength: 1000, multiline: true }),
  },
  derive: derived,
  check: ({ fiscalYear, presentedOn }) =>
    String(presentedOn).slice(0, 4) < String(fiscalYear)
      ? problem('requirementMissing', { sentence: 'Los estados de una gestión no se presentan antes de que empiece.' })
      : null,
});

/** Domain brief 1.3: who wrote it does not review it. */
const another = anotherHand(yearlyStatement, 'Lo revisa otra persona: usted lo registró o lo corrigió.', ['present']);

export const yearlyStatementLife = life(yearlyStatement, {
  states: {
    PRESENTADO: { name: 'presentado', holder: ['UOD_FIDUCIARIO'] },
    OBSERVADO: { name: 'observado' },
    REVISADO: { name: 'revisado', checked: true },
    ANULADO: { name: 'anulado', checked: true },
  },
  begins: {
    state: 'PRESENTADO',
    title: 'registrar un estado financiero',
    type: 'act',
    who: keepers,
    also: ['presentedOn'],
    paper: 'los estados financieros con su sello de presentación',
  },
  corrects: keepers,
  steps: [
    {
      name: 'review',
      title: 'dar por revisado',
      from: ['PRESENTADO', 'OBSERVADO'],
      to: 'REVISADO',
      who: reviewers,
      guards: [another],
      sets: () => ({ observation: null }),
    },
    {
      name: 'observe',
      title: 'observar',
      from: ['PRESENTADO', 'REVISADO'],
      to: 'OBSERVADO',
      who: reviewers,
      asks: ['observation'],
      guards: [another],
      aside: true,
    },
    {
      name: 'annul',
      title: 'anular',
      from: ['PRESENTADO', 'OBSERVADO'],
      to: 'ANULADO',
      who: reviewers,
      asks: ['observation'],
      aside: true,
    },
    {
      // There is one row for a year: what was annulled by mistake, or came later, is told in it.
      name: 'present',
      title: 'volver a registrar',
      from: ['ANULADO'],
      to: 'PRESENTADO',
      who: keepers,
      asks: ['presentedOn'],
      paper: 'los estados financieros con su sello de presentación',
      sets: () => ({ observation: null }),
      aside: true,
    },
  ],
});
