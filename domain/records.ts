import { allianceRecords } from './alliance/records.ts';
import { day, text } from './kernel/noun/kinds.ts';
import type { RecordFields, RecordKinds } from './kernel/noun/record.ts';
import { toldFields } from './kernel/noun/versions.ts';
import { monitoringRecords } from './monitoring/records.ts';
import { nounOfTable } from './nouns.ts';
import { peopleRecords } from './people/records.ts';
import { territoryRecords } from './territory/records.ts';

/** What the machinery of nouns writes of itself. */
const ofNouns = {
  life_step: {
    one: 'paso',
    fields: { reachedOn: day('alcanzado el').open('noPersonal'), note: text('nota') },
  },
} as const satisfies RecordKinds;

/** Every table whose noun is not declared whole, by its name. */
export const recordKinds: RecordKinds = {
  ...allianceRecords,
  ...monitoringRecords,
  ...peopleRecords,
  ...territoryRecords,
  ...ofNouns,
};

/** The fields of the rows of a table: of its declared noun, else as above. None is known of any other table. */
export function fieldsOfTable(table: string): RecordFields {
  const n = nounOfTable(table);
  if (n?.keeps === 'versions') return toldFields(n);
  return n?.fields ?? recordKinds[table]?.fields ?? {};
}

/** Whether anything is said of the rows of a table. */
export const isKnownTable = (table: string): boolean => nounOfTable(table) !== undefined || table in recordKinds;

/** What one row of a table is called: 'alianza'. Its own name where it has no word. */
export const oneOf = (table: string): string => nounOfTable(table)?.words.one ?? recordKinds[table]?.one ?? table;

/** What several are called: 'visitas'. */
export const manyOf = (table: string): string =>
  nounOfTable(table)?.words.many ?? recordKinds[table]?.many ?? oneOf(table);
