import { type FeedKind, type PackRow, type PageChanges, rowKey } from '../../domain/sync/feed.ts';
import type { PackRows } from '../../domain/sync/packRows.ts';
import { openJson } from './crypto.ts';
import type { LocalRow, PhoneDatabase } from './database.ts';

/** The person's rows, decrypted into memory when their data are opened. Screens read them only from here. */
export class Pack {
  private readonly rows = new Map<string, PackRow>();
  /** The cursor of the page applied last; another tab may have moved on. */
  cursor: string | null = null;

  /** Reads everything a person holds. */
  static async load(db: PhoneDatabase, key: CryptoKey, owner: string): Promise<Pack> {
    const pack = new Pack();
    await pack.reload(db, key, owner);
    return pack;
  }

  async reload(db: PhoneDatabase, key: CryptoKey, owner: string): Promise<void> {
    const [sealed, meta] = await db.transaction('r', [db.rows, db.meta], () =>
      Promise.all([db.rows.where('owner').equals(owner).toArray(), db.meta.get(owner)]),
    );
    const opened = await Promise.all(sealed.map((row) => openRow(key, row)));
    this.rows.clear();
    for (const row of opened) this.rows.set(rowKey(row), row);
    this.cursor = meta?.cursor ?? null;
  }

  apply({ clear, remove, put }: PageChanges, cursor: string): void {
    this.cursor = cursor;
    const gone = new Set(clear);
    if (gone.size > 0) for (const [key, row] of this.rows) if (gone.has(row.subjectId)) this.rows.delete(key);
    for (const key of remove) this.rows.delete(key);
    for (const row of put) this.rows.set(rowKey(row), row);
  }

  clear(): void {
    this.rows.clear();
    this.cursor = null;
  }

  all(): PackRow[] {
    return [...this.rows.values()];
  }

  /** Rows of a kind, of one subject or of all. */
  of<K extends FeedKind>(kind: K, subjectId?: string): PackRows[K][] {
    const out: PackRows[K][] = [];
    for (const row of this.rows.values()) {
      if (row.kind === kind && (subjectId === undefined || row.subjectId === subjectId))
        out.push(row.data as unknown as PackRows[K]);
    }
    return out;
  }

  one<K extends FeedKind>(kind: K, id: string): PackRows[K] | null {
    for (const row of this.rows.values())
      if (row.kind === kind && row.id === id) return row.data as unknown as PackRows[K];
    return null;
  }
}

/** The label under which a row is sealed: its owner and its key. */
export const rowLabel = (owner: string, key: string): string => `row|${owner}|${key}`;

async function openRow(key: CryptoKey, row: LocalRow): Promise<PackRow> {
  const held = { subjectId: row.subjectId, kind: row.kind, id: row.id };
  return { ...held, data: await openJson<Record<string, unknown>>(key, rowLabel(row.owner, rowKey(held)), row) };
}
