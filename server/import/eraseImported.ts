import { fileIdOf } from '../../domain/field/file.ts';
import { withdrawFile } from '../../domain/field/withdrawFile.ts';
import type { SheetCell } from '../../domain/import/cell.ts';
import { writtenCell } from '../../domain/import/cell.ts';
import { headingsOf } from '../../domain/import/guess.ts';
import { importables } from '../../domain/import/importables.ts';
import { ERASED_ROW } from '../../domain/import/readRow.ts';
import { dayOf } from '../../domain/kernel/dates.ts';
import { ProblemError, problem } from '../../domain/kernel/problem.ts';
import { systemActor } from '../../domain/people/actor.ts';
import { personsIn, speaksOf } from '../../domain/people/erasure.ts';
import { compose } from '../commands/compose.ts';
import { executeCommands } from '../commands/executeCommands.ts';
import {
  contentOf,
  emptyHeadings,
  emptyRows,
  importAtWork,
  importSince,
  type KeptSheet,
  keptSheets,
  rowsOfEntry,
  rowsWithProblems,
  type SheetPlace,
  withdrawnHashes,
} from '../stores/importErasure.ts';
import { type ImportSystem, STALE_MS } from './run.ts';
import { withSheet } from './sheet/openSheet.ts';
import { type CopiedSheet, sheetCopy } from './sheet/sheetCopy.ts';

/**
 * Empties what imports keep of what an entry holds, before the entry itself is emptied: the rows that it came in from
 * and every other row, of whatever sheet, that speaks of the same people; what was told of those rows; and the sheets
 * themselves, in whose place a copy without those rows stands. Safe to run again. False while an import is at work, and
 * when one began or went on meanwhile, with what it had read before: then it is done again later.
 */
export async function eraseImported(system: ImportSystem, erasure: { id: string; targetId: string }): Promise<boolean> {
  const { db } = system;
  const from = system.now();
  if (await importAtWork(db, from, STALE_MS)) return false;
  const persons = personsIn(await contentOf(db, erasure.targetId));
  const speaks = (texts: readonly string[]): boolean => persons.length > 0 && speaksOf(persons, texts);
  const own = await rowsOfEntry(db, erasure.targetId);
  if (persons.length === 0 && own.length === 0) return true;
  const places = [...own];
  const sheets = (await keptSheets(db)).filter(
    ({ hash }) => persons.length > 0 || own.some(({ fileHash }) => fileHash === hash),
  );
  for (const kept of sheets) places.push(...(await withoutRows(system, erasure.id, kept, own, speaks)));
  const runs: { run: string; row: number }[] = [];
  for await (const rows of rowsWithProblems(db)) {
    for (const { run, row, problems } of rows) {
      if (speaks(problems.flatMap(({ value, problem: { message } }) => [value ?? '', message])))
        runs.push({ run, row });
    }
  }
  await emptyRows(db, { runs, places });
  await emptyHeadings(db, speaks);
  await removeWithdrawn(system);
  return !(await importSince(db, from));
}

/** Takes away the bytes of what was withdrawn; also what a restore brought back. */
export async function removeWithdrawn({ db, files }: Pick<ImportSystem, 'db' | 'files'>): Promise<void> {
  for (const hash of await withdrawnHashes(db)) if (await files.has(hash)) await files.remove(hash);
}

/** Puts a copy without rows in the place of a sheet, where it has any of them. The places of these rows. */
async function withoutRows(
  system: ImportSystem,
  erasureId: string,
  kept: KeptSheet,
  own: readonly SheetPlace[],
  speaks: (texts: readonly string[]) => boolean,
): Promise<SheetPlace[]> {
  const bytes = await system.files.get(kept.copyHash ?? kept.hash);
  if (!bytes) return [];
  const named = own.filter(({ fileHash }) => fileHash === kept.hash);
  const read = await readWhole(bytes).catch((error: unknown) => {
    if (error instanceof ProblemError) return null;
    throw error;
  });
  // What cannot be read brought nothing in; where a record says that it did, all of it goes.
  if (!read) return named.length > 0 ? withdraw(system, erasureId, kept, null).then(() => named) : [];
  const found: SheetPlace[] = [];
  let changed = false;
  const sheets = read.map((sheet): CopiedSheet => {
    if (speaks(sheet.headers)) changed = true;
    const headers = speaks(sheet.headers) ? [ERASED_ROW] : sheet.headers;
    const rows = sheet.rows.map((row) => {
      const gone = row.cells[0] === ERASED_ROW;
      // Erased before, or by this very erasure before it was cut off: what was told of it is emptied again.
      if (gone) found.push({ fileHash: kept.hash, sheet: sheet.name, row: row.number });
      if (gone) return row;
      const goes =
        named.some((place) => place.sheet === sheet.name && place.row === row.number) ||
        speaks(row.cells.map(writtenCell));
      if (!goes) return row;
      found.push({ fileHash: kept.hash, sheet: sheet.name, row: row.number });
      changed = true;
      return { ...row, cells: [ERASED_ROW] as SheetCell[] };
    });
    return { ...sheet, headers, rows };
  });
  if (changed) await withdraw(system, erasureId, kept, await sheetCopy(sheets, kept.mediaType === 'text/csv'));
  return found;
}

async function withdraw(
  system: ImportSystem,
  erasureId: string,
  { hash }: KeptSheet,
  copy: Uint8Array | null,
): Promise<void> {
  const at = system.now();
  const body = { hash, erasureId, copy: copy ? await system.files.put(copy) : null };
  const text = compose({
    kind: withdrawFile.kind,
    actor: systemActor,
    subjectId: fileIdOf(hash),
    body,
    occurredOn: dayOf(at),
    at,
  });
  const [result] = await executeCommands(system.context, { texts: [text], actor: systemActor, receivedAt: at });
  if (result?.status !== 'accepted') throw new ProblemError(result?.problem ?? problem('internal'));
}

/** Every sheet of a file, whole. Throws ProblemError where it cannot be read. */
async function readWhole(bytes: Uint8Array): Promise<CopiedSheet[]> {
  const headings = headingsOf(importables);
  const all = await withSheet(bytes, async ({ sheets }) => sheets, { headings }).catch((error: unknown) => {
    if (error instanceof ProblemError && error.problem.code === problem('importNoRows').code) return [];
    throw error;
  });
  const named = all.length > 0 ? all : [{ name: null, hidden: false }];
  const read: CopiedSheet[] = [];
  for (const { name, hidden } of named) {
    try {
      const whole = await withSheet(
        bytes,
        async ({ headers, slices }) => {
          const rows = [];
          for await (const slice of slices) rows.push(...slice);
          return { name, hidden, headers, rows };
        },
        { headings, ...(name === null ? {} : { sheet: name }) },
      );
      read.push(whole);
    } catch (error) {
      // A sheet without rows has nothing to lose; it stands in the copy by its name.
      if (!(error instanceof ProblemError && error.problem.code === problem('importNoRows').code)) throw error;
      read.push({ name, hidden, headers: [], rows: [] });
    }
  }
  return read;
}
