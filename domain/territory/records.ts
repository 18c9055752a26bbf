import { choice, day, reference, text } from '../kernel/noun/kinds.ts';
import { type RecordKinds, told } from '../kernel/noun/record.ts';
import { captureWords } from '../words/capture.ts';

/** Communities and which unit serves a municipality. */
export const territoryRecords = {
  community: {
    one: 'comunidad',
    fields: {
      name: text('nombre').open('noPersonal'),
      otherNames: told('otros nombres', (value) => (value as readonly string[]).join(', ')).open('noPersonal'),
      kind: choice('tipo', captureWords.communityKinds).open('noPersonal'),
      municipalityCode: reference('municipio', 'municipality').open('noPersonal'),
      signal: choice('señal de teléfono', captureWords.phoneSignal).open('noPersonal'),
      lon: told('longitud', String).open('noPersonal'),
      lat: told('latitud', String).open('noPersonal'),
      accuracyM: told('precisión de la posición', (value) => `${String(value)} m`).open('noPersonal'),
    },
  },
  unit_move: {
    one: 'cambio de unidad',
    fields: {
      municipalityCode: reference('municipio', 'municipality').open('noPersonal'),
      unitId: reference('unidad', 'unit').open('noPersonal'),
      validFrom: day('desde').open('noPersonal'),
      reason: text('motivo'),
    },
  },
} as const satisfies RecordKinds;
