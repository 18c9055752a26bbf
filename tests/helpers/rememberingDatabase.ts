import type { Database, Row } from '../../server/db/database.ts';

const READS = /^\s*(select|with)\b/i;
/**
 * Words of statements that write, lock, or answer something else each time. The tables of accounts (auth_) are written by
 * a library over a connection of its own.
 */
const UNSTEADY =
  /\b(insert\s+into|update|delete\s+from|for\s+(no\s+key\s+)?(update|share)|nextval|set_config|pg_\w*lock\w*|now|random|gen_random_uuid|auth_\w+|clock_timestamp|current_(date|time|timestamp))\b/i;
/** A write of one table and nothing else. */
const WRITES_ONE = /^\s*(?:insert\s+into|update|delete\s+from)\s+(?:only\s+)?"?(\w+)"?/i;
/** Tables in which asking is written down: a write to them changes only the answers that read them. */
const NOTED = ['access_log', 'auth_limit'];
/** Answers kept at most, so that memory stays bounded. */
const MOST = 30_000;

/**
 * The same database for tests that ask everything as everybody: a statement asked again with the same parameters, while
 * nothing was written, is answered from memory. Every write forgets what was read. Statements that read the clock, lock or
 * write are always sent.
 */
export function rememberingDatabase(real: Database): Database {
  const known = new Map<string, readonly Row[]>();
  let writes = 0;
  const forget = () => {
    writes += 1;
    known.clear();
  };
  const wrote = (sql: string) => {
    const table = WRITES_ONE.exec(sql)?.[1] ?? '';
    if (!NOTED.includes(table)) return forget();
    writes += 1;
    for (const key of known.keys()) if (key.includes(table)) known.delete(key);
  };
  const over = (db: Database): Database => ({
    ...db,
    query: async <R extends Row>(sql: string, params: readonly unknown[] = []): Promise<R[]> => {
      if (!READS.test(sql) || UNSTEADY.test(sql)) {
        const writing = !READS.test(sql) || /\b(insert|update|delete)\b/i.test(sql);
        if (writing) wrote(sql);
        const rows = await db.query<R>(sql, params);
        if (writing) wrote(sql);
        return rows;
      }
      const key = JSON.stringify([sql, params], (_key, value) => (typeof value === 'bigint' ? `${value}n` : value));
      let rows = known.get(key);
      if (!rows) {
        const before = writes;
        rows = await db.query<R>(sql, params);
        if (known.size >= MOST) known.clear();
        // What was written meanwhile may not be in it.
        if (writes === before) known.set(key, rows);
      }
      return structuredClone(rows) as R[];
    },
    script: async (sql) => {
      forget();
      await db.script(sql);
      forget();
    },
    transaction: async (work, options) => {
      forget();
      try {
        return await db.transaction(work, options);
      } finally {
        forget();
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
