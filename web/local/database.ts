import Dexie, { type DexieOptions, type EntityTable } from 'dexie';
import type { FeedKind } from '../../domain/sync/feed.ts';
import type { OutboxHead } from '../../domain/sync/outbox.ts';

/** Encrypted bytes with their initialisation vector (crypto.ts). */
export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly box: Uint8Array<ArrayBuffer>;
}

/** A row of the feed: keys and dates in the clear, the rest sealed. `owner` is the person whose data it belongs to. */
export interface LocalRow extends Sealed {
  readonly key: string;
  readonly owner: string;
  readonly id: string;
  readonly subjectId: string;
  readonly kind: FeedKind;
  readonly dueOn: string | null;
  readonly state: string | null;
  readonly seq: number;
}

/** A command in the outbox, with its bytes sealed; they are never serialised again. */
export interface OutboxRow extends OutboxHead, Sealed {
  readonly owner: string;
  readonly kind: string;
  readonly allianceId: string | null;
  readonly occurredOn: string;
  readonly createdAt: number;
  readonly answeredAt: number | null;
  readonly problemCode: string | null;
  readonly flags: readonly string[];
  /** The command that replaced it when the person corrected it. */
  readonly replacedBy: string | null;
  /** The problem that the server answered; sealed, because it may name people. */
  readonly answer: Sealed | null;
}

/**
 * draft: belongs to something being written. pending: to be sent. sent: the server has it. refused: the server will not
 * take it.
 */
type FileState = 'draft' | 'pending' | 'sent' | 'refused';

export interface FileRow extends Sealed {
  readonly key: string;
  readonly owner: string;
  readonly hash: string;
  readonly originalHash: string | null;
  readonly perceptualHash: string | null;
  readonly mediaType: string;
  readonly bytes: number;
  readonly state: FileState;
  readonly tries: number;
  readonly nextTryAt: number;
  readonly problemCode: string | null;
  /** The commands that name the file. */
  readonly usedBy: readonly string[];
  /** Number of its entry in the journal, once known. */
  readonly number: number | null;
}

export interface DraftRow extends Sealed {
  readonly id: string;
  readonly owner: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly updatedAt: number;
}

/** Where one person's phone stands with the server. */
export interface MetaRow {
  readonly owner: string;
  readonly deviceId: string;
  /** The last number that was given to a command of this device. */
  readonly seq: number;
  readonly cursor: string | null;
  readonly epoch: string | null;
  readonly head: number;
  readonly durable: number;
  /** Server clock minus device clock at last contact, in milliseconds. */
  readonly offsetMs: number | null;
  readonly syncedAt: number | null;
  /** The rate of the line to the server, as last measured (bytes a second). */
  readonly lineRate?: number;
  /** Numbers of commands that the server never received, as ranges. */
  readonly missing: readonly (readonly [number, number])[];
}

/** What opens a person's data: the data key, wrapped by the PIN and by the server's second key. */
export interface VaultRow {
  readonly userId: string;
  readonly username: string;
  readonly name: string;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iterations: number;
  readonly wrapped: Sealed;
  readonly recovery: Sealed | null;
  readonly failed: number;
  readonly lockedUntil: number;
  /** Who the person is and what they may do, sealed with the data key. */
  readonly me: Sealed;
  readonly revoked: boolean;
}

export class PhoneDatabase extends Dexie {
  rows!: EntityTable<LocalRow, 'key'>;
  outbox!: EntityTable<OutboxRow, 'id'>;
  files!: EntityTable<FileRow, 'key'>;
  drafts!: EntityTable<DraftRow, 'id'>;
  meta!: EntityTable<MetaRow, 'owner'>;
  vaults!: EntityTable<VaultRow, 'userId'>;

  constructor(name: string, options: DexieOptions = {}) {
    super(name, options);
    this.version(1).stores({
      rows: 'key, owner, [owner+subjectId]',
      outbox: 'id, owner, [owner+subjectId]',
      files: 'key, owner, [owner+state]',
      drafts: 'id, owner',
      meta: 'owner',
      vaults: 'userId',
    });
  }
}
