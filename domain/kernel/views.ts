/**
 * What queries answer, beyond any one area. The server types its answers against these; screens read nothing else.
 */

import type { Role, ScopeKind } from '../people/roles.ts';
import type { Day, Instant } from './dates.ts';
import type { Place } from './envelope.ts';
import type { Problem } from './problem.ts';

/** The number of the last journal entry that an answer includes, and when the answer was made. */
export interface AsOf {
  readonly head: number;
  readonly at: Instant;
}

/** The answer of `GET /api/q/<name>`. */
export interface Answer<Data> {
  readonly data: Data;
  readonly asOf: AsOf;
}

/** The rows of a list that only grows are counted up to this number; one more than it means "more than that". */
export const MOST_COUNTED = 20_000;

/** A page of a list. `page` counts from 1. */
export interface ListView<Row> {
  readonly rows: readonly Row[];
  /** How many rows there are. Lists that only grow, like the journal, answer 20,001 for anything above 20,000. */
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  /** True when nothing contains the words looked for and these rows are only similar. */
  readonly alike?: true;
}

/** `GET /api/me`. */
export interface MeView {
  readonly user: { readonly id: string; readonly name: string; readonly username: string };
  readonly roles: readonly {
    readonly role: Role;
    readonly scope: { readonly kind: ScopeKind; readonly ids: readonly string[] };
    readonly from: Day;
    readonly to: Day | null;
    /** For a delegated role: the person who delegated it. */
    readonly delegatedBy: string | null;
  }[];
  /** Roles that hold from a later day. */
  readonly upcoming: readonly { readonly role: Role; readonly from: Day }[];
  readonly can: { readonly commands: readonly string[]; readonly queries: readonly string[] };
  readonly system: {
    readonly engine: 'pglite' | 'postgres';
    readonly demo: boolean;
    readonly unofficial: boolean;
    readonly epoch: string;
    readonly head: number;
    readonly version: string;
    readonly today: Day;
  };
  readonly secondFactor: { readonly required: boolean; readonly enrolled: boolean; readonly lent?: boolean };
}

/** A problem as it travels. */
export type ProblemView = Omit<Problem, 'status'>;

type CommandStatus = 'accepted' | 'conflict' | 'held' | 'refused' | 'unreadable' | 'retry';

export interface CommandResult {
  readonly commandId: string;
  readonly status: CommandStatus;
  readonly problem?: ProblemView;
  readonly entry?: { readonly id: string; readonly number?: number | null };
  readonly flags?: readonly string[];
}

/** The answer of `POST /api/commands`. */
export interface CommandsAnswer {
  readonly results: readonly CommandResult[];
  readonly epoch: string;
  readonly head: number;
  readonly durable: number;
}

/** 0 observed and returned, 1 registered, 2 verified by the unit, 3 validated nationally. */
export type Level = 0 | 1 | 2 | 3;

/**
 * A figure as shown. `value` is null when it is missing: 'sd' has no data behind it, 'notDue' cannot be asked for yet;
 * a zero is a value. `n` and `d` are what was divided (d null for sums).
 */
export interface FigureView {
  readonly code: string;
  readonly name: string;
  readonly value: number | null;
  readonly missing: 'sd' | 'notDue' | 'hidden' | null;
  /** Why there is no value, where there is a better reason than missing records: 'sin reclamos recibidos'. */
  readonly nothing?: string;
  readonly unit: string;
  readonly decimals: number;
  readonly n: number | null;
  readonly d: number | null;
  readonly cutoff: Day;
  readonly level: Level;
  /** The number of record versions behind it; null where that is not told. */
  readonly records: number | null;
  /** What was declared compared with what is verified or validated, in words; only where they differ. */
  readonly lag?: string;
  /** Corrections to validated records that are not validated yet. */
  readonly corrections?: number;
}

