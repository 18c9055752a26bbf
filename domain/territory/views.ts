/** What the queries about territory answer. */
import type { Day } from '../kernel/dates.ts';
import type { ListView } from '../kernel/views.ts';
import type { Community } from './community.ts';

/** The day from which a unit serves a municipality. */
interface ServiceView {
  readonly unitId: string;
  readonly unitName: string;
  readonly from: Day;
  /** Why: the source of the first coverage, or the reason of the change. */
  readonly basis: string;
}

/** A row of `municipality.list`; filters: text, unit, department, moved ('1': changed by people, or about to). */
export interface MunicipalityRow {
  readonly code: string;
  readonly name: string;
  readonly departmentName: string;
  readonly provinceName: string;
  readonly unitId: string;
  readonly unitName: string;
  /** All periods of service, the newest first; a future day is a change that was decided. */
  readonly service: readonly ServiceView[];
  readonly alliances: number;
  /** How many of them belong to another unit than the one that serves the municipality today. */
  readonly alliancesElsewhere: number;
  readonly communities: number;
}
export type MunicipalityListView = ListView<MunicipalityRow>;

/**
 * A row of `community.list`: a community of the catalogue, or a name that alliances use and that is not in it yet
 * (without an id). Filters: text, unit, municipality, recorded ('0': only such names, '1': only the catalogue).
 */
export interface CommunityRow {
  readonly id: string | null;
  readonly version: number | null;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly municipalityCode: string;
  readonly municipalityName: string;
  readonly departmentName: string;
  readonly unitName: string;
  readonly kind: Community['kind'];
  readonly signal: Community['signal'];
  readonly lon: number | null;
  readonly lat: number | null;
  readonly alliances: number;
  /** The community it was joined to. */
  readonly mergedInto: string | null;
  readonly mergedIntoName: string | null;
}
export type CommunityListView = ListView<CommunityRow>;
