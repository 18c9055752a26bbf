/**
 * The change feed between server and phone (architecture 6): rows as they are now, the fields of the reader's view, never
 * journal entries. A *subject* is what is held or lost as a whole: an alliance, the catalogue, what the person recorded.
 */
import type { Day, Instant } from '../kernel/dates.ts';

/** The subject that holds products, units, conversions and parameters. */
export const CATALOGUE = 'catalogue';

/**
 * The subject that holds what the person recorded of declared nouns, whatever it stands on. Every subject but these two
 * is an alliance's id. It always comes whole: what one may no longer know of is gone with the page that says so.
 */
export const OWN = 'own';

const feedKinds = [
  'alliance',
  'assignment',
  'member',
  'agreement',
  'visit',
  'sale',
  'conflict',
  'commitment',
  'product',
  'unit',
  'conversion',
  'parameter',
  'thing',
  'boxKey',
] as const;
export type FeedKind = (typeof feedKinds)[number];

/** Rows of one kind with their field names said once; the first field is always `id`. */
export interface FeedTable {
  readonly fields: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** What is new of one subject. `whole`: it replaces all that is held of it; otherwise rows touched since the cursor. */
export interface FeedSubject {
  readonly id: string;
  readonly whole: boolean;
  readonly tables: Readonly<Partial<Record<FeedKind, FeedTable>>>;
  /** Rows that no longer belong to the feed (a settled conflict): kind and id. */
  readonly gone: readonly (readonly [FeedKind, string])[];
}

/** The answer of `GET /api/sync`. Apply it, cursor included, in one transaction. */
export interface FeedPage {
  readonly epoch: string;
  /** Number of the last sealed entry that this page knows. */
  readonly head: number;
  /** Number reached by the last verified backup. */
  readonly durable: number;
  /** The server's clock when it answered. */
  readonly now: Instant;
  readonly today: Day;
  /** Opaque; to be handed back as it came. */
  readonly cursor: string;
  /** Another page is ready at once. */
  readonly more: boolean;
  readonly subjects: readonly FeedSubject[];
  /** Subjects that the reader no longer reaches: their data leave the phone, its outbox stays. */
  readonly lost: readonly string[];
  /** Commands of this device and person that were sealed since the cursor: id and number in the journal. */
  readonly sealed: readonly (readonly [string, number])[];
  /** Numbers of this device's commands that never arrived, as spans [from, to]. */
  readonly missing: readonly (readonly [number, number])[];
}

/** One row as the phone keeps it. */
export interface PackRow {
  readonly subjectId: string;
  readonly kind: FeedKind;
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The identity of a held row: the same member may belong to two alliances. */
export function rowKey(row: Pick<PackRow, 'subjectId' | 'kind' | 'id'>): string {
  return `${row.subjectId}|${row.kind}|${row.id}`;
}

/** Opens a subject's tables into rows. */
export function rowsOf(subject: FeedSubject): PackRow[] {
  const out: PackRow[] = [];
  for (const kind of feedKinds) {
    const table = subject.tables[kind];
    if (!table) continue;
    for (const values of table.rows) {
      const data = Object.fromEntries(table.fields.map((name, i) => [name, values[i] ?? null]));
      out.push({ subjectId: subject.id, kind, id: String(data.id), data });
    }
  }
  return out;
}

/** What a page changes: subjects to empty first, rows to remove, rows to put. */
export interface PageChanges {
  readonly clear: readonly string[];
  readonly remove: readonly string[];
  readonly put: readonly PackRow[];
}

/** The changes of a page, in the order: clear, remove, put. */
export function changesOf(page: Pick<FeedPage, 'subjects' | 'lost'>): PageChanges {
  return {
    clear: [...page.lost, ...page.subjects.filter((s) => s.whole).map((s) => s.id)],
    remove: page.subjects.flatMap((s) => s.gone.map(([kind, id]) => rowKey({ subjectId: s.id, kind, id }))),
    put: page.subjects.flatMap(rowsOf),
  };
}
