import * as z from 'zod/mini';
import { cellName, writtenCell } from '../../../domain/import/cell.ts';
import { headingsOf } from '../../../domain/import/guess.ts';
import { importables } from '../../../domain/import/importables.ts';
import type { Day } from '../../../domain/kernel/dates.ts';
import { idSchema } from '../../../domain/kernel/envelope.ts';
import { versionedNames } from '../../../domain/monitoring/versioned.ts';
import type { RecordSourceView } from '../../../domain/monitoring/views.ts';
import { withSheet } from '../../import/sheet/openSheet.ts';
import { inSheetTurn } from '../../import/turns.ts';
import { reviewSources } from '../../stores/reviewRows.ts';
import { broughtBy, storedBytes } from '../../sync/fileReach.ts';
import { defineQuery, type Reading, scopeSql } from '../query.ts';
import { REVIEWERS } from '../readers.ts';
import { reviewScope } from './reviewRecord.ts';

interface Found extends Record<string, unknown> {
  readonly document: string;
  readonly sheet: string | null;
  readonly row: number;
  readonly hash: string | null;
  readonly withdrawnOn: Day | null;
}

/**
 * The row of the sheet from which a record was imported, cell by cell, read from the file itself, for those who decide
 * on the record. The rest of the sheet may be about others and is not shown. When the author of the record never had
 * the file in hand, nothing of it is shown.
 */
export const recordSource = defineQuery({
  name: 'verification.source',
  title: 'ver la fila de la planilla de la que viene un registro',
  // The row of a family contains the identity cards of its people.
  personal: true,
  by: REVIEWERS,
  params: z.object({
    noun: z.string().check(z.refine((n) => versionedNames.includes(n), 'Ese tipo de registro no se verifica.')),
    versionId: idSchema,
  }),
  run: async (reading: Reading<{ noun: string; versionId: string }>): Promise<RecordSourceView | null> => {
    const { db, actor, scopes, view, params } = reading;
    const source = reviewSources[params.noun];
    if (!source || view !== 'full') return null;
    const values: unknown[] = [params.versionId];
    const brought = broughtBy('(select w.actor_id from journal_entry w where w.id = i.entry_id)');
    const [found] = await db.query<Found>(
      `select d.title as document, i.sheet, i.row_number as row, f.hash, f.withdrawn_on as "withdrawnOn"
         from ${source.from} join imported_row i on i.record_id = t.record_id join source_document d on d.id = i.document_id
         left join stored_file f on f.hash = d.file_hash and ${brought}
        where t.id = $1::uuid and ${scopeSql(scopes, reviewScope(params.noun), values)} limit 1`,
      values,
    );
    if (!found) return null;
    const { hash, ...said } = found;
    const bytes = hash === null ? null : await storedBytes(reading, hash);
    return { ...said, cells: bytes ? await inSheetTurn(actor.id, () => cellsOf(bytes, said)) : null };
  },
});

/** The non-empty cells of a row, with their headings; null when the file has no such row. */
async function cellsOf(
  bytes: Uint8Array,
  { sheet, row }: Pick<Found, 'sheet' | 'row'>,
): Promise<RecordSourceView['cells']> {
  const wanted = { headings: headingsOf(importables), ...(sheet === null ? {} : { sheet }) };
  return withSheet(
    bytes,
    async ({ headers, slices }) => {
      for await (const rows of slices) {
        const own = rows.find(({ number }) => number === row);
        if (!own) continue;
        const cells = own.cells.map((cell, i) => ({
          cell: cellName(i, row),
          heading: headers[i] ?? '',
          value: writtenCell(cell),
        }));
        return cells.filter(({ value }) => value !== '');
      }
      return null;
    },
    wanted,
  );
}
