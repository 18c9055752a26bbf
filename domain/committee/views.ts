import type { AllianceState } from '../alliance/states.ts';
import type { Day } from '../kernel/dates.ts';

/** Whether an alliance fits the project in one respect; null where that is not known. */
export interface FitView {
  readonly what: string;
  readonly fits: boolean | null;
  /** What is known: 'Bs 18.200 por familia'. */
  readonly told: string;
}

/** An alliance in the place that a run gives it. Amounts in centavos, points in 1/10,000 of a point. */
export interface BoardRow {
  readonly allianceId: string;
  readonly code: string;
  readonly name: string;
  readonly state: AllianceState;
  readonly version: number;
  readonly model: number | null;
  readonly product: string | null;
  readonly municipality: string | null;
  readonly department: string | null;
  readonly families: number | null;
  readonly women: number | null;
  readonly amountPar: number;
  readonly amountCounterpart: number | null;
  readonly position: number | null;
  readonly total: number | null;
  readonly used: number;
  readonly enters: boolean;
  /** Points from 0 to 100, by the id of the criterion. */
  readonly points: Readonly<Record<string, number>>;
  readonly fit: readonly FitView[];
}

interface BoardCriterion {
  readonly id: string;
  readonly name: string;
  /** In 1/10,000. */
  readonly weight: number;
  readonly state: string;
}

/** A run with its alliances in order, and what it would reach. */
export interface BoardRun {
  readonly id: string;
  readonly name: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly year: string;
  readonly budget: number;
  readonly cut: string;
  readonly state: string;
  readonly baseId: string | null;
  readonly criteria: readonly BoardCriterion[];
  readonly rows: readonly BoardRow[];
}

export interface BoardView {
  readonly runs: readonly BoardRun[];
  /** The other runs of the unit and year of the first one, by which it may be compared. */
  readonly others: readonly { readonly id: string; readonly name: string; readonly state: string }[];
  /** Alliances of the unit that could be ranked and are not in the first run; for who prepares it. */
  readonly rankable: readonly RankableRow[];
}

export interface RankableRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly amountPar: number | null;
  readonly amountCounterpart: number | null;
  readonly families: number | null;
  readonly women: number | null;
}

/** What a printed acta says of one alliance. */
export interface ActaRow {
  readonly id: string;
  readonly allianceId: string;
  readonly allianceVersion: number;
  readonly code: string;
  readonly name: string;
  readonly allianceState: AllianceState;
  readonly unitName: string | null;
  readonly state: string;
  readonly amountPar: number;
  readonly amountCounterpart: number;
  readonly observations: string | null;
  readonly resolution: string | null;
}

export interface ActaView {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly plannedOn: Day;
  readonly heldOn: Day | null;
  readonly venue: string | null;
  readonly quorum: number;
  readonly members: readonly {
    readonly id: string;
    readonly name: string | null;
    readonly entity: string;
    readonly chairs: boolean;
    readonly state: string;
  }[];
  readonly conflicts: readonly {
    readonly id: string;
    readonly member: string | null;
    readonly alliance: string;
    readonly reason: string | null;
  }[];
  readonly decisions: readonly ActaRow[];
}
