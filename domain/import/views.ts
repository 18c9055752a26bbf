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

/** Rows = adopted + adopted with gaps + refused + already there from before; `toPerson` counts those of them with a question open. */
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

/** One sheet of the file, hidden ones too. `mapping`: datum → column index. */
export interface ImportSheetView {
  readonly id: string;
  /** Its name in the workbook; null for a .csv. */
  readonly sheet: string | null;
  readonly hidden: boolean;
  /** What it brings; 'nothing' where it is not imported. */
  readonly importable: string;
  readonly columns: readonly ImportColumn[];
  readonly mapping: Readonly<Record<string, number>>;
  /** What is doubtful about the sheet as a whole. */
  readonly notices: readonly SheetNotice[];
  readonly done: number;
  readonly total: number;
  readonly report: ImportReport | null;
}

/** Something that a sheet may bring, as far as this reader may bring it in, or as it was brought. */
export interface ImportableView {
  readonly name: string;
  /** 'familias' */
  readonly many: string;
  readonly lead: string;
  /** Where in the office they are seen afterwards; null where they have no list of their own. */
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
  /** The day the file was taken out, because the data of a person in it were erased; null while it is kept as it came. */
  readonly withdrawnOn: Day | null;
  /** Whether the reader is who brought the file: nobody else goes on with it. */
  readonly own: boolean;
  /** Programme of the rows that name none. */
  readonly programmeId: string;
  readonly importables: readonly ImportableView[];
  readonly sheets: readonly ImportSheetView[];
  /** Words of the file for a stage that nobody has given a meaning, with how many rows they keep out. */
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

/** A row of `import.problems?id=`: one importable found in one cell; filter: severity. What keeps rows out comes first. */
export interface ImportProblemRow {
  readonly row: number;
  /** Name of its sheet; null for a .csv. */
  readonly sheet: string | null;
  readonly severity: Severity;
  /** As the sheet heads it; null for the row as a whole. */
  readonly column: string | null;
  /** The cell as spreadsheets name it ('B12', 'Familias!B12' where there are several sheets); null for the row as a whole. */
  readonly cell: string | null;
  /** What was read in it. */
  readonly value: string | null;
  readonly message: string;
  readonly problemCode: string;
  /** Where in the office what came of the row is seen, once it is in; null where it has no page of its own. */
  readonly path: string | null;
}
export type ImportProblemListView = ListView<ImportProblemRow>;
