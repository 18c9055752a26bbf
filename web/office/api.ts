import { type ProblemName, problem } from '../../domain/kernel/problem.ts';
import type { Answer, CommandsAnswer, ProblemView } from '../../domain/kernel/views.ts';

/** An answer other than the one asked for, with its problem in the words of the catalogue. */
export class ApiError extends Error {
  readonly problem: ProblemView;
  /** HTTP status; 0 when no answer arrived. */
  readonly status: number;
  /** Seconds to wait, when the server gave them. */
  readonly waitS: number | null;
  constructor(told: ProblemView, status: number, waitS: number | null = null) {
    super(told.message);
    this.problem = told;
    this.status = status;
    this.waitS = waitS;
  }
}

type Tell = () => void;

/** Whether there is a connection, according to the last request. */
const connection = { online: typeof navigator === 'undefined' ? true : navigator.onLine, listeners: new Set<Tell>() };

function setOnline(online: boolean): void {
  if (connection.online === online) return;
  connection.online = online;
  for (const tell of connection.listeners) tell();
}

export function isOnline(): boolean {
  return connection.online;
}

export function onConnectionChange(tell: Tell): () => void {
  connection.listeners.add(tell);
  const up = () => setOnline(true);
  const down = () => setOnline(false);
  window.addEventListener('online', up);
  window.addEventListener('offline', down);
  return () => {
    connection.listeners.delete(tell);
    window.removeEventListener('online', up);
    window.removeEventListener('offline', down);
  };
}

/** Code of the answer to a phone or browser that was withdrawn. */
const WITHDRAWN = problem('deviceRevoked').code;
const withdrawn = new Set<Tell>();
/** Calls `tell` when the server says that this browser was withdrawn. */
export function onWithdrawn(tell: Tell): () => void {
  withdrawn.add(tell);
  return () => withdrawn.delete(tell);
}

const expired = new Set<Tell>();
/** Calls `tell` when the server no longer knows the session; the screen stays and the person logs in over it. */
export function onExpired(tell: Tell): () => void {
  expired.add(tell);
  return () => expired.delete(tell);
}

const byStatus: Record<number, ProblemName> = {
  401: 'notLoggedIn',
  403: 'notAllowed',
  404: 'notFound',
  413: 'malformed',
  502: 'busy',
  503: 'busy',
  504: 'busy',
};

function isProblem(value: unknown): value is ProblemView {
  const p = value as ProblemView | null;
  return typeof p?.code === 'string' && p.code.startsWith('SIGG-') && typeof p.message === 'string';
}

/** The problem in an answer, or the one that belongs to its status. The server may send it bare or under `problem`. */
function problemOf(status: number, body: unknown): ProblemView {
  if (isProblem(body)) return body;
  const inside = (body as { problem?: unknown } | null)?.problem;
  if (isProblem(inside)) return inside;
  return problem((byStatus[status] ?? 'internal') as 'internal');
}

/**
 * One request to our server. Throws ApiError for everything that is not a 2xx with readable JSON. With `quiet` a 401
 * does not open the log-in over the screen; the log-in itself uses it.
 */
export async function request<T>(path: string, init: RequestInit & { quiet?: boolean } = {}): Promise<T> {
  const { quiet, ...rest } = init;
  let response: Response;
  try {
    response = await fetch(path, {
      credentials: 'same-origin',
      ...rest,
      headers: { accept: 'application/json', ...rest.headers },
    });
  } catch (error) {
    if (rest.signal?.aborted) throw error;
    setOnline(false);
    throw new ApiError(problem('noConnection'), 0);
  }
  setOnline(true);
  const text = await response.text();
  let body: unknown = null;
  try {
    body = text === '' ? null : JSON.parse(text);
  } catch {
    if (response.ok) throw new ApiError(problem('unreadableAnswer'), response.status);
  }
  if (response.ok) return body as T;
  const wait = Number(response.headers.get('retry-after') ?? response.headers.get('x-retry-after') ?? Number.NaN);
  const waitS = Number.isFinite(wait) ? wait : null;
  const told =
    response.status === 429 && !isProblem(body)
      ? problem('tooManyAttempts', { seconds: waitS ?? 60 })
      : problemOf(response.status, body);
  if (!quiet && response.status === 401) for (const tell of expired) tell();
  if (told.code === WITHDRAWN) for (const tell of withdrawn) tell();
  throw new ApiError(told, response.status, waitS);
}

/** Sends JSON. */
export function post<T>(
  path: string,
  body: unknown,
  options: { quiet?: boolean; signal?: AbortSignal } = {},
): Promise<T> {
  return request<T>(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
    ...options,
  });
}

export type QueryParams = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * The address of a query. Empty parameters are left out and the rest are sorted, so that equal questions have equal
 * addresses.
 */
export function queryPath(name: string, params: QueryParams = {}): string {
  const search = new URLSearchParams();
  for (const key of Object.keys(params).sort()) {
    const value = params[key];
    if (value !== null && value !== undefined && value !== '') search.set(key, String(value));
  }
  const text = search.toString();
  return `/api/q/${name}${text ? `?${text}` : ''}`;
}

export function ask<Data>(name: string, params?: QueryParams, signal?: AbortSignal): Promise<Answer<Data>> {
  return request<Answer<Data>>(queryPath(name, params), signal ? { signal } : {});
}

/** Sends envelopes as they were serialised, byte for byte. */
export function sendEnvelopes(envelopes: readonly string[]): Promise<CommandsAnswer> {
  return post<CommandsAnswer>('/api/commands', { commands: envelopes });
}

/** Sends a file and returns its hash. */
export async function uploadFile(file: File): Promise<string> {
  const body = new FormData();
  body.append('file', file, file.name);
  const { hash } = await request<{ hash: string }>('/api/files', { method: 'POST', body });
  return hash;
}

export function fileUrl(hash: string): string {
  return `/files/${hash}`;
}

/** Tells TanStack Query whether to repeat a failed request: only when waiting may help. */
export function worthRetrying(failures: number, error: unknown): boolean {
  return failures < 3 && error instanceof ApiError && error.problem.retry === 'later' && error.status !== 429;
}

/** Turns any failure into a problem that can be shown to a person. */
export function toProblem(error: unknown): ProblemView {
  return error instanceof ApiError ? error.problem : problem('screenFailed');
}
