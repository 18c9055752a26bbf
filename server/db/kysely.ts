import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type { ClientBase } from 'pg';
import { type Leased, runGuestQuery } from './connection.ts';
import type { DB } from './types.gen.ts';

interface Source {
  connect(): Promise<Leased>;
}

const writing = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

class Connection implements DatabaseConnection {
  readonly leased: Pick<Leased, 'client' | 'release'>;

  constructor(leased: Pick<Leased, 'client' | 'release'>) {
    this.leased = leased;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, command, rowCount } = await runGuestQuery(this.leased.client, query.sql, query.parameters);
    return writing.has(command) ? { rows: rows as R[], numAffectedRows: BigInt(rowCount ?? 0) } : { rows: rows as R[] };
  }

  // biome-ignore lint/correctness/useYield: the interface asks for a generator; reading in pieces is not offered.
  async *streamQuery(): AsyncGenerator<never> {
    throw new TypeError('Streaming is not offered; read in pages');
  }
}

/** Kysely's driver over our connections, the same for both engines; Kysely's own transactions hold the lease like ours. */
class SourceDriver implements Driver {
  private readonly source: Source;

  constructor(source: Source) {
    this.source = source;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Connection> {
    return new Connection(await this.source.connect());
  }

  async beginTransaction(connection: Connection, settings: TransactionSettings): Promise<void> {
    const level = settings.isolationLevel === undefined ? '' : ` isolation level ${settings.isolationLevel}`;
    await connection.executeQuery(CompiledQuery.raw(`begin${level}`));
  }

  async commitTransaction(connection: Connection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: Connection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection(connection: Connection): Promise<void> {
    connection.leased.release();
  }

  async destroy(): Promise<void> {}
}

function over(source: Source): Kysely<DB> {
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new SourceDriver(source),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

/** Kysely that takes a connection for each query or transaction. */
export function kyselyOver(source: Source): Kysely<DB> {
  return over(source);
}

/** Kysely on a connection that somebody else holds and gives back (a transaction already open). */
export function kyselyOn(client: () => ClientBase): Kysely<DB> {
  return over({ connect: () => Promise.resolve({ client: client(), release: () => undefined }) });
}
