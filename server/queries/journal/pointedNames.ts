import type { Executor } from '../../db/database.ts';

interface Pointer {
  readonly table: string;
  readonly key: 'id' | 'code';
  readonly name: string;
}

const PERSON: Pointer = {
  table: 'person',
  key: 'id',
  name: `coalesce(nullif(concat_ws(' ', given_names, paternal_surname, maternal_surname), ''), 's/d')`,
};

/** Fields of rows that point to something with a name. */
const pointers: Readonly<Record<string, Pointer>> = {
  buyerId: { table: 'buyer', key: 'id', name: 'name' },
  representativeId: PERSON,
  productCode: { table: 'product', key: 'code', name: 'name' },
  unitCode: { table: 'measure_unit', key: 'code', name: 'name' },
  municipalityCode: { table: 'municipality', key: 'code', name: 'name' },
  unitId: { table: 'operating_unit', key: 'code', name: 'short_name' },
};

/**
 * Whether the value of a field is an id, which is shown only by the name of what it points to; a code may be shown as
 * it is.
 */
export const isId = (field: string): boolean => pointers[field]?.key === 'id';

/** The names of what rows point to, in one reading, by field and value; null where there is none. */
export async function pointedNames(
  db: Executor,
  rows: readonly (Readonly<Record<string, unknown>> | null)[],
): Promise<(field: string, value: unknown) => string | null> {
  const parts: string[] = [];
  const values: unknown[] = [];
  for (const [field, { table, key, name }] of Object.entries(pointers)) {
    const wanted = new Set(rows.flatMap((row) => (typeof row?.[field] === 'string' ? [row[field]] : [])));
    if (wanted.size === 0) continue;
    values.push([...wanted]);
    parts.push(
      `select '${field}' as field, ${key}::text as value, ${name} as name from ${table}
        where ${key} = any($${values.length}::text[]${key === 'id' ? '::uuid[]' : ''})`,
    );
  }
  const found =
    parts.length > 0
      ? await db.query<{ field: string; value: string; name: string }>(parts.join(' union all '), values)
      : [];
  const names = new Map(found.map((f) => [`${f.field}|${f.value}`, f.name]));
  return (field, value) => names.get(`${field}|${String(value)}`) ?? null;
}
