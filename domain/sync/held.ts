/** What the phone holds, kind by kind: the fields a full view gets. A view without personal data gets null for the personal ones. */

import type { AllianceState } from '../alliance/states.ts';
import type { Assignment } from '../field/capture.ts';
import type { CommitmentRow, Settlement } from '../field/settle.ts';
import type { Day, Instant } from '../kernel/dates.ts';
import type { ParameterRow } from '../monitoring/parameters.ts';
import type { BoxKey } from '../participation/identityViews.ts';

/** An alliance of mine: what a person in the field needs at hand. Quantities and prices in 1/10,000. */
export interface HeldAlliance {
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

/** An assignment of mine. */
export type HeldAssignment = Assignment;

/** A family of the organisation; the id is the membership's. */
export interface HeldMember {
  readonly id: string;
  readonly familyId: string;
  readonly name: string | null;
  readonly sex: 'F' | 'M' | null;
  readonly joinedOn: Day | null;
  readonly leftOn: Day | null;
}

/** What is agreed with a buyer. */
export interface HeldAgreement {
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
interface HeldRecord {
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

export interface HeldVisit extends HeldRecord {
  readonly done: boolean;
  readonly notDoneReason: string | null;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly presentMembers: readonly string[];
  readonly presentWomen: number | null;
  readonly presentMen: number | null;
  readonly topics: readonly string[];
  readonly commitments: readonly { readonly text: string; readonly who?: string | null; readonly dueOn?: Day | null }[];
  /** Absent in what an office of before there was any sent. */
  readonly settled?: readonly Settlement[] | null | undefined;
  readonly nextVisitOn: Day | null;
}

export interface HeldSale extends HeldRecord {
  readonly buyerId: string | null;
  readonly buyerName: string | null;
  readonly buyerOther: string | null;
  readonly productCode: string;
  readonly quantity: number;
  readonly unitCode: string;
  readonly quantityBase: number | null;
  readonly price: number;
  readonly total: number;
  readonly qualityMet: boolean | null;
  readonly termMet: boolean | null;
  readonly documentNumber: string | null;
}

/** Two values of the same fields of one record, waiting for people to choose. */
export interface HeldConflict {
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

interface HeldProduct {
  readonly id: string;
  readonly name: string;
  readonly rubro: string;
  readonly baseUnit: string;
}

interface HeldUnit {
  readonly id: string;
  readonly name: string;
  readonly kind: 'mass' | 'volume' | 'count';
}

/** `factor`: base units in one unit, in 1/10,000. */
interface HeldConversion {
  readonly id: string;
  readonly productCode: string;
  readonly unitCode: string;
  readonly factor: number;
}

export type HeldParameter = Pick<ParameterRow, 'id' | 'programmeId' | 'key' | 'value' | 'validFrom' | 'validTo'>;

/** A thing of a declared noun that this person recorded: where it stands, and the few fields that its declaration says (`inField.carries`). */
export interface HeldThing {
  readonly id: string;
  readonly noun: string;
  readonly version: number;
  readonly state: string;
  readonly stateSince: Day;
  /** While somebody has to act. */
  readonly dueOn: Day | null;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Row type by kind. */
export interface Held {
  readonly alliance: HeldAlliance;
  readonly assignment: HeldAssignment;
  readonly member: HeldMember;
  readonly agreement: HeldAgreement;
  readonly visit: HeldVisit;
  readonly sale: HeldSale;
  readonly conflict: HeldConflict;
  readonly commitment: CommitmentRow;
  readonly product: HeldProduct;
  readonly unit: HeldUnit;
  readonly conversion: HeldConversion;
  readonly parameter: HeldParameter;
  readonly thing: HeldThing;
  readonly boxKey: BoxKey;
}
