import { problem } from '../../../domain/kernel/problem.ts';
import type { ProblemView } from '../../../domain/kernel/views.ts';
import { loginWords } from '../../../domain/words/office.ts';
import { ApiError, request } from '../api.ts';
import { deviceId } from '../device.ts';

/** The answer of the identity library to a name and a password. */
type SignIn = { twoFactorRedirect?: boolean };
export type Enrolment = { readonly totpURI: string; readonly backupCodes: readonly string[] };

/** What went wrong at the log-in, and how long to wait before the next try. */
export interface DoorProblem {
  readonly problem: ProblemView;
  readonly waitS: number | null;
}

/** Every request of the log-in names its browser, so that a session can be ended with its device. */
function auth<T>(path: string, body: unknown): Promise<T> {
  return request<T>(`/api/auth${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'x-sigg-device': deviceId() },
    quiet: true,
  });
}

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

export async function setPassword(username: string, code: string, password: string): Promise<void> {
  await auth('/set-password', { username, code, password });
}

export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await auth('/change-password', { currentPassword, newPassword });
}

/** Ends one of the person's own sessions. */
export async function endOwnSession(id: string): Promise<void> {
  await auth('/revoke-session', { id });
}

/** The problem of a failed log-in in the words of the catalogue, because the library's messages are in English. */
export function doorProblem(error: unknown, wrong: 'password' | 'code'): DoorProblem {
  if (!(error instanceof ApiError)) return { problem: problem('internal'), waitS: null };
  if (error.status === 429) {
    const seconds = error.waitS ?? 60;
    return { problem: problem('tooManyAttempts', { seconds }), waitS: seconds };
  }
  if (error.status >= 400 && error.status < 500) {
    const told =
      wrong === 'password' ? problem('wrongCredentials') : problem('invalidField', { sentence: loginWords.wrongCode });
    const ours =
      error.problem.code !== 'SIGG-900' && error.problem.code !== 'SIGG-200' && error.problem.code !== 'SIGG-201';
    return { problem: ours ? error.problem : told, waitS: null };
  }
  return { problem: error.problem, waitS: null };
}
