import { createContext, useCallback, useContext, useRef, useState, useSyncExternalStore } from 'react';

/** Work of a field in the background: a photo being kept, a position being read, a file being sent. */
export interface PendingItem {
  readonly field: string;
  /** The work in words for the person: 'guardando 2 fotos'. */
  readonly words: string;
  /** The form may be saved without it, if the person says so. */
  readonly optional: boolean;
}

/**
 * All background work of the fields of one form. Before saving, the form waits for it (`settled`): work begun before
 * the press becomes part of what is saved, or the person is told that it failed. There is one for each form, given to
 * its fields by `PendingContext`.
 */
export class PendingWork {
  private held: readonly PendingItem[] = [];
  private readonly listeners = new Set<() => void>();
  /** Functions that end the current waits. */
  private wake: (() => void)[] = [];
  private failed: string[] = [];

  list = (): readonly PendingItem[] => this.held;

  subscribe = (tell: () => void): (() => void) => {
    this.listeners.add(tell);
    return () => this.listeners.delete(tell);
  };

  /**
   * Runs the work of a field and counts it as pending until its result has been handed over. Throws what the work
   * throws.
   */
  async run(item: PendingItem, work: () => Promise<void>): Promise<void> {
    this.put([...this.held, item]);
    try {
      await work();
    } catch (error) {
      if (this.held.includes(item)) this.failed.push(item.field);
      throw error;
    } finally {
      this.put(this.held.filter((other) => other !== item));
    }
  }

  /** Waits until nothing is pending. Returns the fields whose work failed meanwhile. */
  async settled(): Promise<readonly string[]> {
    this.failed = [];
    while (this.held.length > 0) await new Promise<void>((go) => this.wake.push(go));
    return this.failed;
  }

  /** Stops waiting for optional work, because the person chose to save without it. */
  goWithout = (): void => this.put(this.held.filter((item) => !item.optional));

  private put(items: readonly PendingItem[]): void {
    this.held = items;
    for (const tell of this.listeners) tell();
    if (items.length > 0) return;
    const waiting = this.wake;
    this.wake = [];
    for (const go of waiting) go();
  }
}

/** The default is for a field outside any form (a test, a single question), where nobody waits for its work. */
export const PendingContext = createContext<PendingWork>(new PendingWork());

/** The pending work of a form, for the component that draws its button. */
export function usePendingItems(pending: PendingWork): readonly PendingItem[] {
  return useSyncExternalStore(pending.subscribe, pending.list, pending.list);
}

/**
 * Runs background work of a field. Fields use only this, so that the form knows of all work (checked by
 * pending.test.ts).
 */
export function useFieldWork(field: string) {
  const pending = useContext(PendingContext);
  const [busy, setBusy] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const turn = useRef(0);
  const run = useCallback(
    async (words: string, work: () => Promise<void>, optional = false) => {
      turn.current += 1;
      const mine = turn.current;
      setBusy(words);
      setFailed(null);
      try {
        await pending.run({ field, words, optional }, work);
      } catch (error) {
        setFailed(error instanceof Error ? error.message : String(error));
      } finally {
        if (turn.current === mine) setBusy(null);
      }
    },
    [pending, field],
  );
  return { busy, failed, run };
}
