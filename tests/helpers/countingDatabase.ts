import type { Database, Row, Transaction } from '../../server/db/database.ts';

/** A database that counts its round trips: each query, script, begin (with its locks) and commit is one. */
export interface Counting {
  readonly db: Database;
  /** The round trips since the last call. */
  readonly trips: () => string[];
}

export function countingDatabase(real: Database): Counting {
  let made: string[] = [];
  const note = (sql: string) => made.push(sql.trim().replaceAll(/\s+/g, ' ').slice(0, 60));
  const counted = <E extends Pick<Database, 'query' | 'script'>>(executor: E) => ({
    query: <R extends Row>(sql: string, params?: readonly unknown[]) => {
      note(sql);
      return executor.query<R>(sql, params);
    },
    script: (sql: string) => {
      note(sql);
      return executor.script(sql);
    },
  });
  const db: Database = {
    ...real,
    ...counted(real),
    transaction: async (work, options) => {
      note('begin and locks');
      const result = await real.transaction((tx) => {
        const last: Transaction['last'] = (sql, params) => {
          note(sql);
          return tx.last(sql, params);
        };
        const inside: Transaction = { ...counted(tx), last, kysely: tx.kysely };
        return work(inside);
      }, options);
      note('commit');
      return result;
    },
  };
  return {
    db,
    trips: () => {
      const all = made;
      made = [];
      return all;
    },
  };
}
