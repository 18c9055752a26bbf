import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const FILE = 'session.key';
const made = new Map<string, Promise<string>>();

/**
 * The key that signs session cookies and encrypts second factors: 64 hexadecimal digits in a file that only its owner
 * can read, never in the database, made at the first start. Several servers share it by sharing the folder
 * (SIGG_KEYS_DIR). Losing it ends all sessions and all second factors, so it belongs in the backup.
 */
export function ensureSessionKey(keysDir: string): Promise<string> {
  const known = made.get(keysDir);
  if (known) return known;
  const reading = readOrMake(keysDir);
  made.set(keysDir, reading);
  reading.catch(() => made.delete(keysDir));
  return reading;
}

async function readOrMake(keysDir: string): Promise<string> {
  const path = join(keysDir, FILE);
  const found = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (found !== null) return checked(found.trim());
  await mkdir(keysDir, { recursive: true, mode: 0o700 });
  const key = randomBytes(32).toString('hex');
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(`${key}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    return key;
  } catch (error) {
    // Another server with the same folder made the key at the same moment; that one is used.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return checked((await readFile(path, 'utf8')).trim());
  }
}

function checked(key: string): string {
  if (!/^[0-9a-f]{64}$/.test(key))
    throw new Error('El archivo de clave de sesiones (session.key) está dañado. Recupérelo de la copia de seguridad.');
  return key;
}
