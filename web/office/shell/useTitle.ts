import { useEffect } from 'react';

/** Sets the title of the tab. The screen comes first, for people with many tabs. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · SIGG`;
  }, [title]);
}
