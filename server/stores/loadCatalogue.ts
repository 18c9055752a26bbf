import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Database, Transaction } from '../db/database.ts';

/** The folder `reference/catalogue` of this program. */
const CATALOGUE_FOLDER = path.join(import.meta.dirname, '../../reference/catalogue');

/** What a load found and did; `changed` is 0 on every load after the first of the same files. */
export interface CatalogueLoad {
  readonly sha256: string;
  readonly programmes: number;
  readonly products: number;
  readonly units: number;
  readonly conversions: number;
  readonly changed: number;
}

interface ReferenceTable {
  readonly file: string;
  readonly table: string;
  readonly key: readonly string[];
  /** Column → its type and the name in the file. */
  readonly columns: Readonly<Record<string, readonly [type: string, name: string]>>;
}

/** In the order that foreign keys require. */
const tables: readonly ReferenceTable[] = [
  {
    file: 'programmes.json',
    table: 'programme',
    key: ['id'],
    columns: {
      id: ['text', 'id'],
      name: ['text', 'name'],
      starts_on: ['date', 'startsOn'],
      ends_on: ['date', 'endsOn'],
    },
  },
  {
    file: 'measure_units.json',
    table: 'measure_unit',
    key: ['code'],
    columns: { code: ['text', 'code'], name: ['text', 'name'], kind: ['text', 'kind'] },
  },
  {
    file: 'products.json',
    table: 'product',
    key: ['code'],
    columns: {
      code: ['text', 'code'],
      name: ['text', 'name'],
      rubro: ['text', 'rubro'],
      base_unit: ['text', 'baseUnit'],
    },
  },
  {
    file: 'unit_conversions.json',
    table: 'unit_conversion',
    key: ['product_code', 'unit_code'],
    columns: {
      product_code: ['text', 'productCode'],
      unit_code: ['text', 'unitCode'],
      factor: ['bigint', 'factor'],
      source: ['text', 'source'],
    },
  },
];

/** Only one load runs at a time. */
const LOAD_LOCK = 7_204_002n;

/**
 * Loads `reference/catalogue` into its tables in one transaction. Loading again changes nothing, and nothing is
 * removed, because records may point to it. `onLoaded` runs inside the transaction, only when something changed.
 */
export async function loadCatalogue(
  db: Database,
  options: { folder?: string; onLoaded?: (load: CatalogueLoad, tx: Transaction) => Promise<void> } = {},
): Promise<CatalogueLoad> {
  const folder = options.folder ?? CATALOGUE_FOLDER;
  const texts = await Promise.all(tables.map((t) => readFile(path.join(folder, t.file), 'utf8')));
  const hash = createHash('sha256');
  for (const [i, text] of texts.entries()) hash.update(`${tables[i]?.file}\n${text}\n`);
  const lists = texts.map((text) => JSON.parse(text) as Record<string, unknown>[]);
  const [programmes = 0, units = 0, products = 0, conversions = 0] = lists.map((list) => list.length);
  return db.transaction(
    async (tx) => {
      let changed = 0;
      for (const [i, table] of tables.entries()) changed += await upsert(tx, table, lists[i] ?? []);
      const load = { sha256: hash.digest('hex'), programmes, products, units, conversions, changed };
      if (changed > 0) await options.onLoaded?.(load, tx);
      return load;
    },
    { locks: [LOAD_LOCK] },
  );
}

/** The lines of a file as rows of its table. */
function rowsOf(
  columns: ReferenceTable['columns'],
  lines: readonly Record<string, unknown>[],
): Record<string, unknown>[] {
  return lines.map((line) =>
    Object.fromEntries(Object.entries(columns).map(([name, [, from]]) => [name, line[from] ?? null])),
  );
}

/** The content of `reference/catalogue`, as rows by table. */
export async function readCatalogue(folder = CATALOGUE_FOLDER): Promise<Record<string, Record<string, unknown>[]>> {
  const read = async ({ file, table, columns }: ReferenceTable) =>
    [
      table,
      rowsOf(columns, JSON.parse(await readFile(path.join(folder, file), 'utf8')) as Record<string, unknown>[]),
    ] as const;
  return Object.fromEntries(await Promise.all(tables.map(read)));
}

/** Inserts or updates rows; answers how many differed. Names come from the list above only. */
async function upsert(
  tx: Transaction,
  { table, key, columns }: ReferenceTable,
  lines: readonly Record<string, unknown>[],
): Promise<number> {
  const names = Object.keys(columns);
  const others = names.filter((name) => !key.includes(name));
  const rows = rowsOf(columns, lines);
  const written = await tx.query(
    `insert into ${table} (${names.join(', ')})
     select ${names.join(', ')}
       from jsonb_to_recordset($1::text::jsonb) as r(${names.map((name) => `${name} ${columns[name]?.[0]}`).join(', ')})
     on conflict (${key.join(', ')}) do update set ${others.map((name) => `${name} = excluded.${name}`).join(', ')}
     where (${others.map((name) => `${table}.${name}`).join(', ')})
       is distinct from (${others.map((name) => `excluded.${name}`).join(', ')})
     returning 1 as one`,
    [JSON.stringify(rows)],
  );
  return written.length;
}
