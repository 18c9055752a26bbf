import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { MeView } from '../../domain/kernel/views.ts';
import { Failed } from '../ui/states/States.tsx';
import { ApiError, onExpired, onWithdrawn, request, toProblem } from './api.ts';
import { forgetDevice } from './device.ts';
import { LoginPage } from './login/LoginPage.tsx';
import { Relogin } from './login/Relogin.tsx';
import { SecondFactorRequired } from './login/SecondFactor.tsx';
import { Withdrawn } from './login/Withdrawn.tsx';
import { Splash } from './shell/Splash.tsx';

interface Held {
  readonly me: MeView;
  readonly may: { readonly query: (name: string) => boolean; readonly command: (kind: string) => boolean };
  /** The unit to which lists are narrowed; '' for all within reach. */
  readonly unit: string;
  readonly setUnit: (unit: string) => void;
}

const Session = createContext<Held | null>(null);
const UNIT = 'sigg.office.unit';

/** The person who is logged in, and what they may do. */
export function useSession(): Held {
  const held = useContext(Session);
  if (!held) throw new Error('useSession outside of SessionProvider');
  return held;
}

/**
 * Holds the session around the whole office. Without a session it shows the log-in page. When a session ends while a
 * person works, the screen stays and the log-in opens over it; the page is reloaded only if another person logs in.
 */
export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const me = useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => request<MeView>('/api/me', { quiet: true, signal }),
    staleTime: 60_000,
  });
  const [over, setOver] = useState(false);
  const [unit, setUnitState] = useState(() => sessionStorage.getItem(UNIT) ?? '');
  const [withdrawn, setWithdrawn] = useState(false);
  useEffect(() => onExpired(() => setOver(true)), []);
  useEffect(() => onWithdrawn(() => setWithdrawn(true)), []);
  const gone = me.error instanceof ApiError && me.error.status === 401;
  const view = me.data;

  const held = useMemo<Held | null>(() => {
    if (!view) return null;
    const queries = new Set(view.can.queries);
    const commands = new Set(view.can.commands);
    return {
      me: view,
      may: { query: (name) => queries.has(name), command: (kind) => commands.has(kind) },
      unit,
      setUnit: (next) => {
        sessionStorage.setItem(UNIT, next);
        setUnitState(next);
      },
    };
  }, [view, unit]);

  if (withdrawn) return <Withdrawn onAgain={() => void beginAgain()} />;
  if (!held) {
    if (me.isPending) return <Splash />;
    if (gone) return <LoginPage onDone={() => void client.resetQueries()} />;
    return (
      <main className="alone">
        <Failed whole problem={toProblem(me.error)} onRetry={() => void me.refetch()} />
      </main>
    );
  }
  const { secondFactor } = held.me;
  if (secondFactor.required && !secondFactor.enrolled) return <SecondFactorRequired onDone={() => void me.refetch()} />;
  return (
    <Session value={held}>
      {children}
      {over || gone ? (
        <Relogin
          username={held.me.user.username}
          onDone={async () => {
            const now = await request<MeView>('/api/me', { quiet: true });
            if (now.user.id !== held.me.user.id) {
              location.assign('/oficina/');
              return;
            }
            setOver(false);
            client.setQueryData(['me'], now);
            await client.invalidateQueries({ predicate: (q) => q.queryKey[0] !== 'me' });
          }}
        />
      ) : null}
    </Session>
  );
}

/** After this browser was withdrawn: it takes a new id, which is not withdrawn, and shows the log-in. */
async function beginAgain(): Promise<void> {
  forgetDevice();
  await logOut();
}

/** Ends the session here and on the server, and forgets everything this tab stored. */
export async function logOut(): Promise<void> {
  try {
    await request('/api/auth/sign-out', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
      quiet: true,
    });
  } finally {
    sessionStorage.clear();
    location.assign('/oficina/');
  }
}
