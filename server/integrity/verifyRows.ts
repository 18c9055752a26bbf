import { rowHash } from '../commands/hash.ts';
import type { Findings } from './findings.ts';
import { laterThan, pagesAfter } from './pages.ts';
import { asWritten, type OfficialTable } from './storedRow.ts';
import type { JournalCheck } from './verifyChain.ts';

interface RowAndWriter extends Record<string, unknown> {
  readonly id: string;
  /** Its content as JSON text, taken apart one row at a time: the batch of a unit's month names all its records. */
  readonly row: string;
  readonly entry_id: string;
  readonly row_hash: string;
  /** The last change that the journal knows of this row; null when it knows none. */
  readonly last_entry: string | null;
  readonly last_hash: string | null;
  /** Whether the entry that the row names wrote this very content once. */
  readonly once: boolean;
}

/** Every row of one official table against its own hash and against the journal's last word on it. Returns the rows read. */
export async function verifyTable(
  { tx, found, page }: JournalCheck,
  table: OfficialTable,
  onProgress: (done: number) => void,
): Promise<number> {
  let read = 0;
  let last = '';
  // "Last" is by the chained number: the journal's own order column is not under the chain.
  const after = (id: string | null) =>
    tx.query<RowAndWriter>(
      `select t.id, t.entry_id, t.row_hash, to_jsonb(t)::text as row, l.entry_id as last_entry, l.row_hash as last_hash,
         (l.entry_id is distinct from t.entry_id or l.row_hash is distinct from t.row_hash) and exists (
           select 1 from journal_change c
             where c.row_id = t.id and c.noun = $2 and c.entry_id = t.entry_id and c.row_hash = t.row_hash) as once
       from (select * from "${table.name}" where ${laterThan(id, 'id', '$1::uuid')} order by id limit $3) t
       left join lateral (
         select c.entry_id, c.row_hash from journal_change c join journal_entry e on e.id = c.entry_id
           left join journal_seal s on s.entry_id = e.id
          where c.row_id = t.id and c.noun = $2 order by s.number desc nulls first, e.n desc, c.ordinal desc limit 1) l on true
       order by t.id`,
      [id, table.name, page],
    );
  for await (const rows of pagesAfter((r: RowAndWriter) => r.id, after)) {
    for (const row of rows) {
      verifyRow(found, table, row);
      if (row.id === last) found.add('rowHidden', `tabla ${table.name}, fila ${row.id}`);
      last = row.id;
    }
    read += rows.length;
    onProgress(read);
  }
  // Counted without the index that the pages follow: what it does not show was not read.
  await tx.script(
    'set local enable_indexscan = off; set local enable_indexonlyscan = off; set local enable_bitmapscan = off',
  );
  const [all] = await tx.query<{ n: number }>(`select count(*) as n from "${table.name}"`);
  await tx.script(
    'set local enable_indexscan = on; set local enable_indexonlyscan = on; set local enable_bitmapscan = on',
  );
  if (all?.n !== read) found.add('rowHidden', `tabla ${table.name}: ${all?.n} filas, ${read} por su identidad`);
  return read;
}

function verifyRow(
  found: Findings,
  table: OfficialTable,
  { id, row, entry_id, row_hash, last_entry, last_hash, once }: RowAndWriter,
): void {
  const where = `tabla ${table.name}, fila ${id}`;
  if (last_entry === null) found.add('rowUnwritten', where);
  else if (rowHash(asWritten(JSON.parse(row), table)) !== row_hash)
    found.add('rowChanged', `${where}, asiento ${last_entry}`);
  else if (entry_id !== last_entry || row_hash !== last_hash)
    found.add(once ? 'rowNotLatest' : 'rowChanged', `${where}, asiento ${last_entry}`);
}

/** Rows that the journal wrote and that are gone. The domain never deletes a row. */
export async function verifyRemoved({ tx, found }: JournalCheck, tables: readonly OfficialTable[]): Promise<void> {
  const nouns = await tx.query<{ noun: string }>('select distinct noun from journal_change order by noun');
  const known = new Set(tables.map((t) => t.name));
  for (const { noun } of nouns) {
    if (!known.has(noun)) {
      found.add('unknownTable', `tabla ${noun}`);
      continue;
    }
    const gone = await tx.query<{ row_id: string }>(
      `select distinct c.row_id from journal_change c
        where c.noun = $1 and not exists (select 1 from "${noun}" t where t.id = c.row_id) limit 1000`,
      [noun],
    );
    for (const { row_id } of gone) found.add('rowRemoved', `tabla ${noun}, fila ${row_id}`);
  }
}
