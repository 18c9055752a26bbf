import type { ListView } from '../kernel/views.ts';

/** What waits in one state, in one unit, for those who must take its next step. */
export interface WaitingRow {
  readonly id: string;
  /** What waits, in plural: 'reclamos', 'alianzas', 'visitas'. */
  readonly what: string;
  readonly stateName: string;
  /** The roles for which it waits, in words: 'Oficial de alianzas o Operador de unidad'. */
  readonly holder: string;
  readonly unitName: string | null;
  readonly count: number;
  /** For how many calendar days they have waited: the median and the longest. Null where no day is known. */
  readonly medianDays: number | null;
  readonly longestDays: number | null;
  /** How many of them are past their due day; null where there is none. */
  readonly overdue: number | null;
  /** The address of their list in the office, with the filters set. */
  readonly path: string;
}

export interface WaitingView extends ListView<WaitingRow> {
  /** The number of all that waits, and of all that is overdue, whatever page is shown. */
  readonly waiting: number;
  readonly overdue: number;
}
