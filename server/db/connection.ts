import type { Writable } from 'node:stream';
import type { ClientBase, QueryResult } from 'pg';
import { asDatabaseError, sqlState } from './errors.ts';
import type { Urgency } from './turns.ts';
import { datesToIso, refuseDates } from './values.ts';

/** Where connections come from: pg's pool, or the embedded engine's single connection handed out in turn. */
export interface ConnectionSource {
  /** Where there is one connection only, people have it before long work does. */
  connect(urgency: Urgency): Promise<Leased>;
  end(): Promise<void>;
}

export interface Leased {
  readonly client: ClientBase;
  /** Gives the connection back; with `broken` it is thrown away instead. */
  release(broken?: boolean): void;
  /** Limit of each statement until release, where the engine cannot keep it by itself; 0 = none. */
  limitStatements?(ms: number): void;
}

const maxNamed = 1000;
const names = new Map<string, string>();
const seenOnce = new Set<string>();

/**
 * A statement seen a second time gets a name, so that the server parses and plans it once per connection.
 * The first time it stays unnamed: texts that never come back (generated lists of values) would fill the server's memory.
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

/** A table changed under a prepared statement (a migration by another process): its text gets a new name, to be parsed again. */
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
    // Inside a transaction, which has failed with it, this fails too; the caller's next transaction will do.
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

/** The same for a statement that others follow without waiting: never sent a second time. */
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

/** Whether the connection takes further statements before it has answered the first. */
export function pipelined(client: ClientBase): boolean {
  return (client as ClientBase & { readonly pipeline?: boolean }).pipeline === true;
}

/** Statements sent from here until the work at hand pauses leave in one piece: one packet instead of one each. */
export function sendTogether(client: ClientBase): void {
  const { stream } = (client as ClientBase & { readonly connection: { readonly stream: Writable } }).connection;
  stream.cork();
  // Runs when the promises that are settled now have all been followed up, so what they send is in it.
  process.nextTick(() => stream.uncork());
}

/** The same for Kysely, whose guests may pass Date objects. */
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
