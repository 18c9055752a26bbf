import type { Problem } from '../kernel/problem.ts';

/** Something about a whole file that its importer should know before its rows come in. */
export interface SheetNotice {
  readonly code: string;
  readonly message: string;
  /** The place in the sheet, as spreadsheets name it: 'C4' or 'C'; null for the whole file. */
  readonly cell: string | null;
}

/** A problem of the catalogue as a notice. */
export function noticeOf({ code, message }: Problem, cell: string | null = null): SheetNotice {
  return { code, message, cell };
}
