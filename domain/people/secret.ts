/**
 * Secrets that are shown once and stored only as a hash: the code with which a person sets a password, and integration
 * keys. They are made where they are shown, so only their hash is sent and recorded in the journal.
 */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The least length of a password (assumption, from current guidance: length matters more than special characters). */
export const MIN_PASSWORD = 12;

/** Random bytes in a code on paper: 80 bits, so that it cannot be guessed from its hash. */
export const CODE_BYTES = 10;
/** Random bytes in an integration key. */
export const TOKEN_BYTES = 20;
/** The beginning of every integration key, so that a leaked one is recognised. */
export const TOKEN_PREFIX = 'sigg_';

/** Base 32 without letters that look like digits (Crockford). */
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

/**
 * A code for paper, in groups of four: 'K7QD-02MX-9RT4-VB3C'.
 * @param random CODE_BYTES random bytes
 */
export function codeText(random: Uint8Array): string {
  return base32(random.subarray(0, CODE_BYTES)).replaceAll(/(.{4})(?=.)/g, '$1-');
}

/**
 * The code in the form that is hashed: without dashes and spaces, in capitals, with O, I and L read as the digits that
 * they look like.
 */
export function normalCode(typed: string): string {
  return typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
}

/**
 * An integration key.
 * @param random TOKEN_BYTES random bytes
 */
export function tokenText(random: Uint8Array): string {
  return TOKEN_PREFIX + base32(random.subarray(0, TOKEN_BYTES)).toLowerCase();
}
