/**
 * Matches a text that a spreadsheet would take for a formula because of its first visible sign, whatever invisible
 * signs stand before it (blanks, joiners, direction marks, fillers). Such a text gets an apostrophe in front. It is
 * tested in the form NFKD, in which wide, small and raised variants of a sign have become the sign itself, as some
 * programs make them, and accents stand apart.
 */
const FORMULA = /^[\s\p{C}\p{Z}\p{DI}]*[=+\-@\u2212]|^[\t\r\n]/u;

/** The text, with an apostrophe in front if a spreadsheet would run it as a formula. */
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
