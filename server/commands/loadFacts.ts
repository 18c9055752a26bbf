import type { FactRequest } from '../../domain/kernel/fact.ts';
import type { Executor } from '../db/database.ts';
import { loaders } from './loaders.ts';
import { toCamelRow } from './names.ts';

/** The answers to the requests for facts of one wave of commands. */
export interface LoadedFacts {
  /** The fact, or null when it does not exist. Rows have camelCase names. */
  readonly get: (request: FactRequest) => unknown;
}

export interface ReceiptRow {
  readonly commandId: string;
  readonly status: 'accepted' | 'conflict' | 'held' | 'refused';
  readonly envelopeHash: string;
  readonly problem: Record<string, unknown> | null;
  readonly flags: string[];
  /** When the command arrived the first time. */
  readonly receivedAt: string;
}

/** The row with camelCase names. For a nested fact, its members that are rows get them too. */
function camel(row: Record<string, unknown>, nested = false): Record<string, unknown> {
  const out = toCamelRow(row);
  if (!nested) return out;
  const isRow = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v);
  for (const [name, v] of Object.entries(out)) {
    if (isRow(v)) out[name] = toCamelRow(v);
    else if (Array.isArray(v)) out[name] = v.map((x) => (isRow(x) ? toCamelRow(x) : x));
  }
  return out;
}

const RECEIPTS = 'receipts';
const WAITING = 'waiting';
const LATEST_SEAL = 'latestSeal';
const REVOKED = 'revokedDevice';

/**
 * Loads receipts and all requested facts in one statement.
 * @param commandIds commands whose receipts are wanted (those of the wave and those they name in `after`). In the
 * answer, `waitedFor` has those of `answering` for which held commands wait, `latestSeal` the instant of the last
 * sealed entry (asked with `answering`), `revoked` which of the devices were revoked.
 */
export async function loadFacts(
  tx: Executor,
  commandIds: readonly string[],
  requests: readonly FactRequest[],
  deviceIds: readonly string[] = [],
  answering: readonly string[] = [],
): Promise<
  LoadedFacts & {
    receipts: Map<string, ReceiptRow>;
    waitedFor: ReadonlySet<string>;
    latestSeal: string | null;
    revoked: ReadonlySet<string>;
  }
> {
  const wanted = new Map<string, Set<string>>();
  for (const { loader, key } of requests) {
    if (key === null) continue;
    const keys = wanted.get(loader);
    if (keys) keys.add(key);
    else wanted.set(loader, new Set([key]));
  }
  const params: unknown[] = [commandIds, [...new Set(deviceIds)], answering];
  const parts = [
    `select '${RECEIPTS}' as f, command_id::text as k,
      jsonb_build_object('command_id', command_id, 'status', status, 'envelope_hash', envelope_hash, 'problem', problem,
        'flags', flags, 'received_at', received_at) as v
       from receipt where command_id = any($1::text[]::uuid[])`,
    `select '${WAITING}' as f, a.id as k, 'true'::jsonb as v from unnest($3::text[]) a(id)
      where exists (select 1 from held_command where waits_for && array[a.id::uuid])`,
    `select '${REVOKED}' as f, id::text as k, 'true'::jsonb as v from device where id = any($2::text[]::uuid[]) and revoked_on is not null`,
  ];
  if (answering.length > 0)
    parts.push(`select '${LATEST_SEAL}' as f, '' as k, to_jsonb(max(sealed_at)) as v from journal_seal`);
  for (const name of [...wanted.keys()].sort()) {
    const loader = loaders[name];
    if (!loader) throw new Error(`no loader ${name}`);
    params.push([...(wanted.get(name) ?? [])]);
    parts.push(`select '${name}' as f, x.k, x.v from (${loader.sql(`$${params.length}`)}) x`);
  }
  const rows = await tx.query<{ f: string; k: string; v: unknown }>(parts.join('\nunion all\n'), params);
  const facts = new Map<string, unknown>();
  const receipts = new Map<string, ReceiptRow>();
  const revoked = new Set<string>();
  const waitedFor = new Set<string>();
  let latestSeal: string | null = null;
  for (const { f, k, v } of rows) {
    if (f === WAITING) waitedFor.add(k);
    else if (f === LATEST_SEAL) latestSeal = v as string | null;
    else if (f === REVOKED) revoked.add(k);
    else if (f === RECEIPTS) receipts.set(k, toCamelRow(v as Record<string, unknown>) as unknown as ReceiptRow);
    else if (loaders[f]?.many)
      facts.set(
        `${f}|${k}`,
        (v as Record<string, unknown>[]).map((r) => camel(r, loaders[f]?.nested)),
      );
    else facts.set(`${f}|${k}`, camel(v as Record<string, unknown>, loaders[f]?.nested));
  }
  return {
    receipts,
    waitedFor,
    latestSeal,
    revoked,
    get: ({ loader, key }) =>
      key === null ? null : (facts.get(`${loader}|${key}`) ?? (loaders[loader]?.many ? [] : null)),
  };
}
