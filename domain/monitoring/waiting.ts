import type { ListView } from '../kernel/views.ts';

/** What waits in one state, in one unit, for those who are to take its next step. */
export interface WaitingRow {
  readonly id: string;
  /** What waits, in plural: 'reclamos', 'alianzas', 'visitas'. */
  readonly what: string;
  readonly stateName: string;
  /** Roles that hold it, in words: 'Oficial de alianzas o Operador de unidad'. */
  readonly holder: string;
  readonly unitName: string | null;
  readonly count: number;
  /** Calendar days that they have waited so far: the one in the middle, and the longest. Null where no day is known. */
  readonly medianDays: number | null;
  readonly longestDays: number | null;
  /** Of them, past the day by which the next step was due; null where none is set. */
  readonly overdue: number | null;
  /** Its list in the office, narrowed to them. */
  readonly path: string;
}

export interface WaitingView extends ListView<WaitingRow> {
  /** All that waits, and all that is past its day, whatever page is shown. */
  readonly waiting: number;
  readonly overdue: number;
}
