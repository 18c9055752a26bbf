/** Names and keeping of dumps: 'sigg-2026-11-23T07-05-09Z.tar.gz', the instant at which it was begun, in UTC. */

const pattern = /^sigg-(\d{4}-\d{2}-\d{2})T(\d{2})-\d{2}-\d{2}Z\.tar\.gz$/;
const keptHours = 24;
const keptDays = 7;

/** `instant` is an ISO string in UTC. */
export function dumpName(instant: string): string {
  return `sigg-${instant.slice(0, 19).replaceAll(':', '-')}Z.tar.gz`;
}

/** Dumps in order of time; other files are left out. */
export function dumpsIn(names: readonly string[]): string[] {
  return names.filter((name) => pattern.test(name)).sort();
}

/**
 * Which dumps may be removed: all except the newest of each of the last 24 hours, and of each of the last 7 days, with
 * a dump.
 */
export function superfluousDumps(names: readonly string[]): string[] {
  const newestFirst = dumpsIn(names).reverse();
  const newestOf = (key: (name: string) => string, count: number): string[] => {
    const chosen = new Map<string, string>();
    for (const name of newestFirst) if (!chosen.has(key(name)) && chosen.size < count) chosen.set(key(name), name);
    return [...chosen.values()];
  };
  const kept = new Set([
    ...newestOf((name) => name.slice(5, 18), keptHours),
    ...newestOf((name) => name.slice(5, 15), keptDays),
  ]);
  return newestFirst.filter((name) => !kept.has(name));
}
