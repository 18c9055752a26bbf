import Dexie from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { PhoneDatabase } from '../../web/local/database.ts';

/**
 * One request of the phone app and the answer of the server of its release. `bytes`: base64 of a body that is not JSON.
 */
export interface Recorded {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  readonly bytes?: string;
  readonly status: number;
  readonly json: unknown;
}

/** The store of a phone as the app of that release wrote it. Bytes are written as `{$bytes: base64}`. */
export interface FrozenStore {
  readonly version: number;
  /** Keys and indexes of each table, as Dexie writes them. */
  readonly tables: Readonly<Record<string, string>>;
  readonly rows: Readonly<Record<string, readonly unknown[]>>;
}

/** A phone of a release: its person, its unsent work, and its requests and answers from then on. */
export interface FrozenPhone {
  readonly userId: string;
  readonly pin: string;
  readonly store: FrozenStore;
  /** The part of the store that a person sees: the drafts, and the commands not sent yet. */
  readonly drafts: readonly { readonly kind: string; readonly values: unknown }[];
  readonly unsent: readonly string[];
  readonly talk: readonly Recorded[];
}

export async function freezeStore(db: PhoneDatabase): Promise<FrozenStore> {
  const tables: Record<string, string> = {};
  const rows: Record<string, unknown[]> = {};
  for (const table of db.tables) {
    tables[table.name] = [table.schema.primKey.src, ...table.schema.indexes.map((i) => i.src)].join(', ');
    rows[table.name] = (await table.toArray()).map((row) => JSON.parse(JSON.stringify(row, asText)) as unknown);
  }
  return { version: db.verno, tables, rows };
}

/** A browser database that contains the store of an old app. */
export async function thawStore(store: FrozenStore, name: string): Promise<IDBFactory> {
  const indexedDB = new IDBFactory();
  const db = new Dexie(name, { indexedDB, IDBKeyRange });
  db.version(store.version).stores(store.tables);
  for (const [table, rows] of Object.entries(store.rows))
    await db.table(table).bulkAdd(rows.map((row) => JSON.parse(JSON.stringify(row), asBytes)));
  db.close();
  return indexedDB;
}

function asText(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? { $bytes: Buffer.from(value).toString('base64') } : value;
}

function asBytes(_key: string, value: unknown): unknown {
  const text = (value as { $bytes?: unknown } | null)?.$bytes;
  return typeof text === 'string' ? new Uint8Array(Buffer.from(text, 'base64')) : value;
}
