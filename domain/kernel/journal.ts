import { canonicalJson } from './canonical.ts';
import type { Day, Instant } from './dates.ts';
import type { Clock, Place } from './envelope.ts';

/**
 * What one entry did to one row. The hash is that of the whole row as written. `after` (the values) is stored apart, so
 * that it can be erased.
 */
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
  /**
   * Version of the texts that its hashes are taken over (`texts`). Absent or null means 1, and 1 is never written. The
   * version is part of the text itself.
   */
  readonly textVersion?: number | null;
}

type Version = number | null | undefined;

/**
 * The texts that hashes are taken over, by version. A version that was used once never changes, because what was sealed
 * with it is checked with it. Another way of writing needs a new version, which its entries and links then name
 * (docs/decisions/freeze.md).
 */
const texts = {
  1: {
    /** Order, table, row, operation and hash of each changed row; no personal data. */
    changes: (changes: readonly EntryChange[]) => canonicalJson(changes.map((c) => [c.noun, c.rowId, c.op, c.rowHash])),
    /** Every column of the entry that is not null. */
    entry: (entry: JournalEntry) => canonicalJson(entry),
    seal: (number: number, previousHash: string, digest: string) => `${number}\n${previousHash}\n${digest}`,
  },
};

/** Whether this program knows how the texts of a version are written. */
export const knowsTexts = (version: Version): boolean => Object.hasOwn(texts, version ?? 1);

function textsOf(version: Version) {
  if (!knowsTexts(version)) throw new Error(`texts of version ${version} are not known`);
  return texts[(version ?? 1) as keyof typeof texts];
}

/** The text whose hash is `changesHash`, in the version of its entry. */
export function changesText(changes: readonly EntryChange[], version?: Version): string {
  return textsOf(version).changes(changes);
}

/** The text whose hash is the entry's digest, in the version that the entry names. */
export function entryText(entry: JournalEntry): string {
  return textsOf(entry.textVersion).entry(entry);
}

/** The text whose hash is a link of the chain. */
export function sealText(number: number, previousHash: string, digest: string, version?: Version): string {
  return textsOf(version).seal(number, previousHash, digest);
}

/** Hash before the first link. */
export const GENESIS = '0'.repeat(64);
