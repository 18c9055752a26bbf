import { problems } from './problems.ts';

/** Name of a problem in the catalogue. */
export type ProblemName = keyof typeof problems;

/** A refusal or an error in the user's words, with a stable code. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  /** Path of the field it concerns, where it concerns one: 'body.quantity'. */
  readonly field?: string;
  readonly retry: 'never' | 'later' | 'afterLogin';
  readonly details?: Record<string, unknown>;
  /** HTTP status when it is the whole answer. */
  readonly status: number;
}

type Arguments<N extends ProblemName> = (typeof problems)[N]['message'] extends (d: infer D) => string ? D : undefined;

/** Makes a problem of the catalogue. `details` fill its sentence; `field` says where it belongs on the form. */
export function problem<N extends ProblemName>(
  name: N,
  ...[details, field]: Arguments<N> extends undefined
    ? [details?: undefined, field?: string]
    : [details: Arguments<N>, field?: string]
): Problem {
  const entry: { code: string; status: number; retry: Problem['retry']; message: string | ((d: never) => string) } =
    problems[name];
  return {
    code: entry.code,
    status: entry.status,
    retry: entry.retry,
    message: typeof entry.message === 'string' ? entry.message : entry.message(details as never),
    ...(field ? { field } : {}),
    ...(details ? { details: details as Record<string, unknown> } : {}),
  };
}

/** A problem thrown through the code up to the edge, which answers with it. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(p: Problem) {
    super(`${p.code}: ${p.message}`);
    this.problem = p;
  }
}
