/** What the queries about imports answer. */
import type { Instant } from '../kernel/dates.ts';
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

/** `import.get?id=`. `mapping`: datum → column index. */
export interface ImportView {
  readonly id: string;
  readonly filename: string;
  readonly status: ImportStatus;
  readonly startedAt: Instant;
  readonly byName: string;
  /** Whether the reader is who brought the file: nobody else goes on with it. */
  readonly own: boolean;
  /** Programme of the rows that name none. */
  readonly programmeId: string;
  readonly targets: readonly ImportTarget[];
  readonly columns: readonly ImportColumn[];
  /** Name of the sheet of the workbook that is read; null for a .csv. */
  readonly sheet: string | null;
  /** What is doubtful about the file as a whole. */
  readonly notices: readonly SheetNotice[];
  readonly mapping: Readonly<Record<string, number>>;
  /** Words of the file for a stage that nobody has given a meaning, with how many rows they keep out. */
  readonly unknownStates: readonly { readonly said: string; readonly rows: number }[];
  readonly done: number;
  readonly total: number;
  readonly report: ImportReport | null;
  readonly failure: ProblemView | null;
}

/** `import.list`. */
export type ImportListView = ListView<Pick<ImportView, 'id' | 'filename' | 'status' | 'startedAt' | 'byName' | 'done' | 'total'>>;

/** A row of `import.problems?id=`: one thing found in one cell; filter: severity. What keeps rows out comes first. */
export interface ImportProblemRow {
  readonly row: number;
  readonly severity: Severity;
  /** As the sheet heads it; null for the row as a whole. */
  readonly column: string | null;
  /** The cell as spreadsheets name it ('B12'); null for the row as a whole. */
  readonly cell: string | null;
  /** What was read in it. */
  readonly value: string | null;
  readonly message: string;
  readonly problemCode: string;
  /** The alliance that came of the row, once it is in. */
  readonly allianceId: string | null;
}
export type ImportProblemListView = ListView<ImportProblemRow>;
