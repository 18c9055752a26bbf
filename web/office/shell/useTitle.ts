import { useEffect } from 'react';

/** The title of the tab: the screen first, for whoever has many open. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · SIGG`;
  }, [title]);
}
