import { choice, day, text } from '../kernel/noun/kinds.ts';
import { type RecordKinds, told } from '../kernel/noun/record.ts';
import { municipality, position, unit } from '../recordParts.ts';
import { captureWords } from '../words/capture.ts';

/** Communities and which unit serves a municipality. */
export const territoryRecords = {
  community: {
    one: 'comunidad',
    fields: {
      name: text('nombre').open('noPersonal'),
      otherNames: told('otros nombres', (value) => (value as readonly string[]).join(', ')).open('noPersonal'),
      kind: choice('tipo', captureWords.communityKinds).open('noPersonal'),
      municipalityCode: municipality,
      signal: choice('señal de teléfono', captureWords.phoneSignal).open('noPersonal'),
      ...position,
    },
  },
  unit_move: {
    one: 'cambio de unidad',
    fields: {
      municipalityCode: municipality,
      unitId: unit,
      validFrom: day('desde').open('noPersonal'),
      reason: text('motivo'),
    },
  },
} as const satisfies RecordKinds;
