import { type Guard, life } from '../kernel/noun/life.ts';
import type { Role } from '../people/roles.ts';
import { complaint, handlers } from './complaint.ts';
import { fieldRecorders } from './complaintInField.ts';

/** Who takes what citizens say, by telephone, letter or at the counter (BR-55). */
const recorders: readonly Role[] = ['UCN_RECL', 'UOD_OPERADOR', 'UOD_OFICIAL', 'UOD_SOCIAL', 'UOD_AMBIENTAL'];

/** Domain brief 1.3.3: nobody handles a complaint in which they are the one complained of. */
const notAccused: Guard = {
  name: 'notAccused',
  holds: (row, _on, _facts, actorId) => (row.accusedId === actorId ? 'Quien fue aludido en un reclamo no puede atenderlo.' : null),
};

/** Only who it was given to, or the complaints officer, works on it. */
const assigned: Guard = {
  name: 'assigned',
  holds: (row, _on, _facts, actorId) =>
    row.assigneeId === null || row.assigneeId === actorId || row.assigneeId === undefined
      ? null
      : 'Lo atiende la persona a quien se asignó. Para que lo atienda otra, asígnelo otra vez.',
};

/** The second instance is not the one that gave the first answer. */
const anotherHand: Guard = {
  name: 'anotherHand',
  holds: (row, _on, _facts, actorId) => (row.answeredBy === actorId ? 'La segunda respuesta la da otra persona que la primera.' : null),
};

const once: Guard = {
  name: 'once',
  holds: (row) => (row.escalatedOn ? 'El reclamo ya pasó a la coordinación nacional.' : null),
};

const open = ['RECIBIDO', 'REGISTRADO', 'CLASIFICADO', 'ASIGNADO', 'EN_INVESTIGACION'] as const;
const classified = ['CLASIFICADO', 'ASIGNADO', 'EN_INVESTIGACION'] as const;
const OFFICER: readonly Role[] = ['UCN_RECL'];

/** The life of a complaint (domain brief 2.7). Days 20, 27 and 30 are computed from `dueOn`; day 25 is an act of *sistema*. */
export const complaintLife = life(complaint, {
  states: {
    RECIBIDO: { name: 'recibido', holder: OFFICER },
    REGISTRADO: { name: 'registrado', holder: OFFICER },
    CLASIFICADO: { name: 'clasificado', holder: OFFICER },
    ASIGNADO: { name: 'asignado', holder: handlers, keeper: 'assigneeId' },
    EN_INVESTIGACION: { name: 'en investigación', holder: handlers, keeper: 'assigneeId' },
    RESPONDIDO: { name: 'respondido' },
    CONFORME_CERRADO: { name: 'conforme y cerrado', final: true },
    REABIERTO: { name: 'reabierto', holder: ['UCN_RECL', 'UCN_COORD'] },
    CERRADO: { name: 'cerrado', final: true },
    NO_ADMISIBLE: { name: 'no admisible' },
    DERIVADO: { name: 'derivado', holder: OFFICER },
    DUPLICADO: { name: 'duplicado', final: true },
  },
  begins: {
    state: 'RECIBIDO',
    title: 'registrar un reclamo',
    type: 'fact',
    who: [...recorders, ...fieldRecorders, 'PUBLICO'],
    outside: fieldRecorders,
    on: 'receivedOn',
  },
  corrects: ['UCN_RECL'],
  due: 'dueOn',
  warns: 'complaintWarningDays',
  steps: [
    {
      name: 'acknowledge',
      title: 'avisar la recepción de',
      from: ['RECIBIDO'],
      to: 'REGISTRADO',
      who: OFFICER,
      asks: ['acknowledgedOn'],
      on: 'acknowledgedOn',
      guards: [notAccused],
    },
    {
      name: 'classify',
      title: 'clasificar',
      from: ['REGISTRADO', 'CLASIFICADO'],
      to: 'CLASIFICADO',
      who: OFFICER,
      asks: ['category', 'severity'],
      may: ['accusedId'],
      guards: [notAccused],
    },
    {
      name: 'assign',
      title: 'asignar',
      from: classified,
      to: 'ASIGNADO',
      who: OFFICER,
      asks: ['assigneeId'],
      guards: [notAccused],
    },
    {
      name: 'investigate',
      title: 'empezar a investigar',
      from: ['ASIGNADO'],
      to: 'EN_INVESTIGACION',
      who: handlers,
      guards: [notAccused, assigned],
    },
    {
      name: 'answer',
      title: 'responder',
      from: ['CLASIFICADO', 'ASIGNADO', 'EN_INVESTIGACION', 'DERIVADO'],
      to: 'RESPONDIDO',
      who: handlers,
      asks: ['answer', 'answeredOn', 'answerChannel', 'outcome'],
      may: ['measures'],
      on: 'answeredOn',
      guards: [notAccused, assigned],
      sets: (_row, _on, actorId) => ({ answeredBy: actorId }),
    },
    {
      name: 'dismiss',
      title: 'declarar no admisible',
      from: open,
      to: 'NO_ADMISIBLE',
      who: OFFICER,
      asks: ['answer', 'answeredOn', 'answerChannel'],
      on: 'answeredOn',
      guards: [notAccused],
      sets: (_row, _on, actorId) => ({ answeredBy: actorId }),
      aside: true,
    },
    {
      name: 'refer',
      title: 'derivar a otra entidad',
      from: classified,
      to: 'DERIVADO',
      who: OFFICER,
      asks: ['referredTo', 'referredOn'],
      on: 'referredOn',
      guards: [notAccused],
      aside: true,
    },
    {
      name: 'markDuplicate',
      title: 'marcar como duplicado',
      from: open,
      to: 'DUPLICADO',
      who: OFFICER,
      asks: ['duplicateOfId'],
      guards: [notAccused],
      aside: true,
    },
    {
      name: 'agree',
      title: 'anotar que está conforme con',
      from: ['RESPONDIDO'],
      to: 'CONFORME_CERRADO',
      who: [...handlers, 'PUBLICO'],
      asks: ['agreedOn'],
      on: 'agreedOn',
      guards: [notAccused],
    },
    {
      name: 'reopen',
      title: 'reabrir',
      from: ['RESPONDIDO', 'NO_ADMISIBLE'],
      to: 'REABIERTO',
      // BR-55: whoever it was registered for may reopen it, by its code.
      who: [...recorders, 'PUBLICO'],
      asks: ['reopenReason', 'reopenedOn'],
      on: 'reopenedOn',
      guards: [notAccused],
      aside: true,
      sets: () => ({ holder: 'nacional' }),
    },
    {
      name: 'answerAgain',
      title: 'responder en segunda instancia',
      from: ['REABIERTO'],
      to: 'CERRADO',
      who: ['UCN_RECL', 'UCN_COORD'],
      asks: ['secondAnswer', 'secondAnsweredOn'],
      on: 'secondAnsweredOn',
      guards: [notAccused, anotherHand],
    },
    {
      name: 'escalate',
      title: 'pasar a la coordinación nacional',
      from: open,
      who: ['sistema'],
      after: { field: 'receivedOn', days: 'complaintEscalationDays' },
      guards: [once],
      sets: (_row, on) => ({ holder: 'nacional', escalatedOn: on }),
    },
  ],
});
