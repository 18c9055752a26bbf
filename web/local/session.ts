import { ProblemError, problem } from '../../domain/kernel/problem.ts';
import type { MeView, ProblemView } from '../../domain/kernel/views.ts';
import { problemIn } from './feed.ts';
import type { Call } from './ports.ts';

/** The result of a try to log in. `code`: the second factor is asked for. */
export type SignIn =
  | { readonly kind: 'in'; readonly me: MeView }
  | { readonly kind: 'code' }
  | { readonly kind: 'refused'; readonly problem: ProblemView };

const strip = ({ status: _status, ...rest }: ReturnType<typeof problem>): ProblemView => rest;

/** The session is tied to the device, so that it ends when the office withdraws the phone. */
const deviceHeader = (deviceId: string) => ({ 'x-sigg-device': deviceId });

/** Logs in with user name and password on a device. Throws when there is no connection. */
export async function signIn(call: Call, username: string, password: string, deviceId: string): Promise<SignIn> {
  const { status, json } = await call(
    'POST',
    '/api/auth/sign-in/username',
    { username, password, rememberMe: true },
    deviceHeader(deviceId),
  );
  if (status === 200 && (json as { twoFactorRedirect?: boolean } | null)?.twoFactorRedirect) return { kind: 'code' };
  return afterStep(call, status, json);
}

/** The second step of logging in: the code of the authenticator application. */
export async function signInCode(call: Call, code: string, deviceId: string): Promise<SignIn> {
  const { status, json } = await call('POST', '/api/auth/two-factor/verify-totp', { code }, deviceHeader(deviceId));
  return afterStep(call, status, json);
}

async function afterStep(call: Call, status: number, json: unknown): Promise<SignIn> {
  if (status === 200) {
    const me = await readMe(call);
    return me ? { kind: 'in', me } : { kind: 'refused', problem: strip(problem('notLoggedIn')) };
  }
  const said = problemIn(json);
  if (said) return { kind: 'refused', problem: said };
  if (status === 429) return { kind: 'refused', problem: strip(problem('tooManyAttempts', { seconds: 60 })) };
  return { kind: 'refused', problem: strip(problem(status >= 500 ? 'internal' : 'wrongCredentials')) };
}

/**
 * Sets the first or a new password with the code that was handed over on paper. Null when it is set; otherwise the
 * problem. Throws when there is no connection.
 */
export async function setPassword(
  call: Call,
  username: string,
  code: string,
  password: string,
  deviceId: string,
): Promise<ProblemView | null> {
  const { status, json } = await call(
    'POST',
    '/api/auth/set-password',
    { username, code, password },
    deviceHeader(deviceId),
  );
  if (status === 200) return null;
  const said = problemIn(json);
  if (said) return said;
  if (status === 429) return strip(problem('tooManyAttempts', { seconds: 60 }));
  return strip(
    status >= 500
      ? problem('internal')
      : problem('invalidField', { sentence: 'El código no es correcto, o ya venció.' }, 'code'),
  );
}

/** The person of the session; null when there is none. Throws when there is no connection. */
export async function readMe(call: Call): Promise<MeView | null> {
  const { status, json } = await call('GET', '/api/me');
  if (status === 200) return json as MeView;
  if (status === 401) return null;
  throw new ProblemError(problem('busy'));
}

/** The server's second key to what this person stores on this phone. */
export async function readSecret(call: Call, deviceId: string): Promise<string> {
  const { status, json } = await call('POST', '/api/sync/key', { deviceId });
  const secret = (json as { secret?: string } | null)?.secret;
  if (status === 200 && secret) return secret;
  const said = problemIn(json);
  throw new ProblemError(said ? { ...said, status } : problem('busy'));
}

export async function signOut(call: Call): Promise<void> {
  await call('POST', '/api/auth/sign-out', {});
}
