import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../db/durableFile.ts';

/** Content-addressed files: the same photo is stored once, under the SHA-256 of its bytes. */
export interface FileStore {
  /** Stores the bytes durably and returns their SHA-256. */
  readonly put: (bytes: Uint8Array) => Promise<string>;
  readonly get: (hash: string) => Promise<Uint8Array | null>;
  /** Removes a file for good; nothing happens when it does not exist. */
  readonly remove: (hash: string) => Promise<void>;
  readonly has: (hash: string) => Promise<boolean>;
  readonly folder: string;
}

/** Files in a local folder, two levels deep; written aside, synced and renamed, so a killed server leaves no half file. */
export function localFileStore(folder: string): FileStore {
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash.slice(2, 4), hash);
  return {
    folder,
    put: async (bytes) => {
      const hash = createHash('sha256').update(bytes).digest('hex');
      const path = pathOf(hash);
      if (await exists(path)) return hash;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const aside = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
      try {
        const file = await open(aside, 'w', 0o600);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(aside, path);
      } catch (thrown) {
        // On a full disk, half a file would keep it full.
        await rm(aside, { force: true });
        throw thrown;
      }
      await syncFolder(dirname(path));
      return hash;
    },
    get: async (hash) => {
      try {
        return new Uint8Array(await readFile(pathOf(hash)));
      } catch {
        return null;
      }
    },
    remove: (hash) => rm(pathOf(hash), { force: true }),
    has: (hash) => exists(pathOf(hash)),
  };
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
