import { createPublicKey, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/**
 * Reads the public keys that a person keeps outside this machine: one on each line (SPKI DER, base64url), followed by
 * an optional note; `#` begins a comment. Throws an Error with a Spanish sentence when the file cannot be read or a
 * line is no Ed25519 key.
 */
export async function readKnownKeys(file: string): Promise<ReadonlySet<string>> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`No se puede leer el archivo de claves conocidas: ${file}`);
  });
  const keys = new Set<string>();
  for (const [i, line] of text.split('\n').entries()) {
    const [key = ''] = line.trim().split(/\s/);
    if (key === '' || key.startsWith('#')) continue;
    if (!publicKeyOf(key)) throw new Error(`${file}, línea ${i + 1}: no es una clave pública de SIGG.`);
    keys.add(key);
  }
  if (keys.size === 0) throw new Error(`El archivo de claves conocidas está vacío: ${file}`);
  return keys;
}

function publicKeyOf(key: string) {
  try {
    const made = createPublicKey({ key: Buffer.from(key, 'base64url'), type: 'spki', format: 'der' });
    return made.asymmetricKeyType === 'ed25519' ? made : null;
  } catch {
    return null;
  }
}

/** Whether the owner of a public key signed a text. False when the key is not a key. */
export function signedBy(publicKey: string, text: string, signature: string): boolean {
  const key = publicKeyOf(publicKey);
  return key !== null && verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
}
