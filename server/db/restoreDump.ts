import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BackupError } from './backupError.ts';
import { type Database, openDatabase } from './database.ts';
import { dataFolder, keptAside } from './dataFolder.ts';
import { checkDump, unpackDump } from './dump.ts';
import { lockFolder } from './folderLock.ts';
import {
  beginEpoch,
  dropMark,
  endUnfinished,
  isDump,
  markUnfinished,
  readUnfinished,
  refuseUnfinishedFolder,
} from './unfinished.ts';

export interface RestoredDump {
  /** The new epoch. */
  readonly epoch: string;
  /** Where the former database was moved; undefined when there was none. */
  readonly movedTo: string | undefined;
}

/**
 * Replaces the embedded database of a data folder by an hourly dump (dumps/….tar.gz), for when it no longer opens.
 * Files and keys stay as they are; the former database is kept beside it. A new epoch makes phones send again what the
 * dump lacks. Throws BackupError or FolderInUse with a sentence for the operator; an unreadable dump changes nothing.
 */
export async function restoreDump(
  dump: string,
  root: string,
  takenAt: string,
  onRestored: (db: Database) => Promise<unknown>,
): Promise<RestoredDump> {
  const file = resolve(dump);
  await checkDump(file).catch((thrown: unknown) => {
    throw new BackupError(
      `No se puede leer el volcado ${file}: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    );
  });
  const folder = dataFolder(root);
  const lock = await lockFolder(folder.root);
  const aside = keptAside(folder.database, takenAt);
  try {
    const cutOff = await readUnfinished(folder.root);
    if (cutOff && !isDump(cutOff)) await refuseUnfinishedFolder(folder.root);
    // What an interrupted restore of a dump left is no database, once the former one was moved aside.
    const putAside = cutOff?.movedTo === undefined || existsSync(cutOff.movedTo);
    if (cutOff && putAside) await rm(folder.database, { recursive: true, force: true });
    const there = existsSync(folder.database);
    const movedTo = there ? aside : cutOff?.movedTo;
    const unfinished = { from: file, at: takenAt, movedTo };
    await markUnfinished(folder.root, unfinished);
    if (there) await rename(folder.database, aside);
    try {
      await unpackDump(file, folder.database);
      const db = await openDatabase({ dataDir: folder.database });
      try {
        const epoch = await beginEpoch(db, unfinished);
        await onRestored(db);
        await rm(folder.making, { force: true });
        await endUnfinished(folder.root, db);
        return { epoch, movedTo };
      } finally {
        await db.close();
      }
    } catch (thrown) {
      await rm(folder.database, { recursive: true, force: true });
      if (movedTo !== undefined) {
        await rename(movedTo, folder.database);
        await dropMark(folder.root);
      }
      throw thrown;
    }
  } finally {
    await lock.release();
  }
}
