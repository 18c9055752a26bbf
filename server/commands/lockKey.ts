/**
 * The number of the advisory lock on a subject: 63 bits of its id (the random bits of a UUIDv7 are in its second half).
 */
export function lockKey(id: string): bigint {
  return BigInt(`0x${id.replaceAll('-', '').slice(16)}`) & 0x7fff_ffff_ffff_ffffn;
}
