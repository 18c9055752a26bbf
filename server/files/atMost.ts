/** Lets so many pieces of work run at once; the rest wait their turn. */
export function atMost(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // The place goes over to who waits longest, or falls free.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/** Runs so many pieces of work at once and no more: null for one that comes while all places are taken. */
export function upTo(most: number): <T>(work: () => Promise<T>) => Promise<T | null> {
  let running = 0;
  return async (work) => {
    if (running >= most) return null;
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
    }
  };
}
