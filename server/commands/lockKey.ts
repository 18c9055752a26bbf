/** The advisory lock of a thing: 63 bits of its id (random bits of a UUIDv7 lie in the second half). */
export function lockKey(id: string): bigint {
  return BigInt(`0x${id.replaceAll('-', '').slice(16)}`) & 0x7fff_ffff_ffff_ffffn;
}
