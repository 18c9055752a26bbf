/** What the queries of indicators answer. */
import type { Day } from '../kernel/dates.ts';
import type { Level, ListView } from '../kernel/views.ts';
import type { CountryShapes, MapBoundaries, MapBox } from '../territory/map.ts';
import type { Figure } from './estimators.ts';
import type { Indicator, Measure, Opening } from './indicators.ts';
import type { Period } from './period.ts';

/**
 * Whether, for a measure of families, the reader is told only what the public is told
 * (docs/decisions/small-numbers.md).
 */
type Reserved = boolean;

/** A figure with the number of record versions behind it, each counted once; null where that is not told. */
interface Supported {
  readonly figure: Figure;
  readonly records: number | null;
}

/**
 * A measure with its figure, as `indicator.list` gives it. `declared` is the same figure over everything registered,
 * verified or not, so that what is not validated yet is shown beside it and never as 0; null at the registered level
 * and where it is hidden from the reader. `corrections`: to validated records, not validated yet.
 */
export interface MeasureFigure extends Measure, Supported {
  readonly declared: Figure | null;
  readonly reserved: Reserved;
  readonly corrections: number;
}

interface Asked {
  readonly period: Period;
  readonly level: 1 | 2 | 3;
  readonly cutoff: Day;
  /** The period is over: its figures are computed again until it is closed. */
  readonly past: boolean;
}

/** `indicator.list?period=&level=`. */
export interface IndicatorListView extends Asked {
  readonly periods: readonly Period[];
  readonly indicators: readonly (Omit<Indicator, 'measures'> & { readonly measures: readonly MeasureFigure[] })[];
}

/** A balance from before the records, what the records add to it, and the total. */
export interface Accumulated {
  readonly opening: Opening;
  readonly after: Figure;
  readonly total: Figure;
}

/**
 * `indicator.figure?measure=&period=&level=`: the figure at the three levels, and its parts by every dimension, with
 * names.
 */
export interface MeasureView extends Asked {
  readonly measure: Measure;
  readonly reserved: Reserved;
  readonly periods: readonly Period[];
  readonly figure: Figure;
  /** The first day with a record at this level; null when there is none. Before it nothing is known. */
  readonly begins: Day | null;
  readonly corrections: number;
  /** Only for the whole programme, and only when the programme had a balance before its records. */
  readonly accumulated: Accumulated | null;
  readonly byLevel: readonly (Supported & { readonly level: 1 | 2 | 3 })[];
  readonly parts: Readonly<
    Record<string, readonly { readonly key: string | null; readonly name: string; readonly figure: Figure }[]>
  >;
}

/** A figure at the end of one period. */
export interface TrendPoint {
  readonly period: Period;
  readonly figure: Figure;
}

/** `indicator.trend?measure=&period=&level=`: the last periods of the same kind, oldest first. */
export interface TrendView extends Asked {
  readonly begins: Day | null;
  readonly points: readonly TrendPoint[];
}

/**
 * `territory.places?unit=`: the country for small maps, and the part of it on which this reader's maps open; null for
 * all of it.
 */
export interface PlacesView extends CountryShapes {
  readonly boundaries: MapBoundaries | null;
  readonly opensOn: MapBox | null;
}

/**
 * A row of `indicator.table`, a download: one figure with everything that says what it is. Shares and changes are
 * percentages, rounded to one decimal. `figure` is null for *s/d*, *aún no exigible* and *reservado*, which
 * `figureState` distinguishes. For a reserved figure its parts are not given either.
 */
export interface FigureRow {
  readonly indicator: string;
  readonly indicatorName: string;
  readonly measureName: string;
  readonly breakdown: string;
  readonly valueName: string;
  readonly figure: number | null;
  readonly figureUnit: string;
  readonly figureState: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly before: number | null;
  readonly counted: number | null;
  readonly notDueYet: number | null;
  readonly levelName: string;
  readonly periodName: string;
  readonly cutoff: Day;
  readonly baselinePoa: number | null;
  readonly targetPoa: number | null;
  readonly programmed2022: number | null;
  readonly definition: string;
  readonly methodologyPoa: string | null;
  readonly sourcePoa: string | null;
}

/** A version behind a figure. `photos` counts them. */
export interface EvidenceRecord {
  readonly versionId: string;
  readonly noun: string;
  readonly recordId: string;
  readonly version: number;
  readonly standing: string;
  readonly level: Level;
  readonly occurredOn: Day | null;
  /**
   * The representative of a member's family, for readers who may see persons; the code of a complaint; null for
   * everything else and everybody else.
   */
  readonly who: string | null;
  readonly photos: number;
}

/** One row of evidence with its parts, and the first of the versions behind it. */
export interface EvidenceRowView {
  readonly thing: string;
  /** Its alliance; null where it belongs to none. */
  readonly alliance_id: string | null;
  readonly alliance_code: string | null;
  readonly alliance_name: string | null;
  readonly unitName: string;
  readonly municipalityName: string;
  readonly counts_on: Day | null;
  readonly due: boolean;
  readonly n: number;
  readonly d: number;
  readonly n0: number;
  readonly d0: number;
  readonly note: string | null;
  readonly records: readonly EvidenceRecord[];
  readonly recordsTotal: number;
}

/** An alliance that lacks visits in months in which one was expected, as a row of a download. */
export interface MissingVisitsRow {
  readonly allianceId: string;
  readonly allianceCode: string;
  readonly allianceName: string;
  readonly unitName: string;
  readonly municipalityName: string;
  readonly monthsExpected: number;
  readonly monthsVisited: number;
  readonly monthsMissing: number;
  /** In words: 'marzo y abril de 2026'. */
  readonly missingMonths: string;
  readonly levelName: string;
  readonly periodName: string;
  readonly cutoff: Day;
}

/** `visit.missing?period=&level=`: those that lack most months first. */
export interface MissingVisitsView extends Asked, ListView<MissingVisitsRow> {}

/** What the figure of monthly visits says of an alliance in a month, by level; null where it expects no visit. */
export interface VisitMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly byLevel: readonly {
    readonly level: 1 | 2 | 3;
    readonly state: 'visited' | 'missing' | 'unknown' | null;
    readonly firstOn: Day | null;
  }[];
}

/**
 * `visit.months?allianceId=&year=`: the months in which a visit to the alliance was expected, the earliest first, at
 * every level.
 */
export interface VisitMonthsView {
  readonly period: Period;
  readonly cutoff: Day;
  readonly months: readonly VisitMonth[];
  readonly byLevel: readonly {
    readonly level: 1 | 2 | 3;
    readonly monthsExpected: number;
    readonly monthsMissing: number;
  }[];
}

/** `indicator.evidence?measure=&dimension=&key=`. `valueName` is the chosen value of the dimension, in words. */
export interface EvidenceView extends Asked, ListView<EvidenceRowView> {
  readonly measure: Measure;
  readonly dimensionName: string | null;
  readonly valueName: string | null;
}
