/** What the queries of verification, conflicts and notifications answer. Values are already in words. */
import type { ConflictSummary } from '../alliance/views.ts';
import type { RecordAlliance, RecordVersionView, ReviewStep } from '../field/views.ts';
import type { Day, Instant } from '../kernel/dates.ts';
import type { ListView, ProblemView } from '../kernel/views.ts';
import type { BatchStage } from './batch.ts';
import type { ImportedFrom, Signal, SignalCode } from './checks.ts';

/**
 * A row of `verification.batches`: a batch as drawn, or records that wait for a stage and are in no batch of it yet.
 * Filters: unit, noun, month, stage, done ('1': also those with nothing left).
 */
export interface BatchRow {
  /** The batch's id; 'unit:noun:month:stage' while it is not drawn. */
  readonly id: string;
  readonly drawn: boolean;
  readonly noun: string;
  readonly unitId: string;
  readonly unitName: string;
  /** 'YYYY-MM'. */
  readonly month: string;
  readonly stage: BatchStage;
  /** Records that still wait for a decision; of them, by group (all 0 while it is not drawn). */
  readonly waiting: number;
  readonly flagged: number;
  readonly sample: number;
  readonly rest: number;
  readonly decided: number;
  /**
   * Day on which the oldest of those that wait was captured in the field, or received where it is written in an office:
   * the term runs from it.
   */
  readonly since: Day | null;
  readonly drawnByName: string | null;
  readonly drawnOn: Day | null;
}
export type BatchListView = ListView<BatchRow>;

export type BatchGroup = 'flagged' | 'sample' | 'rest';

/** A record in its batch, as one line. */
export interface BatchItem {
  readonly versionId: string;
  readonly recordId: string;
  readonly group: BatchGroup;
  /** 'Venta de 12 qq de quinua, Bs 10.200,00'. */
  readonly title: string;
  readonly allianceId: string | null;
  readonly allianceName: string | null;
  readonly occurredOn: Day | null;
  readonly authorName: string;
  readonly signals: readonly SignalCode[];
  /** What was decided on it in this stage; null while it waits. */
  readonly decision: 'verified' | 'validated' | 'observed' | null;
  readonly decidedByName: string | null;
  /** No longer the version in force: a correction or an annulment took its place. Nothing to decide. */
  readonly gone: boolean;
}

/** `verification.batch?id=`: flagged first, then the sample, then the rest. */
export interface BatchView {
  readonly id: string;
  readonly noun: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly month: string;
  readonly stage: BatchStage;
  readonly seed: string;
  /** Records without signals from which the sample was drawn. */
  readonly population: number;
  readonly drawnByName: string;
  readonly drawnOn: Day;
  readonly items: readonly BatchItem[];
}

/** A value of the same alliance before, to compare with. */
export interface Earlier {
  readonly recordId: string;
  readonly occurredOn: Day;
  readonly level: number;
  readonly values: readonly { readonly label: string; readonly value: string }[];
}

/** A photo of another record that is almost the same; `bits` of 64 differ. */
export interface LikePhoto {
  readonly hash: string;
  readonly like: string;
  readonly noun: string;
  readonly recordId: string;
  readonly allianceName: string;
  readonly occurredOn: Day;
  readonly bits: number;
}

/** `verification.record?noun=&versionId=`: a record with all that is needed to decide on it. */
export interface ReviewRecordView {
  readonly noun: string;
  readonly recordId: string;
  readonly alliance: RecordAlliance | null;
  readonly version: RecordVersionView;
  /** The version that this one corrects; null for a first one. */
  readonly before: RecordVersionView | null;
  readonly signals: readonly Signal[];
  readonly likePhotos: readonly LikePhoto[];
  /** Newest first, at most six. */
  readonly earlier: readonly Earlier[];
  readonly reviews: readonly ReviewStep[];
  /** The document and the row it was imported from; null where it was captured. */
  readonly imported: ImportedFrom | null;
  /** The conflict that keeps it from being decided; null when there is none. */
  readonly openConflictId: string | null;
  /** Whether a reason has to be written with each decision, because of its signals. */
  readonly needsReason: { readonly verify: boolean; readonly validate: boolean };
  /** Why the reader could not take each decision now, by the very rule that would refuse it; null when they could. */
  readonly refusal: {
    readonly verify: ProblemView | null;
    readonly validate: ProblemView | null;
    readonly observe: ProblemView | null;
  };
}

/** `verification.source?noun=&versionId=`: the row of a sheet that a record was imported from. */
export interface RecordSourceView extends ImportedFrom {
  /**
   * The day that its file was taken out, because the data of a person in it were erased: then the cells are those of
   * the copy without them.
   */
  readonly withdrawnOn: Day | null;
  /** The cells that hold anything; null where the file is not there or does not have that row. */
  readonly cells: readonly { readonly cell: string; readonly heading: string; readonly value: string }[] | null;
}

/** A row of `conflict.list`; filters: unit, noun, status ('open' unless told), text. */
export interface ConflictRow extends ConflictSummary {
  readonly recordId: string;
  readonly status: 'open' | 'settled';
  readonly allianceId: string | null;
  readonly allianceName: string | null;
  readonly unitId: string | null;
  readonly unitName: string | null;
}
export type ConflictListView = ListView<ConflictRow>;

/** One of the two versions in conflict: who said it, when and from where. */
export interface ConflictSide {
  readonly versionId: string;
  readonly version: number;
  readonly authorName: string;
  readonly role: string;
  readonly deviceName: string | null;
  readonly occurredOn: Day;
  readonly capturedAt: Instant;
  readonly receivedAt: Instant;
  /** How far the device's clock was off, in milliseconds; null when not known. */
  readonly clockOffsetMs: number | null;
}

/** `conflict.get?id=`. `raw` are the stored values of the disputed fields, to start a third value from. */
export interface ConflictView {
  readonly id: string;
  readonly version: number;
  readonly noun: string;
  readonly recordId: string;
  readonly status: 'open' | 'settled';
  readonly choice: 'current' | 'proposed' | 'third' | null;
  readonly reason: string | null;
  readonly settledByName: string | null;
  readonly settledOn: Day | null;
  readonly allianceId: string | null;
  readonly allianceName: string | null;
  readonly unitName: string | null;
  readonly current: ConflictSide;
  readonly proposed: ConflictSide;
  /** Every field of content; those in dispute are marked. */
  readonly fields: readonly {
    readonly field: string;
    readonly label: string;
    readonly current: string | null;
    readonly proposed: string | null;
    readonly disputed: boolean;
    readonly raw: { readonly current: unknown; readonly proposed: unknown } | null;
  }[];
}

/** `notification.list`: what concerns the reader now, worked out from the records and never stored. */
export interface NotificationView {
  readonly items: readonly {
    readonly id: string;
    readonly kind: string;
    readonly title: string;
    readonly detail: string | null;
    readonly path: string;
    readonly since: Day | null;
    readonly urgent: boolean;
    readonly count: number;
  }[];
  /** Things, not lines: what the badge shows. */
  readonly total: number;
}
