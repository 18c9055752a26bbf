import type { Day } from '../kernel/dates.ts';
import { day, text } from '../kernel/noun/kinds.ts';
import { type Guard, life } from '../kernel/noun/life.ts';
import { noun } from '../kernel/noun/noun.ts';
import { problem } from '../kernel/problem.ts';
import { isConfirmed, type ParameterRow, parameterOn } from '../monitoring/parameters.ts';
import { preparers, sessionReaders } from './hands.ts';

/** A session of the Comité (domain brief 3.7): its number, its day, and the acta that was signed of it. */
export const committeeSession = noun('committeeSession', {
  words: { one: 'sesión del Comité', many: 'sesiones del Comité', the: 'la sesión del Comité' },
  path: '/sesiones-del-comite',
  keeps: 'row',
  place: { anywhere: true },
  unique: [{ field: 'number', taken: () => problem('alreadyExists', undefined, 'body.number') }],
  capturedIn: ['office'],
  named: 'number',
  listed: ['number', 'plannedOn', 'heldOn', 'venue'],
  reads: sessionReaders,
  fields: {
    number: text('número', { minLength: 1, maxLength: 40 }).required().open('noPersonal'),
    plannedOn: day('convocada para el').required().open('noPersonal'),
    venue: text('lugar', { maxLength: 200 }).open('noPersonal'),
    quorumReason: text('por qué se sesiona con menos del quórum', { minLength: 5, maxLength: 500 })
      .open('noPersonal')
      .helped('El quórum está sin confirmar: con menos presentes se sesiona con un motivo escrito.'),
    heldOn: day('se celebró el', { notAfterToday: true }).open('noPersonal'),
    reason: text('por qué no se celebró', { minLength: 5, maxLength: 500 }).open('noPersonal'),
  },
});

/** Who came to a session and what it has still to decide (loader `sessionWhole`). */
interface SessionWhole {
  readonly present: number;
  readonly agenda: number;
  readonly undecided: number;
}

const whole = (id: string) => ({
  whole: { loader: 'sessionWhole', key: id },
  parameters: { loader: 'parameters', key: '*' },
});

/**
 * Whether enough members count. While the quorum is unconfirmed, fewer are enough with a written reason, but never none
 * (issue 12.1).
 */
export function isQuorate(
  counted: number,
  parameters: readonly ParameterRow[],
  on: Day,
  reason: string | null,
): boolean {
  if (counted >= parameterOn(parameters, 'committeeQuorum', on)) return true;
  return counted > 0 && reason !== null && !isConfirmed(parameters, 'committeeQuorum', on);
}

const quorum: Guard = {
  name: 'quorum',
  needs: whole,
  holds: (row, on, facts) => {
    const { present } = facts.whole as SessionWhole;
    const parameters = facts.parameters as readonly ParameterRow[];
    const least = parameterOn(parameters, 'committeeQuorum', on);
    return isQuorate(present, parameters, on, row.quorumReason as string | null)
      ? null
      : `Hay ${present} presentes y el quórum es de ${least}.`;
  },
};

const allDecided: Guard = {
  name: 'allDecided',
  needs: whole,
  holds: (_row, _on, facts) => {
    const { agenda, undecided } = facts.whole as SessionWhole;
    if (agenda === 0) return 'La sesión no trató ninguna alianza.';
    return undecided === 0 ? null : `Falta la decisión sobre ${undecided} de ${agenda} alianzas.`;
  },
};

export const committeeSessionLife = life(committeeSession, {
  states: {
    PROGRAMADA: { name: 'programada', holder: preparers, due: 'plannedOn' },
    CELEBRADA: { name: 'celebrada', holder: ['COMITE'], due: 'heldOn' },
    CON_ACTA: { name: 'con acta', final: true },
    SUSPENDIDA: { name: 'no se celebró', final: true },
  },
  begins: { state: 'PROGRAMADA', title: 'convocar una sesión del Comité', type: 'act', who: preparers },
  corrects: preparers,
  steps: [
    {
      name: 'hold',
      title: 'dar por celebrada',
      from: ['PROGRAMADA'],
      to: 'CELEBRADA',
      who: preparers,
      asks: ['heldOn'],
      guards: [quorum],
    },
    {
      name: 'minute',
      title: 'registrar el acta de',
      from: ['CELEBRADA'],
      to: 'CON_ACTA',
      who: ['COMITE', 'UCN_NEG'],
      guards: [allDecided],
      document: 'el acta firmada de la sesión',
    },
    {
      name: 'cancel',
      title: 'dar por no celebrada',
      from: ['PROGRAMADA'],
      to: 'SUSPENDIDA',
      who: preparers,
      asks: ['reason'],
      aside: true,
    },
  ],
});
