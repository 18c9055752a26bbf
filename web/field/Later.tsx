import { useEffect, useState } from 'react';
import { fieldAppWords as w } from '../../domain/words/fieldApp.ts';
import { Empty, Loading } from '../ui/states/States.tsx';
import { Frame } from './parts/Frame.tsx';
import { pathOf, type Route } from './route.ts';

type Screen = typeof import('./screens/later.tsx').LaterScreen;

let held: Screen | null = null;

/**
 * Brings the screens beyond the first one and the forms of visits and sales. They are a file of their own, asked for
 * as soon as the app starts; the service worker keeps it with all others. Rejects where it cannot be had.
 */
export async function bringLater(): Promise<Screen> {
  held ??= (await import('./screens/later.tsx')).LaterScreen;
  return held;
}

/** The screen of any address but those that the app begins with. */
export function Later({ route }: { route: Route }) {
  const [screen, setScreen] = useState<{ readonly Is: Screen } | null>(held ? { Is: held } : null);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    if (screen) return;
    bringLater().then(
      (Is) => setScreen({ Is }),
      () => setMissing(true),
    );
  }, [screen]);
  if (screen) return <screen.Is route={route} />;
  return (
    <Frame title={w.product} back={pathOf()}>
      {missing ? (
        <Empty
          title={w.later.missing}
          action={
            <button type="button" className="btn btn-main f-big" onClick={() => location.reload()}>
              {w.later.again}
            </button>
          }
        >
          {w.later.missingHow}
        </Empty>
      ) : (
        <Loading lines={6} />
      )}
    </Frame>
  );
}
