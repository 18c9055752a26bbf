import { type Day, writtenDay } from '../kernel/dates.ts';
import { writtenNumber } from '../kernel/money.ts';
import { choice, choices, count, day, flag, money, price, quantity, reference, text } from '../kernel/noun/kinds.ts';
import { type RecordKinds, told, worked } from '../kernel/noun/record.ts';
import { howMany, position, unit, verified } from '../recordParts.ts';
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

/** What was captured in the field has beside its content. */
const captured = {
  occurredOn: day('fecha').open('noPersonal'),
  notes: text('notas'),
  photos: howMany('fotos'),
  ...position,
  flags: told('señales', (value) => (value as readonly string[]).join(', ')).open('noPersonal'),
  unitId: unit,
} as const;

/** Visits and sales: the one place that says what their fields are called, how they are written and who is told. */
export const fieldRecords = {
  visit: {
    one: 'visita',
    many: 'visitas',
    fields: {
      ...captured,
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
      ...verified,
    },
  },
  sale: {
    one: 'venta',
    many: 'ventas',
    fields: {
      ...captured,
      buyerId: reference('comprador', 'buyer'),
      buyerOther: text('otro comprador'),
      productCode: reference('producto', 'product').open('noPersonal'),
      quantity: quantity('cantidad', '').open('noPersonal'),
      unitCode: reference('unidad de medida', 'measureUnit').open('noPersonal'),
      quantityBase: worked(quantity('cantidad, convertida para sumarla con otras', '').open('noPersonal')),
      price: price('precio').open('noPersonal'),
      total: money('total').open('noPersonal'),
      qualityMet: flag('cumplió la calidad').open('noPersonal'),
      termMet: flag('cumplió el plazo').open('noPersonal'),
      documentNumber: text('número de documento').open('noPersonal'),
      ...verified,
    },
  },
} as const satisfies RecordKinds;
