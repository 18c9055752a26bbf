import { choice, day, text } from '../kernel/noun/kinds.ts';
import { life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { type Role, staff } from '../people/roles.ts';
import { captureWords } from '../words/capture.ts';
import { ofOrganisation, unitOfOrganisation } from './ofOrganisation.ts';

/** Who writes down who holds which office. */
const keepers: readonly Role[] = ['UOD_SOCIAL', 'UOD_OFICIAL', 'UOD_FIDUCIARIO', 'UCN_FORT'];

/**
 * An office that a person holds in an organisation: its directors, its committees (administration, monitoring,
 * purchases: POA L327) and its accountant. Each is a row from a day to a day, so that who held it before stays known.
 * D17 counts the women among those who hold one, D13 the organisations that have an accountant.
 */
export const organisationOffice = noun('organisationOffice', {
  words: { one: 'cargo', many: 'cargos', the: 'el cargo' },
  path: '/cargos',
  keeps: 'row',
  place: { unit: 'unitId', organisation: 'organisationId' },
  capturedIn: ['office'],
  inSheets: {
    lead: 'Una fila por persona y cargo: la directiva, los comités y el contador de cada organización.',
    headings: { name: ['nombre', 'nombre completo'], startsOn: ['desde', 'inicio'], body: ['organo', 'comite'] },
    examples: {
      post: ['Presidenta', 'Vocal'],
      name: ['Juana Quispe', 'Pedro Mamani'],
      sex: ['Mujer', 'Hombre'],
      body: ['Directiva', 'Comité de compras'],
    },
  },
  named: 'post',
  listed: ['post', 'name', 'sex', 'body', 'organisationId', 'startsOn', 'endsOn', 'unitId'],
  reads: staff,
  fields: {
    ...ofOrganisation,
    body: choice('órgano', captureWords.officeBodies).required().open('noPersonal'),
    post: text('cargo', { minLength: 3, maxLength: 80 })
      .required()
      .helped('Presidenta, tesorero, vocal, contador…')
      .open('noPersonal'),
    name: text('quien lo ocupa', { minLength: 3, maxLength: 160 }).required(),
    sex: choice('sexo', captureWords.sex).required().open('noPersonal'),
    startsOn: day('desde', { notAfterToday: true }).required().open('noPersonal'),
    endsOn: day('hasta', { notAfterToday: true }).open('noPersonal'),
    endedReason: text('por qué dejó el cargo', { minLength: 3, maxLength: 300 }),
  },
  derive: unitOfOrganisation,
  check: ({ startsOn, endsOn }) =>
    endsOn && String(endsOn) < String(startsOn) ? problem('datesReversed', undefined, 'body.endsOn') : null,
});

export const organisationOfficeLife = life(organisationOffice, {
  states: { VIGENTE: { name: 'en el cargo' }, TERMINADO: { name: 'dejó el cargo' } },
  begins: {
    state: 'VIGENTE',
    title: 'registrar un cargo',
    type: 'act',
    who: keepers,
    paper: 'el acta de elección o el contrato',
  },
  corrects: keepers,
  steps: [
    {
      name: 'end',
      title: 'registrar la salida de',
      from: ['VIGENTE'],
      to: 'TERMINADO',
      who: keepers,
      asks: ['endsOn'],
      may: ['endedReason'],
      paper: 'el acta',
      bulk: 'registrar la salida',
    },
    {
      name: 'resume',
      title: 'anular la salida de',
      from: ['TERMINADO'],
      to: 'VIGENTE',
      who: keepers,
      sets: () => ({ endsOn: null, endedReason: null }),
      aside: true,
    },
  ],
});
