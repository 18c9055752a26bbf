/** Answers of the queries of visits and sales: one record with its versions. Values are already in words. */
import type { Day, Instant } from '../kernel/dates.ts';
import type { JournalEntryView, Level, ListView } from '../kernel/views.ts';
import type { LonLat } from '../territory/distance.ts';

export interface RecordAlliance {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly municipalityName: string | null;
  readonly place: LonLat | null;
}

/** One version of a record. `changed` names the fields in which it differs from the version before. */
export interface RecordVersionView {
  readonly id: string;
  readonly version: number;
  readonly standing: 'current' | 'superseded' | 'proposed' | 'rejected';
  readonly level: Level;
  readonly annulled: boolean;
  readonly observedReason: string | null;
  /** Why it was annulled; null when it was not, and for a reader without personal data. */
  readonly annulledReason: string | null;
  readonly authorName: string;
  readonly role: string;
  readonly occurredOn: Day;
  readonly capturedAt: Instant;
  readonly receivedAt: Instant;
  readonly deviceName: string | null;
  /**
   * The clocks of the device: how far off they were at the last contact, and the time since then by the device's own
   * count; null when unknown.
   */
  readonly clock: {
    readonly deviceAt: Instant;
    readonly offsetMs: number | null;
    readonly sinceContactMs: number | null;
  } | null;
  readonly place: (LonLat & { readonly accuracyM: number | null; readonly ageS: number | null }) | null;
  /** The distance from the alliance's place, in metres. */
  readonly distanceM: number | null;
  readonly flags: readonly string[];
  readonly fields: readonly { readonly field: string; readonly label: string; readonly value: string | null }[];
  readonly changed: readonly string[];
  readonly photos: readonly { readonly hash: string; readonly arrived: boolean }[];
}

/** A decision on a version. */
export interface ReviewStep {
  readonly id: string;
  readonly versionId: string;
  readonly version: number;
  readonly action: 'verified' | 'validated' | 'observed';
  readonly byName: string;
  readonly on: Day;
  readonly reason: string | null;
  /** False when it was decided together with the rest of a batch. */
  readonly oneByOne: boolean;
  readonly batchId: string | null;
}

/** `visit.get?id=`, `sale.get?id=` and `businessAgreement.get?id=`, by the record's id. Versions newest first. */
export interface RecordView {
  readonly noun: 'visit' | 'sale' | 'commercial_agreement';
  readonly recordId: string;
  readonly title: string;
  readonly alliance: RecordAlliance;
  readonly versions: readonly RecordVersionView[];
  readonly reviews: readonly ReviewStep[];
  /** The number of versions that are newer than the validated one and not validated yet. */
  readonly corrections: number;
  readonly openConflictId: string | null;
  /** For a sale: the agreement with its buyer was annulled, and no other is in force in its place. */
  readonly agreementAnnulled: boolean;
  /** For a business agreement: how many sales belong to it. */
  readonly sales: number;
  readonly journal: readonly JournalEntryView[];
}

/** `catalogue`: what forms offer. Factors in 1/10,000 of the product's base unit. */
export interface CatalogueView {
  readonly programmes: readonly { readonly id: string; readonly name: string }[];
  readonly products: readonly {
    readonly code: string;
    readonly name: string;
    readonly rubro: string;
    readonly baseUnit: string;
  }[];
  readonly units: readonly { readonly code: string; readonly name: string; readonly kind: string }[];
  readonly conversions: readonly { readonly productCode: string; readonly unitCode: string; readonly factor: number }[];
  readonly departments: readonly { readonly code: string; readonly name: string }[];
  readonly municipalities: readonly { readonly code: string; readonly name: string; readonly departmentCode: string }[];
  readonly operatingUnits: readonly { readonly code: string; readonly name: string; readonly kind: string }[];
  readonly parameters: readonly {
    readonly key: string;
    readonly name: string;
    readonly unit: string;
    readonly value: number;
    readonly source: string;
    readonly assumption: boolean;
    readonly since: Day | null;
  }[];
}

/** A row of `held.list`: a command that arrived before one that it needs. */
export interface WaitingCommand {
  readonly commandId: string;
  readonly kind: string;
  readonly title: string;
  readonly authorName: string;
  readonly receivedAt: Instant;
  readonly days: number;
  /** True when it has waited longer than the parameter `heldDays`. */
  readonly late: boolean;
  readonly waitsFor: readonly { readonly id: string; readonly title: string | null; readonly status: string | null }[];
}
export type WaitingCommandListView = ListView<WaitingCommand>;
