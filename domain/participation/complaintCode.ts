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
