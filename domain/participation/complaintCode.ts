import type { Day } from '../kernel/dates.ts';

/** Letters and digits that are not taken for one another when read aloud or off a slip of paper (Crockford). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The code that a person is told at once, also without signal: it comes from the complaint's own identity, made on the device,
 * so two devices never give the same one (40 random bits). 'R-2026-7KQ4M2XD'.
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

/** A code as somebody copied it off a slip: any capitals, spaces and dashes, O for 0, I and L for 1. Null where it is none. */
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
