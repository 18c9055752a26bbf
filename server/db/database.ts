import { AsyncLocalStorage } from 'node:async_hooks';
import type { Kysely } from 'kysely';
import type { ClientBase } from 'pg';
import { type ConnectionSource, pipelined, runOnce, runQuery, runScript, sendTogether } from './connection.ts';
import { DatabaseError, sqlState } from './errors.ts';
import { kyselyOn, kyselyOver } from './kysely.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';
import type { Urgency } from './turns.ts';
import type { DB } from './types.gen.ts';

export type Row = Record<string, unknown>;

export interface Executor {
  /** One statement with parameters $1, $2 …; rows as values.ts says. Throws DatabaseError. */
  query<R extends Row = Row>(sql: string, params?: readonly unknown[]): Promise<R[]>;
  /** Several statements without parameters in one round trip. */
  script(sql: string): Promise<void>;
}

export interface Transaction extends Executor {
  readonly kysely: Kysely<DB>;
  /**
   * The last statement of the work, whose answer the work does not need. On PostgreSQL it is sent together with the
   * commit, so that there is one wait for both. When it fails, the transaction fails with its error.
   */
  last(sql: string, params?: readonly unknown[]): Promise<void>;
}

export interface TransactionOptions {
  /**
   * Advisory locks held until the end. They are taken in ascending order, so that two transactions cannot wait for each
   * other.
   */
  readonly locks?: readonly bigint[];
  /**
   * The time limit of each statement; 0 = none, 30 s by default. For its price on the embedded engine see pglite.ts.
   */
  readonly statementTimeoutMs?: number;
  /**
   * For a few statements that find rows by key: they are planned once instead of for each set of values (planning would
   * cost more than finding), and never by reading whole tables, which a plan made while they were small would go on
   * doing.
   */
  readonly byKey?: boolean;
}

export interface Database extends Executor {
  readonly engine: 'pglite' | 'postgres';
  readonly kysely: Kysely<DB>;
  /**
   * The same database for work in many short turns for which somebody waits, such as figures. The embedded engine has
   * one connection, used in turns, and short answers come first; so such work must hold it only briefly, whatever the
   * size of the tables: see slices.ts.
   */
  readonly figures: Database;
  /** The same for work for which nobody waits: it comes last. */
  readonly background: Database;
  /**
   * Sends BEGIN and the locks in one round trip, runs the work, and sends COMMIT, or ROLLBACK when the work throws (its
   * error is passed on). When a statement failed inside and the work ignored it, that is an error here too, never a
   * silent rollback.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** The embedded engine's data folder as a tar; undefined on PostgreSQL, which has pg_dump. */
  readonly dumpDataDir: ((compression: 'none' | 'gzip') => Promise<Uint8Array>) | undefined;
  close(): Promise<void>;
}

/**
 * Whether all requests share one session and this is not already a turn of it: then reading many rows is split into
 * several short statements.
 */
export function sharesOneSession(db: Executor): db is Database {
  return 'engine' in db && db.engine === 'pglite';
}

export interface OpenOptions {
  /** PostgreSQL's address (postgres://…); without it the embedded engine is opened. */
  readonly url?: string | undefined;
  /** Folder of the embedded engine; without it, memory. */
  readonly dataDir?: string | undefined;
  /** A data folder (tar, maybe gzipped) for an embedded database that does not exist yet. */
  readonly template?: Uint8Array | undefined;
  /** The most connections to PostgreSQL at a time; 16 by default. */
  readonly maxConnections?: number | undefined;
  readonly onProgress?: ((line: string) => void) | undefined;
}

interface OpenTransaction {
  open: boolean;
  /** Statements that were sent without waiting, in order. */
  readonly sent: Promise<unknown>[];
}

/** Keeps a statement for which nobody waits yet; its failure is noticed when the transaction ends. */
function keep(state: OpenTransaction, statement: Promise<unknown>): void {
  statement.catch(() => undefined);
  state.sent.push(statement);
}

const byKeySettings = [
  "set local plan_cache_mode = 'force_generic_plan'",
  ...['seqscan', 'hashjoin', 'mergejoin'].map((way) => `set local enable_${way} = off`),
].join('; ');

function beginStatement(options: TransactionOptions): string {
  const parts = ['begin'];
  if (options.statementTimeoutMs !== undefined)
    parts.push(`set local statement_timeout = ${Math.trunc(options.statementTimeoutMs)}`);
  if (options.byKey) parts.push(byKeySettings);
  const keys = [...new Set(options.locks ?? [])].sort((a, b) => (a < b ? -1 : 1)).map((key) => BigInt.asIntN(64, key));
  // One statement for all locks; otherwise a batch of twenty commands would have twenty parsed and planned.
  if (keys.length > 0) parts.push(`select pg_advisory_xact_lock(k) from unnest('{${keys.join(',')}}'::int8[]) k`);
  return parts.join('; ');
}

