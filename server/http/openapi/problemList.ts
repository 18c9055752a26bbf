import { problems } from '../../../domain/kernel/problems.ts';

export interface ProblemEntry {
  readonly code: string;
  readonly status: number;
  readonly retry: string;
  readonly message: string;
}

/** Samples of details that only a real case has. */
const samples: Readonly<Record<string, unknown>> = {
  day: '2026-06-15',
  start: '2017-01-01',
  seconds: 30,
  fields: ['…'],
  missing: 2,
  sentence: 'La frase dice qué dato y qué le falta.',
};
const sample = new Proxy({}, { get: (_target, name) => samples[String(name)] ?? '…' });

/** Every problem of the catalogue with an example of its sentence, by code. */
export const problemList: readonly ProblemEntry[] = Object.values(problems)
  .map(({ code, status, retry, message }) => ({
    code,
    status,
    retry,
    message: typeof message === 'string' ? message : (message as (d: unknown) => string)(sample),
  }))
  .sort((a, b) => (a.code < b.code ? -1 : 1));
