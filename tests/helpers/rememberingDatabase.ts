import type { Database, Row, Transaction } from '../../server/db/database.ts';

const READS = /^\s*(select|with)\b/i;
/**
 * Words of statements that write, lock, or answer something else each time. The tables of accounts (auth_) are written by
 * a library over a connection of its own.
 */
const UNSTEADY = new RegExp(
  `\\b(${[
    'insert\\s+into|update|delete\\s+from|for\\s+(no\\s+key\\s+)?(update|share)|nextval|set_config|pg_\\w*lock\\w*',
    'now|random|gen_random_uuid|auth_\\w+|clock_timestamp|current_(date|time|timestamp)',
  ].join('|')})\\b`,
  'i',
);
const isSteady = (sql: string) => READS.test(sql) && !UNSTEADY.test(sql);
const writes = (sql: string) => !READS.test(sql) || /\b(insert|update|delete)\b/i.test(sql);
/** A write of one table and nothing else. */
const WRITES_ONE = /^\s*(?:insert\s+into|update|delete\s+from)\s+(?:only\s+)?"?(\w+)"?/i;
/** Tables in which asking is written down: a write to them changes only the answers that read them. */
const NOTED = ['access_log', 'auth_limit'];
/** Answers kept at most, so that memory stays bounded. */
const MOST = 30_000;

type Ask = <R extends Row>(sql: string, params?: readonly unknown[]) => Promise<R[]>;

/** Rows that several readers share: one that changed them would be found at once. */
function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !ArrayBuffer.isView(value)) {
    for (const part of Object.values(value)) frozen(part);
    Object.freeze(value);
  }
  return value;
}

/**
 * The same database for tests that ask everything as everybody: a statement asked again with the same parameters, while
 * nothing was written, is answered from memory. Every write forgets what was read. Statements that read the clock, lock or
 * write are always sent.
 */
export function rememberingDatabase(real: Database): Database {
  const known = new Map<string, readonly Row[]>();
  let written = 0;
  const forget = () => {
    written += 1;
    known.clear();
  };
  const wrote = (sql: string) => {
    const table = WRITES_ONE.exec(sql)?.[1] ?? '';
    if (!NOTED.includes(table)) return forget();
    written += 1;
    for (const key of known.keys()) if (key.includes(table)) known.delete(key);
  };
  const remembered = async <R extends Row>(ask: Ask, sql: string, params: readonly unknown[]): Promise<R[]> => {
    const key = JSON.stringify([sql, params], (_key, value) => (typeof value === 'bigint' ? `${value}n` : value));
    let rows = known.get(key);
    if (!rows) {
      const before = written;
      rows = frozen(await ask<R>(sql, params));
      if (known.size >= MOST) known.clear();
      // What was written meanwhile may not be in it.
      if (written === before) known.set(key, rows);
    }
    return [...rows] as R[];
  };
  const within = (tx: Transaction, writing: () => void, hasWritten: () => boolean): Transaction => ({
    query: async (sql, params = []) => {
      if (!hasWritten() && isSteady(sql)) return remembered(tx.query, sql, params);
      if (writes(sql)) writing();
      return tx.query(sql, params);
    },
    script: (sql) => {
      writing();
      return tx.script(sql);
    },
    last: (sql, params) => {
      writing();
      return tx.last(sql, params);
    },
    get kysely() {
      writing();
      return tx.kysely;
    },
  });
  const over = (db: Database): Database => ({
    ...db,
    query: async <R extends Row>(sql: string, params: readonly unknown[] = []): Promise<R[]> => {
      if (isSteady(sql)) return remembered<R>(db.query, sql, params);
      if (!writes(sql)) return db.query<R>(sql, params);
      wrote(sql);
      try {
        return await db.query<R>(sql, params);
      } finally {
        wrote(sql);
      }
    },
    script: async (sql) => {
      forget();
      try {
        await db.script(sql);
      } finally {
        forget();
      }
    },
    transaction: async (work, options) => {
      let dirty = false;
      const writing = () => {
        dirty = true;
        forget();
      };
      try {
        return await db.transaction((tx) => work(within(tx, writing, () => dirty)), options);
      } finally {
        if (dirty) forget();
      }
    },
    get figures() {
      return db.figures === db ? this : over(db.figures);
    },
    get background() {
      return db.background === db ? this : over(db.background);
    },
  });
  return over(real);
}
