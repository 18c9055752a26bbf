/**
 * Secrets that are shown once and kept only as a hash: the code that lets a person set a password, the key of an integration.
 * They are made where they are shown, so that only their hash travels in the command and stands in the journal.
 */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Letters that a password needs at least (assumption, from current guidance: length rather than signs). */
export const MIN_PASSWORD = 12;

/** Bytes of randomness in a code for paper: 80 bits, enough that its hash cannot be guessed back. */
export const CODE_BYTES = 10;
/** Bytes of randomness in the key of an integration. */
export const TOKEN_BYTES = 20;
/** What every key of an integration begins with, so that a leaked one is recognised. */
export const TOKEN_PREFIX = 'sigg_';

/** Base 32 without letters that are mistaken for digits (Crockford). */
function base32(bytes: Uint8Array): string {
  let bits = 0;
  let value = 0;
  let out = '';
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += LETTERS[(value >>> bits) & 31];
      value &= (1 << bits) - 1;
    }
  }
  return out;
}

/** A code for paper, in groups of four: 'K7QD-02MX-9RT4-VB3C'. @param random CODE_BYTES random bytes. */
export function codeText(random: Uint8Array): string {
  return base32(random.subarray(0, CODE_BYTES)).replaceAll(/(.{4})(?=.)/g, '$1-');
}

/** The code as it is hashed: no dashes or spaces, capitals, O I L read as the digits they are mistaken for. */
export function normalCode(typed: string): string {
  return typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
}

/** The key of an integration. @param random TOKEN_BYTES random bytes. */
export function tokenText(random: Uint8Array): string {
  return TOKEN_PREFIX + base32(random.subarray(0, TOKEN_BYTES)).toLowerCase();
}
