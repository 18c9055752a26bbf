import type { DexieOptions } from 'dexie';
import { changesOf } from '../../domain/sync/feed.ts';
import { nextBatch } from '../../domain/sync/outbox.ts';

/**
 * An HTTP answer as the phone reads it. Status 0 never occurs: no answer is an exception. `json` is null when the
 * answer was none.
 */
interface HttpAnswer {
  readonly status: number;
  readonly json: unknown;
}

/** The network. Throws when nothing came back within `waitMs` of the last byte that moved. */
export type Call = (
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
  waitMs?: number,
) => Promise<HttpAnswer>;

/** What the engine depends on; tests replace clock, randomness, network and IndexedDB. */
export interface Ports {
  readonly call: Call;
  /** False when the device itself knows that it has no connection; then nothing is tried. */
  readonly reachable: () => boolean;
  /** Device clock in milliseconds. */
  readonly now: () => number;
  /** Milliseconds that never go back while the app runs. */
  readonly monotonic: () => number;
  /** A random number from 0 to 1. */
  readonly random: () => number;
  readonly databaseName: string;
  readonly idb: DexieOptions;
  /** Rounds of the key derivation from the PIN. */
  readonly iterations: number;
  /** Rules that property tests replace by broken ones, to see that the tests notice. */
  readonly rules: Rules;
}

export interface Rules {
  readonly nextBatch: typeof nextBatch;
  readonly changesOf: typeof changesOf;
}

export const realRules: Rules = { nextBatch, changesOf };

/** How long the phone waits for an answer to something small before it counts as no answer. */
const ANSWER_MS = 60_000;

/**
 * HTTP to one server: objects go as JSON, bytes as they are. The waiting time begins again with every part of an answer
 * that arrives, so that a long page comes through over a slow line.
 */
export const httpCall =
  (base: string, always: Readonly<Record<string, string>> = {}): Call =>
  async (method, path, body, headers = {}, waitMs = ANSWER_MS) => {
    const bytes = body instanceof Uint8Array;
    const given = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => given.abort(new DOMException('no answer', 'TimeoutError')), waitMs);
    };
    wait();
    try {
      const response = await fetch(base + path, {
        method,
        credentials: 'same-origin',
        headers: {
          accept: 'application/json',
          ...always,
          ...headers,
          ...(body === undefined ? {} : { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }),
        },
        ...(body === undefined ? {} : { body: bytes ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
        signal: given.signal,
      });
      return { status: response.status, json: readJson(await textOf(response, wait), response.ok) };
    } finally {
      clearTimeout(timer);
    }
  };

/** The browser's network, to the server that the app came from. */
export const browserCall: Call = httpCall('');

async function textOf(response: Response, moved: () => void): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    moved();
    text += decoder.decode(value, { stream: true });
  }
}

/**
 * An answer that is not JSON (the page of a proxy) counts by its status; a successful one that cannot be read counts as
 * no answer.
 */
function readJson(text: string, ok: boolean): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    if (ok) throw new TypeError('unreadable answer');
    return null;
  }
}
