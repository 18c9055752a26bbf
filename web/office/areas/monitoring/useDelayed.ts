import { useCallback, useEffect, useRef, useState } from 'react';

/** How long, in milliseconds, a decision made with one key can be undone before it is sent. */
const UNDO_MS = 6_000;

interface Delayed {
  /** Id of what was decided on. */
  readonly key: string;
  readonly what: string;
  readonly run: () => Promise<void>;
}

/**
 * A single key is easily pressed by mistake, so each decision waits before it is sent and can be undone meanwhile. It
 * is sent with the next decision, when the time has passed, or when the screen is left. Only undoing drops a decision.
 */
export function useDelayed() {
  const [waiting, setWaiting] = useState<Delayed | null>(null);
  /** Decided here and not answered yet: shown as decided until the answer confirms or refuses it. */
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
