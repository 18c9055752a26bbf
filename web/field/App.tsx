import { useEffect, useRef } from 'react';
import { usePhone, usePhoneState } from '../local/react.ts';
import { lifeAt } from './parts/NounLink.tsx';
import { NOWHERE } from './parts/useCapture.ts';
import { go, pathOf, type Route, useRoute } from './route.ts';
import { AllianceScreen } from './screens/AllianceScreen.tsx';
import { CommunityScreen } from './screens/CommunityScreen.tsx';
import { ConflictScreen } from './screens/ConflictScreen.tsx';
import { Door } from './screens/Door.tsx';
import { Home } from './screens/Home.tsx';
import { LoginScreen } from './screens/LoginScreen.tsx';
import { NounFormScreen } from './screens/NounFormScreen.tsx';
import { NounListScreen } from './screens/NounListScreen.tsx';
import { NounScreen } from './screens/NounScreen.tsx';
import { OutboxScreen } from './screens/OutboxScreen.tsx';
import { RecordScreen } from './screens/RecordScreen.tsx';
import { SaleScreen } from './screens/SaleScreen.tsx';
import { SettingsScreen } from './screens/SettingsScreen.tsx';
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
    case 'alianza':
      return <AllianceScreen id={a} />;
    case 'visita':
      return <VisitScreen key={`${a}/${b}`} allianceId={a} what={b} />;
    case 'venta':
      return <SaleScreen key={`${a}/${b}`} allianceId={a} what={b} />;
    case 'comunidad':
      return <CommunityScreen key={`${a}/${b}`} allianceId={a} what={b} />;
    case 'registro':
      return <RecordScreen allianceId={a} id={b} />;
    case 'valores':
      return <ConflictScreen id={a} />;
    case 'envios':
      return <OutboxScreen />;
    case 'ajustes':
      return <SettingsScreen />;
    case 'ingresar':
      return <LoginScreen />;
    default:
      return <NounPlace route={route} />;
  }
}

/** The screens of declared nouns: the list of what this person recorded, a form, one record. */
function NounPlace({ route: [place, a, b = '', what = ''] }: { route: Route }) {
  const life = lifeAt(place);
  if (!life) return <Home />;
  if (a === undefined) return <NounListScreen life={life} />;
  if (a !== 'nuevo') return <NounScreen life={life} id={a} />;
  return (
    <NounFormScreen
      key={`${life.noun.name}/${b}/${what}`}
      life={life}
      allianceId={b === NOWHERE || b === '' ? null : b}
      what={what}
    />
  );
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
