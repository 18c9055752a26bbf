/** Runs at most a given number of pieces of work at once; the others wait their turn. */
export function atMost(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // The place goes to whoever has waited longest, or becomes free.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/** Runs at most a given number of pieces of work at once: null for one that arrives while all places are taken. */
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
