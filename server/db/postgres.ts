import { Pool } from 'pg';
import {
  applicationName,
  type ConnectionSource,
  defaultStatementTimeoutMs,
  idleInTransactionTimeoutMs,
  sessionSettings,
} from './connection.ts';
import { asDatabaseError } from './errors.ts';
import { typeParsers } from './values.ts';

/** 'a b' → 'a\ b': the escaping of the `options` start-up parameter. */
const escaped = (value: string): string => value.replace(/[\\ ]/g, '\\$&');

/** A pool on a PostgreSQL server, its sessions set as connection.ts says. Throws DatabaseError when the server cannot be reached. */
export async function openPostgres(url: string, options: { max?: number | undefined } = {}): Promise<ConnectionSource> {
  const pool = new Pool({
    connectionString: url,
    max: options.max ?? 16,
    types: typeParsers,
    application_name: applicationName,
    statement_timeout: defaultStatementTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    // Statements are sent without waiting for earlier answers, which saves waiting for the machine or network in
    // between.
    pipeline: true,
    options: Object.entries(sessionSettings)
      .map(([name, value]) => `-c ${name}=${escaped(value)}`)
      .join(' '),
  });
  // A server that restarts breaks idle connections; the pool replaces them, and the next query fails if the server is
  // gone.
  pool.on('error', () => undefined);
  // A connection that breaks while in use fails its query; an unhandled event would end the program.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  const connect = async () => {
    try {
      const client = await pool.connect();
      return { client, release: (broken = false) => client.release(broken) };
    } catch (thrown) {
      throw asDatabaseError(thrown);
    }
  };
  const first = await connect().catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  first.release();
  return { connect, end: () => pool.end() };
}