/** One thing that waits for the reader: `work.list`, ordered by deadline and risk. */
export interface WorkItem {
  readonly id: string;
  /** What kind of work: 'conflict', 'duplicate', 'grant', 'verification', 'held', 'gap', 'assignment' … */
  readonly kind: string;
  readonly title: string;
  readonly detail: string | null;
  /** Screen that settles it, below /oficina. */
  readonly path: string;
  readonly unitId: string | null;
  readonly allianceName: string | null;
  readonly since: Day | null;
  readonly dueOn: Day | null;
  readonly risk: 'high' | 'medium' | 'low';
  /** Comes before all others, whatever their deadline, because somebody is in danger. */
  readonly first?: true;
  readonly count: number;
}

/** `work.list`. */
export interface WorkListView {
  readonly items: readonly WorkItem[];
  /** Counters for the head of the page, in the order to show them. */
  readonly counters: readonly { readonly label: string; readonly value: number; readonly path: string | null }[];
}

/** A field before and after, as text a person reads; null is empty. */
export interface FieldChange {
  readonly noun: string;
  readonly field: string;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** One accepted command as the browser of the journal and the timelines show it. */
export interface JournalEntryView {
  readonly id: string;
  /** Number in the sealed chain; null while it waits for its seal. */
  readonly number: number | null;
  readonly hash: string | null;
  readonly kind: string;
  readonly title: string;
  readonly type: 'fact' | 'act';
  readonly actorId: string;
  readonly actorName: string;
  readonly role: string;
  readonly delegatedByName: string | null;
  readonly deviceName: string | null;
  readonly occurredOn: Day;
  readonly capturedAt: Instant;
  readonly receivedAt: Instant;
  readonly place: Place | null;
  readonly flags: readonly string[];
  readonly unitId: string | null;
  readonly subjectNoun: string;
  readonly subjectId: string;
  readonly subjectLabel: string | null;
  readonly allianceId: string | null;
  readonly changes: readonly FieldChange[];
  /** How many more rows the entry wrote than `changes` shows: an act on many records shows only the first. */
  readonly more: number;
}

/** A row of `erasure.list`; filter: status. */
export interface ErasureRow {
  readonly id: string;
  readonly version: number;
  readonly targetId: string;
  /** What the entry was, and its title. */
  readonly kind: string;
  readonly title: string;
  readonly number: number | null;
  readonly reason: string;
  readonly basis: string;
  readonly status: 'proposed' | 'confirmed' | 'refused';
  readonly proposedByName: string;
  readonly proposedOn: Day;
  readonly decidedByName: string | null;
  readonly decidedOn: Day | null;
  readonly decidedReason: string | null;
  /** Whether the reader asked for the erasure, and so may not confirm it. */
  readonly mine: boolean;
  /** Whether the content is gone. */
  readonly done: boolean;
}
export type ErasureListView = ListView<ErasureRow>;

/** Rows of `journal.list`; filters: text, kind, actorId, unit, allianceId, subjectId, from, to. */
export type JournalListView = ListView<JournalEntryView>;

/** `system.status`. */
export interface SystemStatusView {
  readonly version: string;
  readonly engine: 'pglite' | 'postgres';
  readonly databaseVersion: string;
  readonly startedAt: Instant;
  readonly epoch: string;
  readonly head: number;
  readonly durable: number;
  readonly pendingSeals: number;
  readonly heldCommands: number;
  readonly openConflicts: number;
  readonly counts: readonly { readonly label: string; readonly value: number }[];
  readonly backups: readonly {
    readonly at: Instant;
    readonly kind: string;
    readonly bytes: number | null;
    readonly verified: boolean;
  }[];
  readonly checks: readonly {
    readonly name: string;
    readonly state: 'ok' | 'warning' | 'failing';
    readonly sentence: string;
  }[];
  readonly jobs: readonly {
    readonly name: string;
    readonly waiting: number;
    readonly failed: number;
    readonly lastAt: Instant | null;
  }[];
}
