import type { Day } from '../kernel/dates.ts';

/** Letters and digits that are not confused when read aloud or copied from paper (Crockford). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The code that the person gets at once, also without signal. It is derived from the complaint's id, which is made on
 * the device, so two devices never give the same code (40 random bits). 'R-2026-7KQ4M2XD'.
 */
export function complaintCode(id: string, receivedOn: Day): string {
  let bits = BigInt(`0x${id.replaceAll('-', '').slice(-10)}`);
  let letters = '';
  for (let i = 0; i < 8; i++) {
    letters = `${ALPHABET[Number(bits & 31n)]}${letters}`;
    bits >>= 5n;
  }
  return `R-${receivedOn.slice(0, 4)}-${letters}`;
}

/**
 * A code as somebody copied it from a slip: with any capitals, spaces and dashes, O for 0, I and L for 1. Null when it
 * is not a code.
 */
export function readComplaintCode(typed: string): string | null {
  const bare = typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/^R/, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const letters = bare.slice(4);
  if (!/^\d{4}$/.test(bare.slice(0, 4)) || letters.length !== 8 || [...letters].some((l) => !ALPHABET.includes(l)))
    return null;
  return `R-${bare.slice(0, 4)}-${letters}`;
}
