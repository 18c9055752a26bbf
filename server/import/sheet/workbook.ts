import { noticeOf } from '../../../domain/import/notice.ts';
import { ProblemError, problem } from '../../../domain/kernel/problem.ts';
import { type Headings, knownIn } from './headings.ts';
import type { SheetLimits } from './limits.ts';
import type { SheetName, Table } from './table.ts';
import { readWorkbookParts, type SheetPart, type WorkbookParts } from './workbookParts.ts';
import { sheetLines, sheetShape } from './worksheet.ts';
import { ZipParts } from './zipParts.ts';

/** The most sheets that are looked into: more than the template of everything has (tests/nouns/imported.test.ts). */
export const MAX_SHEETS = 60;
/** How many lines of a sheet are read to judge it. */
const MAX_TITLE_LINES = 20;

/**
 * The table of an .xlsx workbook: the sheet with the given name; otherwise, among the visible sheets (or the hidden
 * ones if no visible one has content), the first of those whose first lines have most recognised columns. Throws
 * ProblemError.
 */
export async function workbookTable(
  bytes: Uint8Array,
  limits: SheetLimits,
  headings: Headings,
  named?: string,
): Promise<Table> {
  const zip = await ZipParts.of(bytes, limits);
  const book = await readWorkbookParts(zip, limits);
  if (named !== undefined) {
    const sheet = book.sheets.find(({ name }) => name === named);
    if (!sheet) throw new ProblemError(problem('importNoRows'));
    return {
      sheet: sheet.name,
      sheets: namesOf(book.sheets),
      lines: sheetLines(zip, book, sheet, limits),
      ...(await sheetShape(zip, sheet, limits)),
      notices: [],
    };
  }
  const judged: { sheet: SheetPart; known: number }[] = [];
  for (const sheet of [...book.sheets].sort((a, b) => Number(a.hidden) - Number(b.hidden)).slice(0, MAX_SHEETS)) {
    const known = await knownColumns(zip, book, sheet, limits, headings);
    if (known !== null) judged.push({ sheet, known });
  }
  const seen = judged.some(({ sheet }) => !sheet.hidden) ? judged.filter(({ sheet }) => !sheet.hidden) : judged;
  const [first] = seen;
  if (!first) throw new ProblemError(problem('importNoRows'));
  const { sheet } = seen.reduce((best, one) => (one.known > best.known ? one : best), first);
  const others = judged.filter((one) => one.sheet !== sheet).map((one) => one.sheet.name);
  return {
    sheet: sheet.name,
    sheets: namesOf(book.sheets),
    lines: sheetLines(zip, book, sheet, limits),
    ...(await sheetShape(zip, sheet, limits)),
    notices:
      others.length > 0
        ? [noticeOf(problem('importOtherSheets', { read: sheet.name, others: others.slice(0, 5).join(', ') }))]
        : [],
  };
}

const namesOf = (sheets: readonly SheetPart[]): SheetName[] => sheets.map(({ name, hidden }) => ({ name, hidden }));

/** How many recognised columns the first lines of a sheet have; null for an empty sheet. */
async function knownColumns(
  zip: ZipParts,
  book: WorkbookParts,
  sheet: SheetPart,
  limits: SheetLimits,
  headings: Headings,
): Promise<number | null> {
  let best: number | null = null;
  let looked = 0;
  for await (const lines of sheetLines(zip, book, sheet, limits)) {
    for (const { cells } of lines) {
      best = Math.max(best ?? 0, knownIn(headings, cells));
      looked += 1;
      if (looked >= MAX_TITLE_LINES) return best;
    }
  }
  return best;
}
