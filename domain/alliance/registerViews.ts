/** Answers of the queries about organisations, members and possible duplicates. */
import type { Day } from '../kernel/dates.ts';
import type { Level, ListView } from '../kernel/views.ts';
import type { JoinCheck } from './membership.ts';
import type { AllianceState } from './states.ts';

/** One side of a question whether two records are the same: what may tell them apart, label by label. */
export interface DuplicateSide {
  readonly id: string;
  readonly name: string;
  readonly facts: readonly { readonly label: string; readonly value: string | null }[];
}

/**
 * A row of `duplicate.list`; filters: noun, unit, status, after (the id of a question about persons: the questions
 * about their families).
 */
export interface DuplicateRow {
  readonly id: string;
  readonly version: number;
  readonly noun: 'organisation' | 'person' | 'family';
  readonly reason: string;
  readonly score: number;
  readonly status: 'open' | 'same' | 'different';
  readonly unitId: string | null;
  /** For two persons: they are in separate families. */
  readonly twoFamilies: boolean;
  readonly left: DuplicateSide;
  readonly right: DuplicateSide;
  readonly decidedByName: string | null;
  readonly decidedOn: Day | null;
  readonly note: string | null;
}
export type DuplicateListView = ListView<DuplicateRow>;

/** A row of `member.list?allianceId=`: only for readers of personal data; reading it is logged. */
export interface MemberRow {
  readonly id: string;
  readonly version: number;
  readonly familyId: string;
  readonly representativeId: string | null;
  readonly name: string | null;
  readonly ci: string | null;
  readonly sex: 'F' | 'M' | null;
  readonly birthDate: Day | null;
  readonly joinedOn: Day | null;
  readonly leftOn: Day | null;
  readonly level: Level;
}
export type MemberListView = ListView<MemberRow>;

/** One of the two persons of a family that was found. */
export interface FoundPerson {
  readonly id: string;
  readonly name: string;
  readonly ci: string | null;
  readonly sex: 'F' | 'M' | null;
}

/**
 * A row of `family.find?allianceId=&text=&organisation=`: a family already enrolled within reach, and whether it may
 * join. Reading it is logged.
 */
export interface FoundFamily {
  readonly familyId: string;
  readonly holder: FoundPerson | null;
  readonly spouse: FoundPerson | null;
  /** Names of its organisations within the reader's reach. */
  readonly organisations: readonly string[];
  readonly check: JoinCheck;
}
export interface FamilyFindView {
  readonly rows: readonly FoundFamily[];
  /** True when more families were found than the answer holds. */
  readonly more: boolean;
  /** True when nobody has the words looked for and these names are only similar. */
  readonly alike?: true;
}

/** A row of `organisation.alliances?id=`: an alliance within reach; `members` are the families enrolled in the organisation. */
export interface OrganisationAllianceRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly state: AllianceState;
  readonly stateSince: Day | null;
  readonly model: number | null;
  readonly productName: string | null;
  readonly members: number;
}
export type OrganisationAllianceListView = ListView<OrganisationAllianceRow>;
