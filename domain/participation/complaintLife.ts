import { type Guard, life } from '../kernel/noun/life.ts';
import type { Role } from '../people/roles.ts';
import { complaint, handlers, officers } from './complaint.ts';
import { fieldRecorders } from './complaintInField.ts';

/** Who records complaints that citizens make by telephone, by letter or at the counter (BR-55). */
const recorders: readonly Role[] = ['UCN_RECL', 'UOD_OPERADOR', 'UOD_OFICIAL', 'UOD_SOCIAL', 'UOD_AMBIENTAL'];

/** Domain brief 1.3.3: nobody handles a complaint in which they are the person complained of. */
const notAccused: Guard = {
  name: 'notAccused',
  holds: (row, _on, _facts, actorId) =>
    row.accusedId === actorId ? 'Quien fue aludido en un reclamo no puede atenderlo.' : null,
};

/** Only the person to whom it was given, or the complaints officer, works on it. */
const assigned: Guard = {
  name: 'assigned',
  holds: (row, _on, _facts, actorId) =>
    row.assigneeId === null || row.assigneeId === actorId || row.assigneeId === undefined
      ? null
      : 'Lo atiende la persona a quien se asignó. Para que lo atienda otra, asígnelo otra vez.',
};

/** The second instance is another person than the author of the first answer. */
const anotherHand: Guard = {
  name: 'anotherHand',
  holds: (row, _on, _facts, actorId) =>
    row.answeredBy === actorId ? 'La segunda respuesta la da otra persona que la primera.' : null,
};

const once: Guard = {
  name: 'once',
  holds: (row) => (row.escalatedOn ? 'El reclamo ya pasó a la coordinación nacional.' : null),
};

const open = ['RECIBIDO', 'REGISTRADO', 'CLASIFICADO', 'ASIGNADO', 'EN_INVESTIGACION'] as const;
const classified = ['CLASIFICADO', 'ASIGNADO', 'EN_INVESTIGACION'] as const;
/**
 * States without an answer. A reopened complaint has had its first answer, and the term of the second instance raises
 * no alarm.
 */
const unanswered = [...open, 'DERIVADO'] as const;
const waiting = [...unanswered, 'REABIERTO'] as const;
const OFFICER = officers;

/** An alarm of *sistema* is raised once: only when no alarm as far or further was raised before. */
const alarm = (name: string, reached: readonly string[]): Guard => ({
  name,
  holds: (row) => (reached.includes(String(row.alarm)) ? 'La alarma ya se dio.' : null),
});

const boxed: Guard = {
  name: 'boxed',
  holds: (row) => (row.identity ? null : 'El reclamo no guarda la identidad de nadie.'),
};

/** The life of a complaint (domain brief 2.7). Days 20, 25, 27 and 30 are acts of *sistema*. */
export const complaintLife = life(complaint, {
  states: {
    RECIBIDO: { name: 'recibido', holder: OFFICER, due: 'acknowledgeBy' },
    REGISTRADO: { name: 'registrado', holder: OFFICER },
    CLASIFICADO: { name: 'clasificado', holder: OFFICER, due: 'answerBy' },
    ASIGNADO: { name: 'asignado', holder: handlers, keeper: 'assigneeId', due: 'answerBy' },
    EN_INVESTIGACION: { name: 'en investigación', holder: handlers, keeper: 'assigneeId', due: 'answerBy' },
    RESPONDIDO: { name: 'respondido' },
    CONFORME_CERRADO: { name: 'conforme y cerrado', final: true },
    REABIERTO: { name: 'reabierto', holder: [...OFFICER, 'UCN_COORD'], due: 'secondAnswerBy' },
    CERRADO: { name: 'cerrado', final: true },
    NO_ADMISIBLE: { name: 'no admisible' },
    DERIVADO: { name: 'derivado', holder: OFFICER, due: 'answerBy' },
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
  corrects: OFFICER,
  due: 'dueOn',
  warns: 'complaintWarningDays',
  raised: { field: 'holder', value: 'nacional', to: OFFICER },
  converses: { who: handlers, outside: { who: 'PUBLICO', called: 'quien reclama', settled: OFFICER } },
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
      bulk: 'avisar la recepción',
    },
    {
      name: 'classify',
      title: 'clasificar',
      from: ['REGISTRADO', 'CLASIFICADO'],
      to: 'CLASIFICADO',
      who: OFFICER,
      asks: ['topic'],
      may: ['severity', 'accusedId'],
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
      bulk: 'asignar',
    },
    {
      name: 'investigate',
      title: 'empezar a investigar',
      from: ['ASIGNADO'],
      to: 'EN_INVESTIGACION',
      who: handlers,
      guards: [notAccused, assigned],
      bulk: 'empezar a investigar',
    },
    {
      name: 'answer',
      title: 'responder',
      from: ['CLASIFICADO', 'ASIGNADO', 'EN_INVESTIGACION', 'DERIVADO'],
      to: 'RESPONDIDO',
      who: handlers,
      asks: ['answer', 'answeredOn', 'answerChannel', 'outcome'],
      may: ['measures', 'answerProof'],
      paper: 'la constancia de que se comunicó',
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
      may: ['answerProof'],
      paper: 'la constancia de que se comunicó',
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
      may: ['referralNumber', 'referralToldOn'],
      paper: 'la nota con que se derivó',
      on: 'referredOn',
      guards: [notAccused],
      aside: true,
    },
    {
      name: 'followReferral',
      title: 'anotar lo que se sabe de la derivación de',
      from: ['DERIVADO'],
      who: OFFICER,
      may: ['referralNumber', 'referralToldOn', 'referralReply', 'referralRepliedOn'],
      paper: 'la nota de la entidad',
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
      // BR-55: the person for whom it was registered may reopen it, with its code.
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
      who: [...OFFICER, 'UCN_COORD'],
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
    {
      name: 'warn',
      title: 'avisar que se acerca el plazo de',
      from: unanswered,
      who: ['sistema'],
      after: { field: 'answerBy', days: 'complaintWarningDays', before: true },
      guards: [alarm('notWarned', ['aviso', 'rojo', 'vencido'])],
      sets: () => ({ alarm: 'aviso' }),
    },
    {
      name: 'urge',
      title: 'avisar que está por vencer el plazo de',
      from: unanswered,
      who: ['sistema'],
      after: { field: 'answerBy', days: 'complaintRedDays', before: true },
      guards: [alarm('notUrged', ['rojo', 'vencido'])],
      sets: () => ({ alarm: 'rojo' }),
    },
    {
      name: 'lapse',
      title: 'anotar que venció el plazo de',
      from: unanswered,
      who: ['sistema'],
      after: { field: 'answerBy', days: 1 },
      guards: [alarm('notLapsed', ['vencido'])],
      sets: () => ({ alarm: 'vencido' }),
    },
    {
      name: 'openIdentity',
      title: 'abrir la identidad de quien hizo',
      from: [...waiting, 'RESPONDIDO', 'NO_ADMISIBLE'],
      who: OFFICER,
      asks: ['identityReason'],
      guards: [notAccused, boxed],
      aside: true,
      quiet: true,
    },
  ],
});
