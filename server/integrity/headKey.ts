import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { chmod, mkdir, open, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Signs heads of the journal. The private key is in a file of its own, never in the database. */
export interface HeadKey {
  /** SPKI DER, base64url: the key with which anybody checks a signature. */
  readonly publicKey: string;
  readonly sign: (text: string) => string;
  readonly check: (text: string, signature: string) => boolean;
}

const FILE = 'head-signing.pem';

/**
 * The folder of keys and heads: SIGG_KEYS_DIR, preferably on another disk than the database; otherwise `keys` in the
 * data folder.
 */
export function keysDirOf(dataDir: string, env: Readonly<Record<string, string | undefined>> = process.env): string {
  return resolve(env.SIGG_KEYS_DIR || join(dataDir, 'keys'));
}

/** The key of this installation; null when none was made yet. */
export async function readHeadKey(keysDir: string): Promise<HeadKey | null> {
  const pem = await readFile(join(keysDir, FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return pem === null ? null : headKeyOf(createPrivateKey(pem));
}

/** The key of this installation, made at the first start: Ed25519, in a file that only its owner can read. */
export async function ensureHeadKey(keysDir: string): Promise<HeadKey> {
  const known = await readHeadKey(keysDir);
  if (known) return known;
  await mkdir(keysDir, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  const path = join(keysDir, FILE);
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }));
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    // Another server with the same folder made the key at the same moment; that one is used.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return ensureHeadKey(keysDir);
  }
  await chmod(path, 0o600);
  return headKeyOf(privateKey);
}

function headKeyOf(privateKey: KeyObject): HeadKey {
  const publicKey = createPublicKey(privateKey);
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
    check: (text, signature) => verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64url')),
  };
}
