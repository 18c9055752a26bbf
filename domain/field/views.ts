/** What the queries of visits and sales answer, one record with its versions. Values are already in words. */
import type { Day, Instant } from '../kernel/dates.ts';
import type { JournalEntryView, Level } from '../kernel/views.ts';
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
  readonly authorName: string;
  readonly role: string;
  readonly occurredOn: Day;
  readonly capturedAt: Instant;
  readonly receivedAt: Instant;
  readonly deviceName: string | null;
  /** The clocks of the device: how far off at last contact, and the time since by its own count; null when not known. */
  readonly clock: { readonly deviceAt: Instant; readonly offsetMs: number | null; readonly sinceContactMs: number | null } | null;
  readonly place: (LonLat & { readonly accuracyM: number | null; readonly ageS: number | null }) | null;
  /** From the alliance's place, in metres. */
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
  /** False when it went with the rest of a batch. */
  readonly oneByOne: boolean;
  readonly batchId: string | null;
}

/** `visit.get?id=` and `sale.get?id=`, by the record's id. Versions newest first. */
export interface RecordView {
  readonly noun: 'visit' | 'sale';
  readonly recordId: string;
  readonly title: string;
  readonly alliance: RecordAlliance;
  readonly versions: readonly RecordVersionView[];
  readonly reviews: readonly ReviewStep[];
  /** Versions on their way: newer than the validated one and not validated yet. */
  readonly corrections: number;
  readonly openConflictId: string | null;
  readonly journal: readonly JournalEntryView[];
}
