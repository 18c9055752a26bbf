import type { Day } from '../kernel/dates.ts';
import { day, money, text } from '../kernel/noun/kinds.ts';
import { life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { nationalTeam, type Role, unitTeam } from '../people/roles.ts';

/** Who prepares calls, and who opens, closes and reopens them (domain brief 2.2, state 0). */
const keepers: readonly Role[] = ['UCN_NEG', 'UCN_COM'];
const openers: readonly Role[] = ['UCN_COORD'];

/** Who sees calls that are being prepared too; what is open is public. */
export const callReaders: readonly Role[] = [...nationalTeam, 'UCN_COM', ...unitTeam, 'AUDITOR', 'MDRYT_DGP'];

/**
 * A call for requests (domain brief 3.3, BR-01 to BR-04): areas, bases, requirements, term and ceiling. An open one
 * stands on the public page; one that was closed is opened again only by a recorded act (BR-02).
 */
export const call = noun('call', {
  words: { one: 'convocatoria', many: 'convocatorias', the: 'la convocatoria' },
  path: '/convocatorias',
  keeps: 'row',
  unique: [{ field: 'number', taken: () => problem('alreadyExists', undefined, 'body.number') }],
  place: { anywhere: true },
  capturedIn: ['office'],
  named: 'title',
  listed: ['title', 'number', 'opensOn', 'closesOn', 'budget'],
  reads: callReaders,
  fields: {
    number: text('número', { minLength: 1, maxLength: 40 }).required().open('published'),
    title: text('título', { minLength: 5, maxLength: 200 }).required().open('published'),
    areas: text('dónde', { maxLength: 1000, multiline: true })
      .helped('Departamentos o municipios. Las áreas urbanas quedan fuera.')
      .required()
      .open('published'),
    bases: text('bases', { maxLength: 8000, multiline: true }).required().open('published'),
    requirements: text('requisitos', { maxLength: 8000, multiline: true }).required().open('published'),
    opensOn: day('se reciben solicitudes desde el').required().open('published'),
    closesOn: day('hasta el').required().open('published'),
    extendedTo: day('se amplía hasta el').open('published'),
    budget: money('techo').helped('En bolivianos. Vacío: no se dice.').open('published'),
    reopenReason: text('por qué se abre otra vez', { minLength: 10, maxLength: 1000, multiline: true }).open(
      'published',
    ),
    closeReason: text('por qué se cierra', { minLength: 5, maxLength: 1000, multiline: true }).open('published'),
  },
  // The act that opens it again says until when.
  derive: ({ extendedTo, closesOn }) => ({ closesOn: extendedTo ?? closesOn }),
  check: ({ opensOn, closesOn }) =>
    typeof opensOn === 'string' && typeof closesOn === 'string' && closesOn < opensOn
      ? problem('datesReversed', undefined, 'body.closesOn')
      : null,
});

/** Whoever reads the bases relies on them: what is open is changed by no correction. */
const published = {
  name: 'published',
  holds: () => 'La convocatoria ya se publicó: ciérrela con su motivo o ábrala otra vez con un acto.',
};

export const callLife = life(call, {
  states: {
    BORRADOR: { name: 'en preparación', holder: openers },
    ABIERTA: { name: 'abierta', holder: openers, due: 'closesOn', keeps: [published] },
    CERRADA: { name: 'cerrada', keeps: [published] },
    DESCARTADA: { name: 'descartada', final: true },
  },
  begins: { state: 'BORRADOR', title: 'preparar una convocatoria', type: 'act', who: keepers },
  corrects: keepers,
  gathered: true,
  steps: [
    {
      name: 'open',
      title: 'abrir',
      from: ['BORRADOR'],
      to: 'ABIERTA',
      who: openers,
      document: 'las bases aprobadas',
    },
    {
      name: 'close',
      title: 'cerrar',
      from: ['ABIERTA'],
      to: 'CERRADA',
      who: openers,
      asks: ['closeReason'],
    },
    {
      name: 'expire',
      title: 'cerrar por plazo',
      from: ['ABIERTA'],
      to: 'CERRADA',
      who: ['sistema'],
      after: { field: 'closesOn', days: 1 },
    },
    {
      name: 'reopen',
      title: 'volver a abrir',
      from: ['CERRADA'],
      to: 'ABIERTA',
      who: openers,
      asks: ['extendedTo', 'reopenReason'],
      document: 'el acto que la abre otra vez',
      sets: () => ({ closeReason: null }),
      aside: true,
    },
    { name: 'discard', title: 'descartar', from: ['BORRADOR'], to: 'DESCARTADA', who: keepers, aside: true },
  ],
});

/**
 * A call as far as its term goes: its row and, where they are known, the days between which it stood closed before an
 * act opened it again.
 */
export interface CallTerm {
  readonly state: string;
  readonly stateSince: Day;
  readonly opensOn: Day;
  readonly closesOn: Day;
  readonly pauses?: readonly { readonly from: Day; readonly to: Day }[];
}

/**
 * Whether a call received requests on a day, by its dates and not by how it stands today (BR-02, BR-05). One that was
 * closed early received them until that day; one that was opened again, from the day of that act to its new end.
 */
export const receivesOn = ({ state, stateSince, opensOn, closesOn, pauses = [] }: CallTerm, on: Day): boolean =>
  on >= opensOn &&
  on <= closesOn &&
  !(state === 'CERRADA' && on > stateSince) &&
  !pauses.some(({ from, to }) => on > from && on < to);
