/**
 * A stream of numbers in [0, 1) derived from a text: the same seed gives the same stream on any machine (xmur3 +
 * mulberry32).
 */
function streamOf(seed: string): () => number {
  let h = 1779033703 ^ seed.length;
  for (let i = 0; i < seed.length; i++) {
    h = Math.imul(h ^ seed.charCodeAt(i), 3432918353);
    h = (h << 13) | (h >>> 19);
  }
  h = Math.imul(h ^ (h >>> 16), 2246822507);
  h = Math.imul(h ^ (h >>> 13), 3266489909);
  let state = (h ^ (h >>> 16)) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** How many of a population are looked at one by one: a share of it, but at least a minimum and at most all. */
export function sampleSize(population: number, percent: number, minimum: number): number {
  return Math.min(population, Math.max(minimum, Math.ceil((population * percent) / 100)));
}

/**
 * Draws without replacement (Fisher-Yates over the ids in order), so that anybody with the seed and the ids draws the same.
 * Returns the drawn and the others, each in the order of their ids.
 */
export function draw(ids: readonly string[], size: number, seed: string): { sample: string[]; rest: string[] } {
  const next = streamOf(seed);
  const pool = [...ids].sort();
  for (let i = 0; i < size && i < pool.length - 1; i++) {
    const j = i + Math.floor(next() * (pool.length - i));
    [pool[i], pool[j]] = [pool[j] as string, pool[i] as string];
  }
  return { sample: pool.slice(0, size).sort(), rest: pool.slice(size).sort() };
}
