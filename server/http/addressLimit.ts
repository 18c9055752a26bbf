/** How much one address may do: a number at once, and one more each `everyMs`. */
interface Allowance {
  readonly most: number;
  readonly everyMs: number;
}

/**
 * The most addresses remembered; beyond it the oldest are forgotten, so that a flood of addresses cannot fill the
 * memory.
 */
const MOST_ADDRESSES = 50_000;

/**
 * The text under which an address is counted. A home or a telephone has a whole network of IPv6 addresses (with the
 * same first four groups) and may use another for each request, so the network is counted. An address that carries an
 * IPv4 address is counted as that.
 */
export function countedAs(address: string): string {
  const four = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (four || !address.includes(':')) return (four ?? address).slice(0, 60);
  const [head = '', tail] = address.split('%')[0]?.toLowerCase().split('::') ?? [];
  const groups = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const whole =
    tail === undefined
      ? groups
      : [...groups, ...Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => '0'), ...after];
  return `${whole
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`.slice(0, 60);
}

/**
 * Counts what each address does, only in memory: nothing records who asked. Forty people of one telecentre share an
 * address, so an allowance must be enough for a full room.
 */
export function addressLimit({ most, everyMs }: Allowance, now: () => number = Date.now): (address: string) => boolean {
  const seen = new Map<string, { left: number; at: number }>();
  return (from) => {
    const address = countedAs(from);
    const at = now();
    const before = seen.get(address);
    const left = before ? Math.min(most, before.left + (at - before.at) / everyMs) : most;
    seen.delete(address);
    const [oldest] = seen.size >= MOST_ADDRESSES ? seen.keys() : [];
    if (oldest !== undefined) seen.delete(oldest);
    seen.set(address, { left: Math.max(0, left - 1), at });
    return left >= 1;
  };
}
