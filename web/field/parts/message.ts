import { useSyncExternalStore } from 'react';

/** One sentence after something was done, for a few seconds. */
let shown: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();
const SECONDS = 6;

export function say(text: string): void {
  shown = text;
  clearTimeout(timer);
  timer = setTimeout(() => {
    shown = null;
    for (const tell of listeners) tell();
  }, SECONDS * 1000);
  for (const tell of listeners) tell();
}

export function useMessage(): string | null {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => shown,
  );
}
