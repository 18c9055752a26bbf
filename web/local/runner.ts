import type { Phone } from './phone.ts';

/** How often the phone synchronises by itself while it is in use and the last try worked. */
const EVERY_MS = 60_000;
/** How often, when something waits and the last try failed. */
const SOON_MS = 15_000;

/**
 * Synchronises by itself: when signal comes back, when the app comes to the front, after each record, and at intervals.
 * Only one tab at a time does it. Answers the function that stops it.
 */
export function startRunner(phone: Phone): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const round = async () => {
    clearTimeout(timer);
    if (stopped) return;
    if (document.visibilityState === 'visible' && phone.state().person) await oneTab(() => phone.sync());
    const { items, online } = phone.state();
    const waits = items.some((i) => i.stands === 'send');
    if (!stopped) timer = setTimeout(round, waits || !online ? SOON_MS : EVERY_MS);
  };
  const wake = () => void round();
  const look = () => {
    if (document.visibilityState === 'visible') wake();
  };
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', look);
  wake();
  return () => {
    stopped = true;
    clearTimeout(timer);
    window.removeEventListener('online', wake);
    document.removeEventListener('visibilitychange', look);
  };
}

async function oneTab(work: () => Promise<unknown>): Promise<void> {
  if (!('locks' in navigator)) {
    await work();
    return;
  }
  await navigator.locks.request('sigg-sync', { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
}
