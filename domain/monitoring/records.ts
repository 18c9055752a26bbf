import { writtenNumber } from '../kernel/money.ts';
import { choice, count, day, flag, text } from '../kernel/noun/kinds.ts';
import { type RecordKinds, told } from '../kernel/noun/record.ts';
import { howMany, unit } from '../recordParts.ts';
import { captureWords } from '../words/capture.ts';

export const conflictStates = { open: 'abierto', settled: 'resuelto' } as const;

/** The value of a parameter, of whatever form. */
function writtenParameter(value: unknown): string {
  if (typeof value === 'number') return writtenNumber(value, Number.isInteger(value) ? 0 : 2);
  if (Array.isArray(value)) return value.map(writtenParameter).join('; ');
  return typeof value === 'object' && value !== null ? Object.values(value).map(String).join(', ') : String(value);
}

/** Parameters, reviews and what people settle. */
export const monitoringRecords = {
  parameter: {
    one: 'parámetro',
    fields: {
      key: text('parámetro').open('noPersonal'),
      value: told('valor', writtenParameter).open('noPersonal'),
      validFrom: day('desde').open('noPersonal'),
      validTo: day('hasta').open('noPersonal'),
      source: text('fuente').open('noPersonal'),
      assumption: flag('es un supuesto').open('noPersonal'),
    },
  },
  conflict: {
    one: 'conflicto',
    fields: {
      status: choice('situación', conflictStates).open('noPersonal'),
      choice: choice('elección', captureWords.conflictChoice).open('noPersonal'),
      reason: text('motivo'),
      unitId: unit,
    },
  },
  verification_batch: {
    one: 'lote de verificación',
    fields: {
      seed: text('número con que se eligió la muestra').open('noPersonal'),
      population: count('registros sin señales').open('noPersonal'),
      sample: howMany('registros de la muestra'),
      unitId: unit,
    },
  },
  review: {
    one: 'revisión',
    fields: {
      action: choice('decisión', captureWords.actions).open('noPersonal'),
      canned: choice('motivo de la lista', captureWords.reasons).open('noPersonal'),
      reason: text('motivo'),
      unitId: unit,
    },
  },
  stored_file: { one: 'archivo', fields: {} },
} as const satisfies RecordKinds;
