import type { Noun } from '../../domain/kernel/noun/noun.ts';
import { nounOfTable } from '../../domain/nouns.ts';
import type { Executor } from '../db/database.ts';
import { referentTable } from './referents.ts';

/**
 * The name of what the value of a reference field points to; null when the field is no reference or it points to
 * nothing.
 */
export type NounNames = (n: Noun, field: string, value: unknown) => string | null;

interface Written {
  readonly noun: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/**
 * The names of everything that rows of nouns point to, in one reading.
 * @param written rows by table
 */
export async function readNounNames(db: Executor, written: readonly Written[]): Promise<NounNames> {
  const wanted = new Map<string, Set<string>>();
  for (const { noun: table, before, after } of written) {
    const n = nounOfTable(table);
    for (const [field, facts] of Object.entries(n?.fields ?? {})) {
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
    return `select '${to}' as "to", r.${key}::text as value, ${label} as name from ${table} r
      where r.${key}::text = any($${values.push([...keys])}::text[])`;
  });
  const rows = await db.query<{ to: string; value: string; name: string }>(parts.join(' union all '), values);
  const names = new Map(rows.map((row) => [`${row.to}|${row.value}`, row.name]));
  return (n, field, value) => names.get(`${n.fields[field]?.options.to}|${String(value)}`) ?? null;
}
