import { ProblemError, problem } from '../../../domain/kernel/problem.ts';
import type { ProblemView } from '../../../domain/kernel/views.ts';

/** Any failure as a problem a person can be shown. */
export function toProblem(error: unknown): ProblemView {
  return error instanceof ProblemError
    ? error.problem
    : problem(
        error instanceof TypeError || (error as { name?: string })?.name === 'TimeoutError'
          ? 'noConnection'
          : 'screenFailed',
      );
}
