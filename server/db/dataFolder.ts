import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The parts of SIGG_DATA_DIR. With PostgreSQL there is no `database` and no `dumps`; the rest is the same. */
export interface DataFolder {
  readonly root: string;
  /** The embedded engine's own folder; only it writes there. */
  readonly database: string;
  /** Exists while a new database is being made: what an interrupted first start left behind is no database. */
  readonly making: string;
  /** Content-addressed files: photos, papers. */
  readonly files: string;
  /** Keys that never enter the database (signing of heads, session secret). */
  readonly keys: string;
  /** Dumps of the embedded database, by hour. */
  readonly dumps: string;
}

/** `keys` is given when they are elsewhere, preferably on another disk. */
export function dataFolder(root: string, keys = join(root, 'keys')): DataFolder {
  return {
    root,
    database: join(root, 'db'),
    making: join(root, 'db.making'),
    files: join(root, 'files'),
    keys,
    dumps: join(root, 'dumps'),
  };
}

/** The name under which what a restore replaces is kept, beside it. @param takenAt when it was replaced */
export const keptAside = (path: string, takenAt: string): string =>
  `${path}.antes-de-restaurar-${takenAt.slice(0, 19).replaceAll(':', '-')}`;

/**
 * Makes the missing folders. All of them, existing ones too, are closed to everybody but their owner, because photos,
 * papers and dumps hold personal data.
 */
export async function makeDataFolder(root: string, keys?: string): Promise<DataFolder> {
  const folder = dataFolder(root, keys);
  for (const dir of [folder.root, folder.files, folder.dumps, folder.keys]) {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await ownerOnly(dir);
  }
  return folder;
}

/** Closes a folder to everybody but its owner; a folder of somebody else is left as it is. */
export async function ownerOnly(dir: string): Promise<void> {
  await chmod(dir, 0o700).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPERM' && error.code !== 'EACCES' && error.code !== 'EROFS') throw error;
  });
}
