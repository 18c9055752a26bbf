import { canonicalJson } from './canonical.ts';
import type { Day, Instant } from './dates.ts';
import type { Clock, Place } from './envelope.ts';

/** What one entry did to one row. The hash is of the row as written; `after` lies apart and can be erased. */
export interface EntryChange {
  readonly noun: string;
  readonly rowId: string;
  readonly op: 'insert' | 'update';
  readonly rowHash: string;
}

/** One accepted command (architecture 1.3). Its id is the command's. */
export interface JournalEntry {
  readonly id: string;
  readonly kind: string;
  readonly type: 'fact' | 'act';
  readonly schemaVersion: number;
  readonly subjectNoun: string;
  readonly subjectId: string;
  readonly actorId: string;
  readonly role: string;
  readonly grantId: string | null;
  readonly delegatedBy: string | null;
  readonly deviceId: string;
  readonly deviceSeq: number;
  readonly occurredOn: Day;
  readonly capturedAt: Instant;
  readonly receivedAt: Instant;
  readonly clock: Clock | null;
  readonly place: Place | null;
  readonly flags: readonly string[];
  readonly unitId: string | null;
  readonly allianceId: string | null;
  readonly organisationId: string | null;
  readonly bodyHash: string;
  readonly changesHash: string;
}

/** The text whose hash is `changesHash`: order, table, row, operation and hash of each row, nothing personal. */
export function changesText(changes: readonly EntryChange[]): string {
  return canonicalJson(changes.map((c) => [c.noun, c.rowId, c.op, c.rowHash]));
}

/** The text whose hash is the entry's digest: every column of the entry. */
export function entryText(entry: JournalEntry): string {
  return canonicalJson(entry);
}

/** The text whose hash is a link of the chain. */
export function sealText(number: number, previousHash: string, digest: string): string {
  return `${number}\n${previousHash}\n${digest}`;
}

/** Hash before the first link. */
export const GENESIS = '0'.repeat(64);
