import { isAllianceState, states } from '../alliance/states.ts';
import type { Day } from '../kernel/dates.ts';
import { anotherHand } from '../kernel/noun/anotherHand.ts';
import { choice, day, reference, text } from '../kernel/noun/kinds.ts';
import { type Guard, life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { type Role, staff } from '../people/roles.ts';
import { captureWords } from '../words/capture.ts';

/** Who asks for a change: the organisation itself, or who works with it. */
const askers: readonly Role[] = ['UOD_OFICIAL', 'UOD_SOCIAL', 'ACOMPANANTE', 'OPP_REP'];

/** What is asked of a new account. */
const account = {
  proposedBank: text('banco de la cuenta nueva', { maxLength: 80 }).helped('Solo si cambia la cuenta.'),
  proposedHolder: text('titular de la cuenta nueva', { maxLength: 200 }).helped(
    'La organización, con su nombre: una cuenta personal no sirve.',
  ),
  proposedEnd: text('últimos cuatro dígitos', { minLength: 4, maxLength: 4, digits: true }).helped(
    'El número entero queda en la certificación del banco.',
  ),
} as const;
const accountFields = Object.entries(account);

/**
 * After the convenio, a change of members, of directors or of the bank account is asked for and decided, never just made
 * (issue "The alliance cycle", 4). What holds and what is asked stand side by side. Who reviews follows from what changes;
 * a changed account is certified by the national finance team, and until then nothing is paid to it (BR-30).
 *
 * Of an account only the bank, its holder and the last four digits are kept; the whole number stands in its certificate.
 */
export const changeRequest = noun('changeRequest', {
  words: { one: 'solicitud de cambio', many: 'solicitudes de cambio', the: 'la solicitud de cambio' },
  path: '/solicitudes-de-cambio',
  keeps: 'row',
  place: { unit: 'unitId', alliance: 'allianceId', organisation: 'organisationId' },
  drawnAt: ['allianceId'],
  capturedIn: ['office'],
  fromSheets: false,
  named: 'subject',
  listed: ['subject', 'what', 'allianceId', 'requestedOn', 'unitId'],
  reads: staff,
  fields: {
    allianceId: reference('alianza', 'alliance').required().open('noPersonal'),
    organisationId: reference('organización', 'organisation').derived().open('noPersonal'),
    unitId: reference('unidad', 'unit').derived().open('noPersonal'),
    what: choice('qué cambia', captureWords.changes).required().open('noPersonal'),
    subject: text('asunto', { minLength: 5, maxLength: 120 })
      .required()
      .helped('En pocas palabras: «Nueva presidenta», «Salen tres familias».'),
    requestedOn: day('pedido el', { notAfterToday: true }).required().open('noPersonal'),
    current: text('lo que rige', { minLength: 2, maxLength: 1000, multiline: true }).required(),
    proposed: text('lo que se pide', { minLength: 2, maxLength: 1000, multiline: true }).required(),
    why: text('por qué', { minLength: 5, maxLength: 1000, multiline: true }).required(),
    ...account,
    rejectedReason: text('por qué no se aprueba', { minLength: 5, maxLength: 1000, multiline: true }),
    reviewedBy: reference('revisada por', 'user').derived().open('noPersonal'),
  },
  derive: (values, { references }) => ({
    organisationId: references.allianceId?.organisationId ?? values.organisationId ?? null,
    unitId: references.allianceId?.unitId ?? values.unitId ?? null,
  }),
  check: (values, _on, { references }) => {
    const state = String(references.allianceId?.state ?? '');
    const signed = states.CONVENIO_FIRMADO.stage ?? 0;
    if (references.allianceId && !(isAllianceState(state) && (states[state].stage ?? 0) >= signed))
      return problem('requirementMissing', {
        sentence: 'Antes del convenio los datos se corrigen sin solicitud.',
      });
    const left = values.what === 'cuenta' ? accountFields.find(([name]) => !values[name]) : undefined;
    return left ? problem('bodyMissingField', { name: left[1].label }, `body.${left[0]}`) : null;
  },
});

/** A request that stands open beside another one, as the loader `changesBeside` tells it. */
interface Beside {
  readonly subject: string;
  readonly requestedOn: Day;
}

/** Two open requests about the same of one alliance clash: one is settled before the other is approved. */
const noClash: Guard = {
  name: 'noClash',
  needs: (id) => ({ beside: { loader: 'changesBeside', key: id } }),
  holds: (_row, _on, { beside }) => {
    const other = ((beside ?? []) as readonly Beside[])[0];
    return other ? `Choca con otra solicitud abierta: «${other.subject}». Resuelva primero una de las dos.` : null;
  },
};

/** Whoever reviewed the new account does not certify it (domain brief 1.3). */
const notReviewer: Guard = {
  name: 'notReviewer',
  holds: (row, _on, _facts, actorId) =>
    row.reviewedBy === actorId ? 'La certifica otra persona que quien la revisó.' : null,
};

/** Nor does who asked for a change decide it. */
const another = anotherHand(changeRequest, 'La decide otra persona: usted la pidió.');

const toReview = ['SOCIOS_POR_REVISAR', 'DIRECTIVA_POR_REVISAR', 'CUENTA_POR_REVISAR'] as const;
const reviewed = { sets: (_row: unknown, _on: Day, actorId: string) => ({ reviewedBy: actorId }) };
const reviewGuards = [another, noClash];

export const changeRequestLife = life(changeRequest, {
  states: {
    SOCIOS_POR_REVISAR: { name: 'socios, por revisar', holder: ['UOD_SOCIAL'] },
    DIRECTIVA_POR_REVISAR: { name: 'directiva, por revisar', holder: ['UOD_OFICIAL'] },
    CUENTA_POR_REVISAR: { name: 'cuenta, por revisar', holder: ['UOD_FIDUCIARIO'] },
    CUENTA_POR_CERTIFICAR: { name: 'cuenta, por certificar', holder: ['UCN_FIN'] },
    APROBADA: { name: 'aprobada', checked: true },
    RECHAZADA: { name: 'no aprobada', final: true },
    RETIRADA: { name: 'retirada', final: true },
  },
  begins: {
    state: 'SOCIOS_POR_REVISAR',
    route: {
      field: 'what',
      states: { socios: 'SOCIOS_POR_REVISAR', directiva: 'DIRECTIVA_POR_REVISAR', cuenta: 'CUENTA_POR_REVISAR' },
    },
    title: 'pedir un cambio de socios, directiva o cuenta',
    type: 'act',
    who: askers,
    paper: 'la nota firmada o el acta de la asamblea',
  },
  corrects: [],
  steps: [
    {
      name: 'approve',
      title: 'aprobar',
      from: ['SOCIOS_POR_REVISAR'],
      to: 'APROBADA',
      who: ['UOD_SOCIAL'],
      guards: reviewGuards,
      ...reviewed,
    },
    {
      name: 'approve',
      title: 'aprobar',
      from: ['DIRECTIVA_POR_REVISAR'],
      to: 'APROBADA',
      who: ['UOD_OFICIAL'],
      guards: reviewGuards,
      ...reviewed,
    },
    {
      name: 'approve',
      title: 'aprobar',
      from: ['CUENTA_POR_REVISAR'],
      to: 'CUENTA_POR_CERTIFICAR',
      who: ['UOD_FIDUCIARIO'],
      guards: reviewGuards,
      ...reviewed,
    },
    {
      name: 'certify',
      title: 'certificar la cuenta de',
      from: ['CUENTA_POR_CERTIFICAR'],
      to: 'APROBADA',
      who: ['UCN_FIN'],
      guards: [another, notReviewer],
      document: 'certificación del banco a nombre de la organización',
    },
    {
      name: 'reject',
      title: 'no aprobar',
      from: ['SOCIOS_POR_REVISAR'],
      to: 'RECHAZADA',
      who: ['UOD_SOCIAL'],
      asks: ['rejectedReason'],
      guards: [another],
      aside: true,
    },
    {
      name: 'reject',
      title: 'no aprobar',
      from: ['DIRECTIVA_POR_REVISAR'],
      to: 'RECHAZADA',
      who: ['UOD_OFICIAL'],
      asks: ['rejectedReason'],
      guards: [another],
      aside: true,
    },
    {
      name: 'reject',
      title: 'no aprobar',
      from: ['CUENTA_POR_REVISAR'],
      to: 'RECHAZADA',
      who: ['UOD_FIDUCIARIO'],
      asks: ['rejectedReason'],
      guards: [another],
      aside: true,
    },
    {
      name: 'reject',
      title: 'no aprobar',
      from: ['CUENTA_POR_CERTIFICAR'],
      to: 'RECHAZADA',
      who: ['UCN_FIN'],
      asks: ['rejectedReason'],
      guards: [another],
      aside: true,
    },
    {
      name: 'withdraw',
      title: 'retirar',
      from: [...toReview, 'CUENTA_POR_CERTIFICAR'],
      to: 'RETIRADA',
      who: askers,
      aside: true,
    },
  ],
});

/**
 * Why nothing may be paid to an alliance now: its account is being changed and was not certified yet. A guard of whatever
 * orders a payment names it among its own.
 */
export const accountSettled: Guard = {
  name: 'accountSettled',
  needs: (allianceId) => ({ changing: { loader: 'accountChangesOfAlliance', key: allianceId } }),
  holds: (_row, _on, { changing }) => {
    const open = ((changing ?? []) as readonly Beside[])[0];
    return open ? `La cuenta está en cambio («${open.subject}») y no se paga hasta que se certifique.` : null;
  },
};
