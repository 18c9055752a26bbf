/** What the queries about imports answer. */
import type { Day, Instant } from '../kernel/dates.ts';
import type { ListView, ProblemView } from '../kernel/views.ts';
import type { SheetNotice } from './notice.ts';
import type { Severity } from './rowReader.ts';

export type ImportStatus = 'mapping' | 'checking' | 'checked' | 'running' | 'done' | 'failed';

/** A column of the file as it was read. */
interface ImportColumn {
  readonly index: number;
  readonly header: string;
  readonly samples: readonly string[];
}

/** A datum an import can bring. */
interface ImportTarget {
  readonly field: string;
  readonly label: string;
  readonly required: boolean;
  readonly help: string | null;
}

/**
 * rows = adopted + adopted with gaps + refused + imported before; `toPerson` counts those among them with an open
 * question.
 */
export interface ImportReport {
  readonly rows: number;
  readonly adopted: number;
  readonly withGaps: number;
  readonly toPerson: number;
  readonly refused: number;
  readonly unchanged: number;
  readonly gapsByField: readonly { readonly label: string; readonly count: number }[];
  readonly refusedByReason: readonly { readonly reason: string; readonly count: number }[];
}

/** One sheet of the file, also a hidden one. `mapping`: datum → index of its column. */
export interface ImportSheetView {
  readonly id: string;
  /** Its name in the workbook; null for a .csv. */
  readonly sheet: string | null;
  readonly hidden: boolean;
  /** What it brings; 'nothing' where it is not imported. */
  readonly importable: string;
  readonly columns: readonly ImportColumn[];
  readonly mapping: Readonly<Record<string, number>>;
  /** Doubts about the sheet as a whole. */
  readonly notices: readonly SheetNotice[];
  readonly done: number;
  readonly total: number;
  readonly report: ImportReport | null;
}

/** An importable that this reader may import, or that the file brought. */
export interface ImportableView {
  readonly name: string;
  /** 'familias' */
  readonly many: string;
  readonly lead: string;
  /** Where the office shows them afterwards; null when they have no list of their own. */
  readonly path: string | null;
  readonly targets: readonly ImportTarget[];
}

/** `import.get?id=`: a file on its way in, with all of its sheets. */
export interface ImportView {
  readonly id: string;
  readonly filename: string;
  readonly status: ImportStatus;
  readonly startedAt: Instant;
  readonly byName: string;
  /**
   * The day on which the file was removed, because the data of a person in it were erased; null while it is stored as
   * it came.
   */
  readonly withdrawnOn: Day | null;
  /** Whether the reader brought the file: only that person may continue the import. */
  readonly own: boolean;
  /** Programme of the rows that name none. */
  readonly programmeId: string;
  readonly importables: readonly ImportableView[];
  readonly sheets: readonly ImportSheetView[];
  /** The file's words for a stage without a given meaning, with the number of rows that each keeps out. */
  readonly unknownStates: readonly { readonly said: string; readonly rows: number }[];
  readonly done: number;
  readonly total: number;
  readonly report: ImportReport | null;
  readonly failure: ProblemView | null;
}

/** `import.importables`: what the reader may bring in. */
export type ImportableListView = { readonly rows: readonly Pick<ImportableView, 'name' | 'many' | 'lead'>[] };

/** `import.list`. */
export type ImportListView = ListView<
  Pick<ImportView, 'id' | 'filename' | 'status' | 'startedAt' | 'byName' | 'done' | 'total'>
>;

/**
 * A row of `import.problems?id=`: one problem in one cell; filter: severity. Problems that keep rows out come first.
 */
export interface ImportProblemRow {
  readonly row: number;
  /** Name of its sheet; null for a .csv. */
  readonly sheet: string | null;
  readonly severity: Severity;
  /** The heading of the column in the sheet; null for the whole row. */
  readonly column: string | null;
  /** The cell as spreadsheets name it ('B12', 'Familias!B12' where there are several sheets); null for the row as a whole. */
  readonly cell: string | null;
  /** What was read in it. */
  readonly value: string | null;
  readonly message: string;
  readonly problemCode: string;
  /** Where the office shows what the row became, once it is imported; null when that has no page of its own. */
  readonly path: string | null;
}
export type ImportProblemListView = ListView<ImportProblemRow>;
