import { writtenNumber } from './kernel/money.ts';
import { flag, reference, text } from './kernel/noun/kinds.ts';
import { told } from './kernel/noun/record.ts';
import { levelWords } from './words/shared.ts';

/** Fields that the records of several areas have, each stated once. */
export const unit = reference('unidad', 'unit').open('noPersonal');
export const municipality = reference('municipio', 'municipality').open('noPersonal');

/** Where a record was captured or what it describes lies. */
export const position = {
  lon: told('longitud', String).open('noPersonal'),
  lat: told('latitud', String).open('noPersonal'),
  accuracyM: told('precisión de la posición', (value) => `${writtenNumber(Number(value))} m`).open('noPersonal'),
} as const;

/** What every record that is verified has beside its content: how far it was verified among the rest. */
export const verified = {
  level: told('nivel', (value) => levelWords[Number(value) as 0 | 1 | 2 | 3] ?? String(value)).open('noPersonal'),
  observedReason: text('observación'),
  annulled: flag('anulado').open('noPersonal'),
} as const;

/** What a record that was captured in the field has beside its content. */
export const captured = {
  ...position,
  flags: told('señales', (value) => (value as readonly string[]).join(', ')).open('noPersonal'),
  unitId: unit,
  ...verified,
} as const;

/** How many there are, of what is shown one by one elsewhere. */
export const howMany = (label: string) =>
  told(label, (value) => writtenNumber((value as readonly unknown[]).length)).open('noPersonal');
