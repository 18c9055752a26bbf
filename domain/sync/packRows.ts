/**
 * The rows that a phone holds, kind by kind, with the fields of the full view. A view without personal data gets null
 * in the personal ones.
 */

import type { AllianceState } from '../alliance/states.ts';
import type { Assignment } from '../field/capture.ts';
import type { sale } from '../field/sale.ts';
import type { CommitmentRow, Settlement } from '../field/settle.ts';
import type { visit } from '../field/visit.ts';
import type { Day, Instant } from '../kernel/dates.ts';
import type { ContentOf } from '../kernel/noun/versions.ts';
import type { ParameterRow } from '../monitoring/parameters.ts';
import type { BoxKey } from '../participation/identityViews.ts';

/** An alliance of this person, with what they need at hand in the field. Quantities and prices in 1/10,000. */
export interface PackAlliance {
  readonly id: string;
  readonly programmeId: string;
  readonly code: string;
  readonly name: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly state: AllianceState;
  readonly stateSince: Day | null;
  readonly suspendedOn: Day | null;
  readonly suspendedReason: string | null;
  readonly municipalityCode: string | null;
  readonly municipalityName: string | null;
  readonly communityName: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly productCode: string | null;
  readonly familiesDeclared: number | null;
  readonly gaps: readonly string[];
  readonly demo: boolean;
  readonly version: number;
}

/** An assignment of this person. */
export type PackAssignment = Assignment;

/** A family of the organisation; the id is the membership's. */
export interface PackMember {
  readonly id: string;
  readonly familyId: string;
  readonly name: string | null;
  readonly sex: 'F' | 'M' | null;
  readonly joinedOn: Day | null;
  readonly leftOn: Day | null;
}

/** What is agreed with a buyer. */
export interface PackBusinessAgreement {
  readonly id: string;
  readonly buyerId: string;
  /** Withheld from a reader without personal data. */
  readonly buyerName: string | null;
  readonly productCode: string;
  readonly quantityPerCycle: number | null;
  readonly unitCode: string | null;
  readonly price: number | null;
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
  readonly annulled: boolean;
}

/** Head of the current version of a record; the id is the record's. */
interface PackRecord {
  readonly id: string;
  readonly versionId: string;
  readonly version: number;
  readonly level: 0 | 1 | 2 | 3;
  readonly annulled: boolean;
  readonly allianceId: string;
  readonly unitId: string;
  readonly authorId: string;
  readonly authorName: string | null;
  readonly occurredOn: Day;
  readonly capturedAt: Instant;
  readonly photos: readonly string[];
  readonly notes: string | null;
  readonly flags: readonly string[];
  readonly observedReason: string | null;
}

export interface PackVisit extends PackRecord, Omit<ContentOf<typeof visit>, keyof PackRecord | 'settled'> {
  /** Absent in rows sent by an older server, which had none. */
  readonly settled?: readonly Settlement[] | null | undefined;
}

export interface PackSale extends PackRecord, Omit<ContentOf<typeof sale>, keyof PackRecord> {
  readonly buyerName: string | null;
}

/** Two values of the same fields of one record, waiting for people to choose. */
export interface PackConflict {
  readonly id: string;
  readonly noun: 'visit' | 'sale';
  readonly recordId: string;
  readonly fields: readonly string[];
  readonly current: Readonly<Record<string, unknown>>;
  readonly proposed: Readonly<Record<string, unknown>>;
  readonly currentBy: string | null;
  readonly proposedBy: string | null;
  readonly currentById: string | null;
  readonly proposedById: string | null;
  readonly version: number;
}

interface PackProduct {
  readonly id: string;
  readonly name: string;
  readonly rubro: string;
  readonly baseUnit: string;
}

interface PackUnit {
  readonly id: string;
  readonly name: string;
  readonly kind: 'mass' | 'volume' | 'count';
}

/** `factor`: base units in one unit, in 1/10,000. */
interface PackConversion {
  readonly id: string;
  readonly productCode: string;
  readonly unitCode: string;
  readonly factor: number;
}

export type PackParameter = Pick<ParameterRow, 'id' | 'programmeId' | 'key' | 'value' | 'validFrom' | 'validTo'>;

/**
 * A row of a declared noun that this person recorded: where it lies, and the few fields that its declaration sends
 * (`inField.carries`).
 */
export interface PackNounRecord {
  readonly id: string;
  readonly noun: string;
  readonly version: number;
  readonly state: string;
  readonly stateSince: Day;
  /** The day by which somebody has to act; null when nobody has to. */
  readonly dueOn: Day | null;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Row type by kind. */
export interface PackRows {
  readonly alliance: PackAlliance;
  readonly assignment: PackAssignment;
  readonly member: PackMember;
  readonly agreement: PackBusinessAgreement;
  readonly visit: PackVisit;
  readonly sale: PackSale;
  readonly conflict: PackConflict;
  readonly commitment: CommitmentRow;
  readonly product: PackProduct;
  readonly unit: PackUnit;
  readonly conversion: PackConversion;
  readonly parameter: PackParameter;
  readonly thing: PackNounRecord;
  readonly boxKey: BoxKey;
}
