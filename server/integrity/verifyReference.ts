import type { Executor } from '../db/database.ts';
import type { Findings } from './findings.ts';
import { readReference, referenceTables, sealedReference } from './referenceRows.ts';

/**
 * Checks territory, catalogues and boundaries against what the journal records as loaded. Returns the number of rows
 * read.
 */
export async function verifyReference(tx: Executor, found: Findings, page: number): Promise<number> {
  const { tables, unexplained } = await sealedReference(tx);
  if (unexplained.length > 0) found.advise('referenceUnexplained', unexplained.slice(0, 20).join('; '));
  let read = 0;
  for (const table of referenceTables) {
    const sealed = tables.get(table.name);
    if (!sealed) {
      found.advise('referenceNotSealed');
      continue;
    }
    const seen = new Set<string>();
    for await (const rows of readReference(tx, table, page))
      for (const { key, hash } of rows) {
        const where = `tabla ${table.name}, fila ${key}`;
        if (!sealed.has(key)) found.add('referenceUnsealed', where);
        else if (sealed.get(key) !== hash) found.add('referenceChanged', where);
        if (seen.has(key)) found.add('rowHidden', where);
        seen.add(key);
        read += 1;
      }
    for (const key of sealed.keys())
      if (!seen.has(key)) found.add('referenceMissing', `tabla ${table.name}, fila ${key}`);
  }
  return read;
}
