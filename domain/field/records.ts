import { type Day, writtenDay } from '../kernel/dates.ts';
import { writtenNumber } from '../kernel/money.ts';
import { choice, choices, count, day, flag, text } from '../kernel/noun/kinds.ts';
import { type RecordKinds, told } from '../kernel/noun/record.ts';
import { captured, howMany } from '../recordParts.ts';
import { captureWords } from '../words/capture.ts';

/** The hour in Bolivia (UTC−4 all year) of an instant: '15:52'; a text that is no instant stays as it is. */
function writtenHour(instant: unknown): string {
  const at = Date.parse(String(instant));
  return Number.isNaN(at) ? String(instant) : new Date(at - 4 * 3_600_000).toISOString().slice(11, 16);
}

const settledWords: Readonly<Record<string, string>> = { fulfil: 'cumplido', move: 'trasladado', drop: 'descartado' };

interface Settled {
  readonly text?: string | null;
  readonly how: string;
  readonly dueOn?: Day | null;
  readonly reason?: string | null;
}

/** What a visit says of earlier commitments: 'Limpiar el canal: trasladado al 05/03/2026 (llovió)'. */
const writtenSettled = (value: unknown): string =>
  (value as readonly Settled[])
    .map(({ text: what, how, dueOn, reason }) => {
      const moved = how === 'move' && dueOn ? ` al ${writtenDay(dueOn)}` : '';
      const became = `${settledWords[how] ?? how}${moved}${how !== 'fulfil' && reason ? ` (${reason})` : ''}`;
      return what ? `${what}: ${became}` : became;
    })
    .join('; ');

const writtenCommitments = (value: unknown): string | null =>
  (value as readonly { readonly text?: string }[])
    .map(({ text: what }) => what)
    .filter(Boolean)
    .join('; ') || null;

/** Visits: the one place that says what their fields are called, how they are written and who is told. */
export const fieldRecords = {
  visit: {
    one: 'visita',
    many: 'visitas',
    fields: {
      occurredOn: day('fecha').open('noPersonal'),
      notes: text('notas'),
      photos: howMany('fotos'),
      done: flag('se hizo').open('noPersonal'),
      notDoneReason: choice('por qué no se hizo', captureWords.notDone).open('noPersonal'),
      startedAt: told('hora de inicio', writtenHour).open('noPersonal'),
      endedAt: told('hora de fin', writtenHour).open('noPersonal'),
      presentMembers: told('socios presentes', (value) => writtenNumber((value as readonly unknown[]).length)),
      presentWomen: count('mujeres presentes').open('noPersonal'),
      presentMen: count('hombres presentes').open('noPersonal'),
      topics: choices('temas', captureWords.topics).open('noPersonal'),
      commitments: told('compromisos', writtenCommitments),
      settled: told('compromisos anteriores', writtenSettled),
      nextVisitOn: day('próxima visita').open('noPersonal'),
      ...captured,
    },
  },
} as const satisfies RecordKinds;
