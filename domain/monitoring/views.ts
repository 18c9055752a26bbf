/** What the queries of verification, conflicts and notifications answer. Values are already in words. */
import type { ConflictSummary } from '../alliance/views.ts';
import type { RecordAlliance, RecordVersionView, ReviewStep } from '../field/views.ts';
import type { Day, Instant } from '../kernel/dates.ts';
import type { ListView, ProblemView } from '../kernel/views.ts';
import type { BatchStage } from './batch.ts';
import type { ImportedFrom, Signal, SignalCode } from './checks.ts';

/**
 * A row of `verification.batches`: a drawn batch, or records that wait for a stage and are in no batch of it yet.
 * Filters: unit, noun, month, stage, done ('1': includes those with nothing left).
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
  /**
   * How many records still wait for a decision; and how many of these are in each group (all 0 before the batch is
   * drawn).
   */
  readonly waiting: number;
  readonly flagged: number;
  readonly sample: number;
  readonly rest: number;
  readonly decided: number;
  /**
   * The day from which the term runs: when the oldest waiting record was captured in the field, or received if an
   * office wrote it.
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
  /** The decision on it in this stage; null while it waits. */
  readonly decision: 'verified' | 'validated' | 'observed' | null;
  readonly decidedByName: string | null;
  /** True when a correction or an annulment has replaced it, so there is nothing left to decide. */
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

/** An earlier value of the same alliance, for comparison. */
export interface Earlier {
  readonly recordId: string;
  readonly occurredOn: Day;
  readonly level: number;
  readonly values: readonly { readonly label: string; readonly value: string }[];
}

/** A nearly equal photo of another record; `bits` of 64 differ. */
export interface LikePhoto {
  readonly hash: string;
  readonly like: string;
  readonly noun: string;
  readonly recordId: string;
  readonly allianceName: string;
  readonly occurredOn: Day;
  readonly bits: number;
}

/** `verification.record?noun=&versionId=`: a record with everything needed to decide on it. */
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
  /** The open conflict that prevents a decision; null when there is none. */
  readonly openConflictId: string | null;
  /** Whether each decision needs a written reason, because the record has signals. */
  readonly needsReason: { readonly verify: boolean; readonly validate: boolean };
  /**
   * For each decision, the problem with which the rule would refuse it to this reader now; null when they could take
   * it.
   */
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

/** One of the two versions in conflict: who wrote it, when and on which device. */
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

/** `conflict.get?id=`. `raw` has the stored values of the disputed fields, as the start of a third value. */
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

/** `notification.list`: what concerns the reader now. It is worked out from the records and never stored. */
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
  /** The number of records, not of lines: what the badge shows. */
  readonly total: number;
}
