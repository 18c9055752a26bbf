/**
 * A spreadsheet takes a cell that starts so for a formula, also after what nobody sees (blanks, joiners, marks of direction, fillers): it
 * gets an apostrophe in front. Read after wide, small and raised forms of a sign have become the sign, as some programs
 * make them, and apart from the accents that follow.
 */
const FORMULA = /^[\s\p{C}\p{Z}\p{DI}]*[=+\-@\u2212]|^[\t\r\n]/u;

/** A text that no spreadsheet runs. */
export function harmless(text: string): string {
  return FORMULA.test(text.normalize('NFKD')) ? `'${text}` : text;
}

/** One value of a CSV file: quoted, and harmless in a spreadsheet. Numbers stay numbers. */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  return `"${harmless(String(value)).replaceAll('"', '""')}"`;
}

/** Rows as CSV with a heading, in UTF-8 with the mark that spreadsheets look for. */
export function csvOf(rows: readonly object[], columns: readonly string[] = Object.keys(rows[0] ?? {})): string {
  const lines = rows.map((row) => columns.map((c) => csvCell((row as Record<string, unknown>)[c])).join(','));
  return `\uFEFF${[columns.map((c) => csvCell(c)).join(','), ...lines].join('\r\n')}\r\n`;
}
