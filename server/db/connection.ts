import type { Writable } from 'node:stream';
import type { ClientBase, QueryResult } from 'pg';
import { asDatabaseError, sqlState } from './errors.ts';
import type { Urgency } from './turns.ts';
import { datesToIso, refuseDates } from './values.ts';

/** The source of connections: pg's pool, or the embedded engine's only connection, which callers use in turn. */
export interface ConnectionSource {
  /** Where there is only one connection, people get it before long work does. */
  connect(urgency: Urgency): Promise<Leased>;
  end(): Promise<void>;
}

export interface Leased {
  readonly client: ClientBase;
  /** Gives the connection back; with `broken`, it is closed instead. */
  release(broken?: boolean): void;
  /** Limits the time of each statement until release, where the engine cannot do so itself; 0 = no limit. */
  limitStatements?(ms: number): void;
}

const maxNamed = 1000;
const names = new Map<string, string>();
const seenOnce = new Set<string>();

/**
 * The second time that a statement is seen, it gets a name, so that the server parses and plans it once for each
 * connection. The first time it has none: texts that never return (generated lists of values) would fill the server's
 * memory.
 */
function statementName(sql: string): string | undefined {
  const name = names.get(sql);
  if (name !== undefined) return name;
  if (names.size >= maxNamed) return undefined;
  if (!seenOnce.has(sql)) {
    if (seenOnce.size > 10 * maxNamed) seenOnce.clear();
    seenOnce.add(sql);
    return undefined;
  }
  seenOnce.delete(sql);
  const fresh = `s${names.size}`;
  names.set(sql, fresh);
  return fresh;
}

/**
 * Whether a table changed under a prepared statement (through a migration by another process). The statement then gets
 * a new name, so that it is parsed again.
 */
function isStale(thrown: unknown): boolean {
  return (
    thrown instanceof Error &&
    'code' in thrown &&
    thrown.code === sqlState.featureNotSupported &&
    thrown.message.startsWith('cached plan')
  );
}

async function send(client: ClientBase, sql: string, values: unknown[]): Promise<QueryResult> {
  const name = statementName(sql);
  try {
    return await client.query(name === undefined ? { text: sql, values } : { name, text: sql, values });
  } catch (thrown) {
    if (!isStale(thrown)) throw asDatabaseError(thrown);
    names.set(sql, `${name}x`);
    // Inside a transaction, which has failed too, this retry fails; the next transaction of the caller will work.
    return client.query({ text: sql, values }).catch(() => {
      throw asDatabaseError(thrown);
    });
  }
}

/** One statement with parameters $1, $2 …; errors are DatabaseError. */
export function runQuery(client: ClientBase, sql: string, params: readonly unknown[]): Promise<QueryResult> {
  refuseDates(params);
  return send(client, sql, params as unknown[]);
}

/** The same for a statement after which others are sent without waiting: it is never sent a second time. */
export async function runOnce(client: ClientBase, sql: string, params: readonly unknown[]): Promise<QueryResult> {
  refuseDates(params);
  const name = statementName(sql);
  try {
    return await client.query(
      name === undefined
        ? { text: sql, values: params as unknown[] }
        : { name, text: sql, values: params as unknown[] },
    );
  } catch (thrown) {
    if (isStale(thrown)) names.set(sql, `${name}x`);
    throw asDatabaseError(thrown);
  }
}

/** Whether the connection accepts further statements before it has answered the first. */
export function pipelined(client: ClientBase): boolean {
  return (client as ClientBase & { readonly pipeline?: boolean }).pipeline === true;
}

/** Sends the statements from here until the present work pauses together, in one packet instead of one each. */
export function sendTogether(client: ClientBase): void {
  const { stream } = (client as ClientBase & { readonly connection: { readonly stream: Writable } }).connection;
  stream.cork();
  // Runs after everything that waits for already settled promises, so that what these send is included.
  process.nextTick(() => stream.uncork());
}

/** The same for Kysely, whose users may pass Date objects. */
export function runGuestQuery(client: ClientBase, sql: string, params: readonly unknown[]): Promise<QueryResult> {
  return send(client, sql, datesToIso(params));
}

/** Several statements in one message (simple protocol); the result is that of the last one. */
export async function runScript(client: ClientBase, sql: string): Promise<QueryResult> {
  try {
    const result: QueryResult | QueryResult[] = await client.query(sql);
    return Array.isArray(result) ? (result[result.length - 1] as QueryResult) : result;
  } catch (thrown) {
    throw asDatabaseError(thrown);
  }
}

/** Settings of every session on both engines. Texts of dates and bytes must be the ones that values.ts reads. */
export const sessionSettings: Readonly<Record<string, string>> = {
  TimeZone: 'UTC',
  search_path: 'public',
  default_transaction_isolation: 'read committed',
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
  // Compiling plans pays off for minutes-long reports, not for the short statements here.
  jit: 'off',
};

export const applicationName = 'sigg';
export const defaultStatementTimeoutMs = 30_000;
export const idleInTransactionTimeoutMs = 60_000;
