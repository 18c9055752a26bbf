import { DEMO_CODE, DEMO_PASSWORD } from '../tests/helpers/appServer.ts';

/** A logged-in person. */
export interface Person {
  readonly get: (path: string) => Promise<unknown>;
  readonly post: (path: string, body: unknown) => Promise<unknown>;
}

/** Logs in at the address of a server with demonstration data. */
export async function logIn(address: string, username: string): Promise<Person> {
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const headers = {
      'content-type': 'application/json',
      origin: address,
      cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; '),
    };
    const answer = await fetch(`${address}${path}`, { ...init, headers });
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = set.split(';')[0]?.split(/=(.*)/s) ?? [];
      cookies.set(name, value);
    }
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 300)}`);
    return text === '' ? null : JSON.parse(text);
  };
  const post = (path: string, body: unknown) => ask(path, { method: 'POST', body: JSON.stringify(body) });
  const signedIn = (await post('/api/auth/sign-in/username', { username, password: DEMO_PASSWORD })) as {
    twoFactorRedirect?: boolean;
  };
  if (signedIn.twoFactorRedirect) await post('/api/auth/two-factor/verify-totp', { code: DEMO_CODE });
  return { get: ask, post };
}