function transactionOn(client: ClientBase, state: OpenTransaction): Transaction {
  let kysely: Kysely<DB> | undefined;
  const live = (): ClientBase => {
    if (!state.open) throw new TypeError('This transaction has ended; its connection serves others now');
    return client;
  };
  return {
    query: async <R extends Row>(sql: string, params: readonly unknown[] = []) =>
      (await runQuery(live(), sql, params)).rows as R[],
    script: async (sql) => void (await runScript(live(), sql)),
    async last(sql, params = []) {
      if (pipelined(live())) {
        sendTogether(client);
        keep(state, runOnce(client, sql, params));
      } else await runOnce(client, sql, params);
    },
    get kysely() {
      kysely ??= kyselyOn(live);
      return kysely;
    },
  };
}

/** What the views of one database share. */
interface Shared {
  readonly engine: Database['engine'];
  readonly source: ConnectionSource;
  readonly dumpDataDir: Database['dumpDataDir'];
  readonly current: AsyncLocalStorage<OpenTransaction>;
  closing: Promise<void> | undefined;
}

/** The Database over a source of connections; the same code for both engines. */
function databaseOver(
  engine: Database['engine'],
  source: ConnectionSource,
  dumpDataDir: Database['dumpDataDir'],
): Database {
  const shared: Shared = { engine, source, dumpDataDir, current: new AsyncLocalStorage(), closing: undefined };
  const views = {} as Record<Urgency, Database>;
  for (const urgency of ['people', 'figures', 'background'] as const) views[urgency] = viewOf(shared, urgency, views);
  return views.people;
}

function viewOf(shared: Shared, urgency: Urgency, views: Readonly<Record<Urgency, Database>>): Database {
  const { engine, source, dumpDataDir, current } = shared;
  const connect = () => {
    if (shared.closing !== undefined)
      throw new DatabaseError({ code: 'connection', message: 'the database is closed' });
    // On the embedded engine this would wait for itself for ever; on PostgreSQL it would read outside its own
    // transaction.
    if (current.getStore()?.open === true)
      throw new TypeError('A query went past the open transaction; use the transaction given to the work');
    return source.connect(urgency);
  };
  const borrow = async <T>(work: (client: ClientBase) => Promise<T>): Promise<T> => {
    const { client, release } = await connect();
    try {
      return await work(client);
    } finally {
      release();
    }
  };

  return {
    engine,
    kysely: kyselyOver({ connect: async () => connect() }),
    get figures() {
      return views.figures;
    },
    get background() {
      return views.background;
    },
    dumpDataDir,
    query: <R extends Row>(sql: string, params: readonly unknown[] = []) =>
      borrow(async (client) => (await runQuery(client, sql, params)).rows as R[]),
    script: (sql) => borrow(async (client) => void (await runScript(client, sql))),
    async transaction(work, options = {}) {
      const leased = await connect();
      const { client, release } = leased;
      if (options.statementTimeoutMs !== undefined) leased.limitStatements?.(options.statementTimeoutMs);
      const state: OpenTransaction = { open: true, sent: [] };
      let broken = false;
      try {
        // In a pipeline the first statement follows at once: the server answers in order, and refuses it when begin has
        // failed.
        if (pipelined(client)) {
          sendTogether(client);
          keep(state, runScript(client, beginStatement(options)));
        } else await runScript(client, beginStatement(options));
        const result = await current.run(state, () => work(transactionOn(client, state)));
        state.open = false;
        const commit = runScript(client, 'commit');
        commit.catch(() => undefined);
        for (const statement of state.sent) await statement;
        const { command } = await commit;
        if (command === 'ROLLBACK')
          throw new DatabaseError({
            code: sqlState.inFailedTransaction,
            message: 'the transaction had failed and was rolled back',
          });
        return result;
      } catch (thrown) {
        state.open = false;
        await runScript(client, 'rollback').catch(() => {
          broken = true;
        });
        // The first failure is the reason; later statements only say that the transaction has failed.
        for (const statement of state.sent) await statement;
        throw thrown;
      } finally {
        release(broken);
      }
    },
    close: () => (shared.closing ??= source.end()),
  };
}

/** Opens PostgreSQL (with `url`) or the embedded engine (folder or memory). Nothing is migrated: see migrate.ts. */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  if (options.url !== undefined) {
    options.onProgress?.('Conectando con PostgreSQL');
    return databaseOver('postgres', await openPostgres(options.url, { max: options.maxConnections }), undefined);
  }
  options.onProgress?.('Abriendo la base de datos incorporada');
  const source = await openPglite({ dataDir: options.dataDir, template: options.template });
  return databaseOver('pglite', source, source.dumpDataDir);
}
