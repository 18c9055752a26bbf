import { referentOf } from '../../domain/kernel/noun/referents.ts';
import { nouns } from '../../domain/nouns.ts';
import { fieldsOfTable } from '../../domain/records.ts';
import type { Executor } from '../db/database.ts';
import { referentTable } from './referents.ts';

/**
 * The name of what the value of a reference field points to; null when the field is no reference or it points to
 * nothing.
 */
export type ReferentNames = (table: string, field: string, value: unknown) => string | null;

interface Written {
  readonly noun: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/**
 * The names of everything that rows point to, in one reading.
 * @param written rows by table
 */
export async function readReferentNames(db: Executor, written: readonly Written[]): Promise<ReferentNames> {
  const wanted = new Map<string, Set<string>>();
  for (const { noun: table, before, after } of written) {
    for (const [field, facts] of Object.entries(fieldsOfTable(table))) {
      if (facts.kind !== 'reference') continue;
      for (const value of [before?.[field], after?.[field]]) {
        if (typeof value !== 'string') continue;
        const to = facts.options.to ?? '';
        wanted.set(to, (wanted.get(to) ?? new Set()).add(value));
      }
    }
  }
  if (wanted.size === 0) return () => null;
  const values: unknown[] = [];
  const parts = [...wanted].map(([to, keys]) => {
    const { table, key, label } = referentTable(to);
    const type = nouns.has(to) || referentOf(to).id === 'uuid' ? '::uuid[]' : '';
    return `select '${to}' as "to", r.${key}::text as value, ${label} as name from ${table} r
      where r.${key} = any($${values.push([...keys])}::text[]${type})`;
  });
  const rows = await db.query<{ to: string; value: string; name: string }>(parts.join(' union all '), values);
  const names = new Map(rows.map((row) => [`${row.to}|${row.value}`, row.name]));
  return (table, field, value) => names.get(`${fieldsOfTable(table)[field]?.options.to}|${String(value)}`) ?? null;
}

/** What each reference of a row points to is called, by field; null where it points to nothing. */
export const namesOfRow = (names: ReferentNames, table: string, row: Readonly<Record<string, unknown>>): Named =>
  Object.fromEntries(
    Object.entries(fieldsOfTable(table)).flatMap(([field, { kind }]) =>
      kind === 'reference' ? [[field, names(table, field, row[field])]] : [],
    ),
  );
type Named = Readonly<Record<string, string | null>>;
