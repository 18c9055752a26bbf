import { useCallback, useEffect, useRef, useState } from 'react';

/** How long a decision taken by one key can be taken back before it is sent. */
const UNDO_MS = 6_000;

interface Delayed {
  /** The thing that was decided on. */
  readonly key: string;
  readonly what: string;
  readonly run: () => Promise<void>;
}

/**
 * Deciding by single keys slips: each decision waits a moment in which it can be undone, and goes out with the next one, when
 * the moment has passed, or when the screen is left. Nothing that was decided is dropped; only undoing does that.
 */
export function useDelayed() {
  const [waiting, setWaiting] = useState<Delayed | null>(null);
  /** Decided here and not yet answered: shown as decided until the answer says so or not. */
  const [underWay, setUnderWay] = useState<ReadonlySet<string>>(new Set());
  const now = useRef<{ readonly what: Delayed; readonly timer: ReturnType<typeof setTimeout> } | null>(null);

  const take = useCallback((): Delayed | null => {
    const taken = now.current;
    if (!taken) return null;
    clearTimeout(taken.timer);
    now.current = null;
    setWaiting(null);
    return taken.what;
  }, []);
  const settle = useCallback(
    (key: string) => setUnderWay((before) => new Set([...before].filter((k) => k !== key))),
    [],
  );

  const flush = useCallback(async (): Promise<void> => {
    const taken = take();
    if (!taken) return;
    await taken.run().finally(() => settle(taken.key));
  }, [take, settle]);

  const put = useCallback(
    async (what: Delayed): Promise<void> => {
      const before = flush();
      setUnderWay((keys) => new Set([...keys, what.key]));
      setWaiting(what);
      now.current = { what, timer: setTimeout(() => void flush(), UNDO_MS) };
      await before;
    },
    [flush],
  );

  const undo = useCallback((): string | null => {
    const taken = take();
    if (taken) settle(taken.key);
    return taken?.key ?? null;
  }, [take, settle]);

  useEffect(() => {
    const leaving = () => {
      if (document.visibilityState === 'hidden') void flush();
    };
    document.addEventListener('visibilitychange', leaving);
    return () => {
      document.removeEventListener('visibilitychange', leaving);
      void flush();
    };
  }, [flush]);

  return { waiting, underWay, put, flush, undo };
}
