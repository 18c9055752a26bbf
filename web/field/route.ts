import { useSyncExternalStore } from 'react';

/** The present screen: the parts of the address below /campo. */
export type Route = readonly string[];

const listeners = new Set<() => void>();
let held: { path: string; route: Route } = { path: '', route: [] };

function read(): Route {
  const path = location.pathname + location.search;
  if (held.path !== path)
    held = { path, route: location.pathname.split('/').slice(2).filter(Boolean).map(decodeURIComponent) };
  return held.route;
}

const tellAll = () => {
  for (const tell of listeners) tell();
};

export function useRoute(): Route {
  return useSyncExternalStore((tell) => {
    listeners.add(tell);
    window.addEventListener('popstate', tellAll);
    return () => listeners.delete(tell);
  }, read);
}

export const pathOf = (...parts: readonly string[]): string => ['/campo', ...parts.map(encodeURIComponent)].join('/');

/** Goes to a screen; with `replace`, the way back skips the present one. */
export function go(path: string, replace = false): void {
  if (replace) history.replaceState(null, '', path);
  else history.pushState({ inside: true }, '', path);
  tellAll();
}

/** Goes back to the previous screen, or to a given one when the app was opened right here. */
export function goBack(otherwise: string): void {
  if ((history.state as { inside?: boolean } | null)?.inside) history.back();
  else go(otherwise, true);
}
