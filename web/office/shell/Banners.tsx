import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { officeWords as w } from '../../../domain/words/office.ts';
import { Icon } from '../../ui/icons.tsx';
import { isOnline, onConnectionChange } from '../api.ts';
import { useSession } from '../session.tsx';

function useOnline(): boolean {
  return useSyncExternalStore(onConnectionChange, isOnline);
}

/** Warnings that are always in view: the records are not official, the data are invented, there is no connection. */
export function Banners() {
  const { me } = useSession();
  const online = useOnline();
  const client = useQueryClient();
  // While there is no connection, the server is asked every 10 s. Its answer closes the banner, and failed queries are
  // asked again.
  useEffect(() => {
    if (online) {
      void client.refetchQueries({ predicate: (q) => q.state.status === 'error' });
      return;
    }
    const timer = setInterval(() => void client.refetchQueries({ queryKey: ['me'] }), 10_000);
    return () => clearInterval(timer);
  }, [online, client]);
  return (
    <aside className="banners" aria-label="Avisos">
      {me.system.unofficial ? (
        <p className="banner" data-tone="warn">
          <strong>{w.unofficial}.</strong> <span className="wide-only">{w.unofficialWhy}</span>
        </p>
      ) : null}
      {me.system.demo ? (
        <p className="banner" data-tone="special">
          <strong>{w.demo}.</strong> <span className="wide-only">{w.demoWhy}</span>
        </p>
      ) : null}
      <div role="status">
        {online ? null : (
          <p className="banner" data-tone="bad">
            <Icon name="nosignal" size={18} /> <strong>{w.offline}.</strong> {w.offlineWhy}
          </p>
        )}
      </div>
    </aside>
  );
}
