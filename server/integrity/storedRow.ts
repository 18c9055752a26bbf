import type { Executor } from '../db/database.ts';

/** An official table: its rows name the entry that wrote them and carry the hash of their content. */
export interface OfficialTable {
  readonly name: string;
  /** Hashed columns with instants, which PostgreSQL writes in its own way. */
  readonly instants: readonly string[];
  /** Columns that PostgreSQL computes; they are not part of the content. */
  readonly generated: readonly string[];
}

/** The official tables in the catalogue, by name. The chain proves the journal itself. */
export async function officialTables(db: Executor): Promise<OfficialTable[]> {
  return db.query<OfficialTable & Record<string, unknown>>(
    `select c.relname::text as name,
       coalesce(array_agg(a.attname::text) filter (where a.atttypid = 'timestamptz'::regtype), '{}') as instants,
       coalesce(array_agg(a.attname::text) filter (where a.attgenerated <> '' or a.attidentity <> ''), '{}') as generated
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not like 'journal\\_%'
     group by c.relname
     having count(*) filter (where a.attname in ('entry_id', 'row_hash')) = 2
     order by c.relname`,
  );
}

const PG_INSTANT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,3}))?\+00:00$/;

/**
 * An instant of to_jsonb, as the program wrote it: with three digits and Z. More than three digits never came from the
 * program and stay as they are, so that the hash reveals them.
 */
export function isoInstant(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  const m = PG_INSTANT.exec(text);
  return m ? `${m[1]}.${(m[2] ?? '').padEnd(3, '0')}Z` : text;
}

/** A row read with to_jsonb, as it was when its hash was taken: instants as ISO text, without computed columns. */
export function asWritten(
  row: Readonly<Record<string, unknown>>,
  table: Pick<OfficialTable, 'instants' | 'generated'>,
): Record<string, unknown> {
  const out: Record<string, unknown> = { ...row };
  for (const column of table.instants) out[column] = isoInstant(out[column]);
  for (const column of table.generated) delete out[column];
  return out;
}
