import { problem } from '../../../domain/kernel/problem.ts';
import type { ProblemView } from '../../../domain/kernel/views.ts';
import { loginWords } from '../../../domain/words/office.ts';
import { ApiError, post } from '../api.ts';

/** What the identity library answers to a name and a password. */
type SignIn = { twoFactorRedirect?: boolean };
export type Enrolment = { readonly totpURI: string; readonly backupCodes: readonly string[] };

/** What went wrong at the door, and how long to wait before trying again. */
export interface DoorProblem {
  readonly problem: ProblemView;
  readonly waitS: number | null;
}

const auth = <T>(path: string, body: unknown): Promise<T> => post<T>(`/api/auth${path}`, body, { quiet: true });

export async function signIn(username: string, password: string): Promise<'in' | 'code'> {
  const answer = await auth<SignIn | null>('/sign-in/username', { username, password });
  return answer?.twoFactorRedirect ? 'code' : 'in';
}

export async function verifyCode(code: string): Promise<void> {
  await auth('/two-factor/verify-totp', { code });
}

export async function verifyRecovery(code: string): Promise<void> {
  await auth('/two-factor/verify-backup-code', { code });
}

export function beginEnrolment(password: string): Promise<Enrolment> {
  return auth<Enrolment>('/two-factor/enable', { password });
}

export function renewRecovery(password: string): Promise<{ backupCodes: readonly string[] }> {
  return auth('/two-factor/generate-backup-codes', { password });
}

/** A failure at the door in the words of the catalogue: the library's own are English. */
export function doorProblem(error: unknown, wrong: 'password' | 'code'): DoorProblem {
  if (!(error instanceof ApiError)) return { problem: problem('internal'), waitS: null };
  if (error.status === 429) {
    const seconds = error.waitS ?? 60;
    return { problem: problem('tooManyAttempts', { seconds }), waitS: seconds };
  }
  if (error.status >= 400 && error.status < 500) {
    const told = wrong === 'password' ? problem('wrongCredentials') : problem('invalidField', { sentence: loginWords.wrongCode });
    const ours = error.problem.code !== 'SIGG-900' && error.problem.code !== 'SIGG-200' && error.problem.code !== 'SIGG-201';
    return { problem: ours ? error.problem : told, waitS: null };
  }
  return { problem: error.problem, waitS: null };
}
