import type { DexieOptions } from 'dexie';
import { changesOf } from '../../domain/sync/feed.ts';
import { nextBatch } from '../../domain/sync/outbox.ts';

/** An HTTP answer as the phone reads it: status 0 never occurs, no answer is an exception. `json` null when it was none. */
interface HttpAnswer {
  readonly status: number;
  readonly json: unknown;
}

/** The network. Throws when nothing came back. */
export type Call = (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<HttpAnswer>;

/** What the engine stands on; tests bring their own clock, chance, network and IndexedDB. */
export interface Ports {
  readonly call: Call;
  /** False when the device itself knows that it has no connection: then nothing is tried. */
  readonly reachable: () => boolean;
  /** Device clock in milliseconds. */
  readonly now: () => number;
  /** Milliseconds that never go back while the app runs. */
  readonly monotonic: () => number;
  /** 0 to 1. */
  readonly random: () => number;
  readonly databaseName: string;
  readonly idb: DexieOptions;
  /** Rounds of the PIN's key. */
  readonly iterations: number;
  /** The rules that property tests replace by broken ones to see that they would be found. */
  readonly rules: Rules;
}

export interface Rules {
  readonly nextBatch: typeof nextBatch;
  readonly changesOf: typeof changesOf;
}

export const realRules: Rules = { nextBatch, changesOf };

/** How long the phone waits for an answer before it counts as none. */
const ANSWER_MS = 60_000;

/** The browser's network: JSON for objects, bytes as they are. */
export const browserCall: Call = async (method, path, body, headers = {}) => {
  const bytes = body instanceof Uint8Array;
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...headers,
      ...(body === undefined ? {} : { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }),
    },
    ...(body === undefined ? {} : { body: bytes ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  const text = await response.text();
  let json: unknown = null;
  try {
    json = text === '' ? null : JSON.parse(text);
  } catch {
    // An answer that is no JSON (a proxy's page) counts by its status; a good one that cannot be read counts as none.
    if (response.ok) throw new TypeError('unreadable answer');
  }
  return { status: response.status, json };
};
