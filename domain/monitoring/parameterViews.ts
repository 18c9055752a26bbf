/** What `parameter.list` answers: every parameter with the value in force today, and every value it has had. */
import type { Day } from '../kernel/dates.ts';

interface ParameterValueView {
  readonly id: string;
  readonly value: number;
  readonly from: Day;
  readonly to: Day | null;
  readonly source: string;
  readonly assumption: boolean;
}

export interface ParameterView {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  /** In force today. */
  readonly value: number;
  /** Newest first; empty when none was recorded and the program's own initial value holds. */
  readonly values: readonly ParameterValueView[];
  /** Source of the value in force. */
  readonly source: string;
  readonly assumption: boolean;
}

export interface ParameterListView {
  readonly programmeId: string;
  readonly rows: readonly ParameterView[];
}
