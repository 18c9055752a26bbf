import { idOfText } from '../../domain/kernel/ids.ts';
import type { ReferenceSeal } from '../../domain/people/sealReference.ts';
import { rowHash } from '../commands/hash.ts';
import type { Executor } from '../db/database.ts';
import { laterThan, pagesAfter } from './pages.ts';

/** A table that is loaded from files, not by commands. */
interface ReferenceTable {
  readonly name: string;
  /** The columns that identify its rows, as text, in their order. */
  readonly key: readonly string[];
  /** The column of an id that is given at loading and is in no file. */
  readonly given?: string;
  /** A column of shapes: its bytes are sealed, because its text depends on the version of PostGIS. */
  readonly shape?: string;
}

/** All reference tables (`columnClasses.ts` lists the same ones; a test compares). */
export const referenceTables: readonly ReferenceTable[] = [
  { name: 'department', key: ['code'] },
  { name: 'province', key: ['code'] },
  { name: 'municipality', key: ['code'] },
  { name: 'operating_unit', key: ['code'] },
  { name: 'unit_municipality', key: ['municipality_code', 'valid_from'], given: 'id' },
  { name: 'programme', key: ['id'] },
  { name: 'measure_unit', key: ['code'] },
  { name: 'product', key: ['code'] },
  { name: 'unit_conversion', key: ['product_code', 'unit_code'] },
  { name: 'boundary_version', key: ['id'] },
  { name: 'municipality_boundary', key: ['boundary_version_id', 'municipality_code'], shape: 'shape' },
];

export interface ReferenceRow {
  readonly key: string;
  /** Hash of its whole content. */
  readonly hash: string;
  /** The hash of its content as a file gives it, without the id given at loading. */
  readonly said: string;
}

interface Read extends Record<string, unknown> {
  readonly key: string;
  readonly row: string;
}

/** The rows of a reference table in the order of their keys, one page at a time. */
export async function* readReference(
  db: Executor,
  { name, key, given, shape }: ReferenceTable,
  page: number,
): AsyncGenerator<readonly ReferenceRow[]> {
  const keyText = key.map((k) => `"${k}"::text`).join(` || ' ' || `);
  const content = shape
    ? `to_jsonb(t) - '${shape}' || jsonb_build_object('${shape}', encode(sha256(ST_AsEWKB("${shape}")), 'hex'))`
    : 'to_jsonb(t)';
  const after = (last: string | null) =>
    db.query<Read>(
      `select key, row from (select ${keyText} as key, (${content})::text as row from "${name}" t) x
        where ${laterThan(last, 'key collate "C"', '$1')}
        order by key collate "C" limit $2`,
      [last, page],
    );
  for await (const rows of pagesAfter((r: Read) => r.key, after))
    yield rows.map(({ key: of, row }) => {
      const values = JSON.parse(row) as Record<string, unknown>;
      const { [given ?? '']: _given, ...said } = values;
      return { key: of, hash: rowHash(values), said: rowHash(said) };
    });
}

/** The id and the kind of the entries that seal reference rows. */
export const REFERENCE_ID = idOfText('reference');
export const SEAL_REFERENCE = 'reference.seal';

export interface SealedReference {
  /** By table and key: the last hash that the journal records. A table that it never named is absent. */
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly unexplained: readonly string[];
  /** The id of the last such act; null when there is none. */
  readonly last: string | null;
}

/**
 * What the journal records of reference rows: its seals in the order of the chain, later ones replacing earlier ones.
 */
export async function sealedReference(db: Executor): Promise<SealedReference> {
  const tables = new Map<string, Map<string, string>>();
  const unexplained: string[] = [];
  let last: string | null = null;
  const rows = await db.query<{ id: string; body: string | null }>(
    `select e.id, b.body from journal_entry e left join journal_body b on b.entry_id = e.id left join journal_seal s on s.entry_id = e.id
      where e.subject_id = $1 and e.kind = $2 order by s.number nulls last, e.n`,
    [REFERENCE_ID, SEAL_REFERENCE],
  );
  for (const { id, body } of rows) {
    last = id;
    const said = sealIn(body);
    if (!said) continue;
    unexplained.push(...said.unexplained);
    for (const [name, hashes] of Object.entries(said.tables)) {
      const table = tables.get(name) ?? new Map<string, string>();
      for (const [key, hash] of Object.entries(hashes)) table.set(key, hash);
      tables.set(name, table);
    }
  }
  return { tables, unexplained, last };
}

/** An altered body may contain anything; the check of the chain finds the alteration. */
function sealIn(body: string | null): ReferenceSeal | null {
  try {
    const said = (JSON.parse(body ?? 'null') as { body?: ReferenceSeal } | null)?.body;
    return said && typeof said.tables === 'object' && Array.isArray(said.unexplained) ? said : null;
  } catch {
    return null;
  }
}
