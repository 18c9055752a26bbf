import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { columnOf } from '../../domain/kernel/noun/noun.ts';
import { isTold, tellValue } from '../../domain/kernel/noun/record.ts';
import { toldFields } from '../../domain/kernel/noun/versions.ts';
import { nounOfTable } from '../../domain/nouns.ts';
import { fieldsOfTable, recordKinds } from '../../domain/records.ts';
import { versionNouns } from '../../domain/versionNouns.ts';
import { officialTableNames } from '../../server/integrity/columnClasses.ts';
import { SCHEMA_FILE } from '../../server/integrity/verifySchema.ts';

/** Official tables whose fields are shown to nobody, with the reason. */
const UNTOLD: Readonly<Record<string, string>> = {
  access_reset: 'a code that lets somebody in; the history tells that it was given',
  erasure: 'told on its own screen, to who may know of it',
  imported_row: 'where a record comes from; told on its import',
  remark: 'told in the conversation of what it is about',
  signing_key: 'a key; told in the state of the system',
};

const columns = new Map<string, Set<string>>();
for (const [, table, column] of readFileSync(SCHEMA_FILE, 'utf8').matchAll(/^columna public\.(\w+)\.(\w+):/gm)) {
  const known = columns.get(table as string) ?? new Set();
  columns.set(table as string, known.add(column as string));
}

test('every official table says what is told of its rows, or why nothing is; every field is a column of it', () => {
  let cases = 0;
  const wrong: string[] = [];
  for (const table of officialTableNames) {
    const said = nounOfTable(table) !== undefined || recordKinds[table] !== undefined;
    if (said === (UNTOLD[table] !== undefined))
      wrong.push(`${table}: ${said ? 'told and untold' : 'nothing is said of it'}`);
    for (const field of Object.keys(fieldsOfTable(table))) {
      cases += 1;
      if (!columns.get(table)?.has(columnOf(field))) wrong.push(`${table}.${field} is no column`);
    }
  }
  console.log(`fields of tables: ${cases} over ${officialTableNames.length} tables`);
  expect(wrong).toEqual([]);
  expect(cases).toBeGreaterThan(200);
});

/** Columns that name a natural person, or in which people write free text, in any table. */
const PERSONAL = new RegExp(
  `^(given_names|.*_surname|ci_.*|birth_date|phone|username|notes?|commitments|settled|.*reason|people_name` +
    `|buyer_(id|name|other)|representative_id|present_members)$`,
);
/** Columns with such a name that say nothing about a person: codes of a list. */
const CODES = ['visit.notDoneReason'];
/** Tables about a natural person as a whole. */
const OF_PERSONS = [
  'person',
  'family',
  'user_account',
  'role_grant',
  'delegation',
  'device',
  'api_token',
  'assignment',
];

/** What is told of every table in the old way, and of every noun that was in the old way before it was declared. */
const told = [
  ...Object.entries(recordKinds).map(([table, { fields }]) => [table, fields] as const),
  ...versionNouns.map((n) => [n.table, toldFields(n)] as const),
];

test('what names a person is told to nobody without personal data, in any table', () => {
  let cases = 0;
  const open: string[] = [];
  for (const [table, fields] of told) {
    for (const [field, facts] of Object.entries(fields)) {
      if (!PERSONAL.test(columnOf(field)) && !OF_PERSONS.includes(table)) continue;
      cases += 1;
      const code = CODES.includes(`${table}.${field}`);
      if (isTold(facts, 'noPersonal') !== code) open.push(`${table}.${field}`);
    }
  }
  console.log(`fields about persons: ${cases}`);
  expect(open).toEqual([]);
  expect(cases).toBeGreaterThan(60);
});

describe('a value is told as its own table says, whatever another calls by the same name', () => {
  it.each([
    ['alliance_profile', 'amountPar', 35_000_000, 'Bs 350.000,00'],
    ['sale', 'price', 8_500_000, 'Bs 850,00'],
    ['sale', 'quantity', 125_000, '12,5'],
    ['sale', 'occurredOn', '2026-06-15', '15/06/2026'],
    ['visit', 'startedAt', '2026-06-15T19:52:00.000Z', '15:52'],
    ['visit', 'startedAt', '2026-06-15T02:05:00+00:00', '22:05'],
    ['sale', 'qualityMet', false, 'no'],
    ['visit', 'level', 3, 'Validado'],
    ['alliance', 'state', 'EN_OPERACION', 'En operación'],
    ['assignment', 'role', 'ACOMPANANTE', 'Acompañante'],
    ['visit', 'topics', ['produccion', 'genero'], 'Producción, Género'],
    ['visit', 'photos', ['a', 'b'], '2 fotos'],
    ['visit', 'photos', [], null],
    ['visit', 'commitments', [{ text: 'Podar' }, { text: 'Regar' }], 'Podar; Regar'],
    ['alliance_profile', 'familiesDeclared', 0, '0'],
    ['alliance_profile', 'buyerName', '', null],
    ['sale', 'buyerOther', null, null],
    ['conflict', 'status', 'open', 'abierto'],
    ['role_grant', 'status', 'granted', 'Vigente'],
    ['agreement', 'kind', 'AT', 'Asistencia técnica'],
    ['community', 'kind', 'otb', 'OTB'],
    ['person', 'ciNumber', '1234567', '•••67'],
    ['sale', 'unitCode', 'qq', 'qq'],
    ['sale', 'buyerId', '00000000-0000-7000-8000-000000000001', null],
  ])('%s.%s: %j is read as «%s»', (table, field, value, written) => {
    const facts = fieldsOfTable(table)[field];
    expect(facts && tellValue(facts, value)).toBe(written);
  });
});
