import { useEffect, useRef } from 'react';
import { usePhone, usePhoneState } from '../local/react.ts';
import { Later } from './Later.tsx';
import { go, pathOf, useRoute } from './route.ts';
import { Door } from './screens/Door.tsx';
import { Home } from './screens/Home.tsx';
import { SaleScreen } from './screens/SaleScreen.tsx';
import { VisitScreen } from './screens/VisitScreen.tsx';

/** After this time without use, the app asks for the PIN again. */
const IDLE_MS = 10 * 60_000;

/** Closed until the PIN is given; then the screen of the address. */
export function App() {
  const { person } = usePhoneState();
  const route = useRoute();
  useIdleLock(person !== null);
  useOwnStart(person?.user.id ?? null);
  if (!person) return <Door />;
  const [place, a = '', b = ''] = route;
  switch (place) {
    case undefined:
      return <Home />;
    case 'visita':
      return <VisitScreen key={`${a}/${b}`} allianceId={a} what={b} />;
    case 'venta':
      return <SaleScreen key={`${a}/${b}`} allianceId={a} what={b} />;
    default:
      return <Later route={route} />;
  }
}

/** Somebody who opens the phone after another person begins at home, not on the screen where that person stopped. */
function useOwnStart(userId: string | null): void {
  const last = useRef(userId);
  useEffect(() => {
    if (userId === null) return;
    if (last.current !== null && last.current !== userId) go(pathOf(), true);
    last.current = userId;
  }, [userId]);
}

function useIdleLock(open: boolean): void {
  const phone = usePhone();
  const last = useRef(Date.now());
  useEffect(() => {
    if (!open) return;
    last.current = Date.now();
    const touch = () => {
      last.current = Date.now();
    };
    const look = () => {
      if (Date.now() - last.current <= IDLE_MS) return;
      phone.lock();
      // An app that is never closed gets its new release here. What was being written is a draft and continues where it
      // was.
      location.reload();
    };
    const timer = setInterval(look, 30_000);
    document.addEventListener('visibilitychange', look);
    for (const kind of ['pointerdown', 'keydown'] as const) window.addEventListener(kind, touch);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      for (const kind of ['pointerdown', 'keydown'] as const) window.removeEventListener(kind, touch);
    };
  }, [open, phone]);
}
