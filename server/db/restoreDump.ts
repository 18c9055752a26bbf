import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BackupError } from './backupError.ts';
import { type Database, openDatabase } from './database.ts';
import { dataFolder, keptAside } from './dataFolder.ts';
import { checkDump, unpackDump } from './dump.ts';
import { newEpoch } from './epoch.ts';
import { lockFolder } from './folderLock.ts';

export interface RestoredDump {
  /** The new epoch. */
  readonly epoch: string;
  /** Where the former database went; undefined when there was none. */
  readonly movedTo: string | undefined;
}

/**
 * Puts an hourly dump (dumps/….tar.gz) in the place of the embedded database of its data folder, for when that one does not open any
 * more. Files and keys stay as they are; the former database is kept beside it. A new epoch makes phones send again what the dump
 * lacks. Throws BackupError or FolderInUse with a sentence for the operator; a dump that cannot be read changes nothing.
 */
export async function restoreDump(dump: string, root: string, takenAt: string, onRestored: (db: Database) => Promise<unknown>): Promise<RestoredDump> {
  const file = resolve(dump);
  await checkDump(file).catch((thrown: unknown) => {
    throw new BackupError(`No se puede leer el volcado ${file}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  });
  const folder = dataFolder(root);
  const lock = await lockFolder(folder.root);
  const aside = keptAside(folder.database, takenAt);
  try {
    const movedTo = existsSync(folder.database) ? aside : undefined;
    if (movedTo !== undefined) await rename(folder.database, movedTo);
    try {
      await unpackDump(file, folder.database);
      const db = await openDatabase({ dataDir: folder.database });
      try {
        const epoch = await newEpoch(db);
        await onRestored(db);
        await rm(folder.making, { force: true });
        return { epoch, movedTo };
      } finally {
        await db.close();
      }
    } catch (thrown) {
      await rm(folder.database, { recursive: true, force: true });
      if (movedTo !== undefined) await rename(movedTo, folder.database);
      throw thrown;
    }
  } finally {
    await lock.release();
  }
}
