/**
 * The change feed from server to phone (architecture 6): rows as they are now, with the fields of the reader's view,
 * never journal entries. A *subject* is what a phone gets or loses as a whole: an alliance, the catalogue, what the
 * person recorded.
 */
import type { Day, Instant } from '../kernel/dates.ts';

/** The subject that holds products, units, conversions and parameters. */
export const CATALOGUE = 'catalogue';

/**
 * The subject with what the person recorded of declared nouns, wherever those rows lie. Every subject but this and the
 * catalogue is the id of an alliance. It always comes whole: a page leaves out what the person may no longer know of,
 * and so it disappears from the phone.
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

/** The rows of one kind, with the field names given once; the first field is always `id`. */
export interface FeedTable {
  readonly fields: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/**
 * What is new in one subject. With `whole`, it replaces everything held of the subject; otherwise it has the rows
 * touched since the cursor.
 */
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
  /** The number of the last sealed entry that this page includes. */
  readonly head: number;
  /** Number reached by the last verified backup. */
  readonly durable: number;
  /** The server's clock when it answered. */
  readonly now: Instant;
  readonly today: Day;
  /** Opaque; the phone hands it back exactly as it came. */
  readonly cursor: string;
  /** Another page is ready at once. */
  readonly more: boolean;
  readonly subjects: readonly FeedSubject[];
  /** Subjects that the reader no longer reaches: their data leave the phone, its outbox stays. */
  readonly lost: readonly string[];
  /** Commands of this device and person that were sealed since the cursor: id and number in the journal. */
  readonly sealed: readonly (readonly [string, number])[];
  /** Numbers of this device's commands that never arrived, as ranges [from, to]. */
  readonly missing: readonly (readonly [number, number])[];
}

/** One row as the phone keeps it. */
export interface PackRow {
  readonly subjectId: string;
  readonly kind: FeedKind;
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The key of a row on the phone. It includes the subject, because the same member may belong to two alliances. */
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

/** What a page changes on the phone: the subjects to empty first, the rows to remove, the rows to put. */
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
