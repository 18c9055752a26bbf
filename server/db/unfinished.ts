import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BackupError } from './backupError.ts';
import type { Executor } from './database.ts';
import { syncFolder } from './durableFile.ts';
import { newEpoch } from './epoch.ts';

/**
 * The mark of an unfinished restore. An interrupted restore leaves a folder that looks like an installation and lacks
 * most of it. So a mark is put into the folder before anything is restored, and another into the database as soon as
 * there is one; both are removed last. Whatever would use either tells what to do.
 */
export interface Unfinished {
  /** What is being restored: a backup's folder, or a dump of the embedded database. */
  readonly from: string;
  readonly at: string;
  /** Where the former content is kept. */
  readonly movedTo?: string | undefined;
  /**
   * True while the former content is still being moved there, so that what is left in the folder does not come from the
   * restore.
   */
  readonly moving?: boolean;
}

export const markName = 'restauracion-sin-terminar.json';
const markOf = (root: string): string => join(root, markName);

/** Whether only the database is being replaced, by a dump of it, while files and keys stay. */
export const isDump = ({ from }: Unfinished): boolean => from.endsWith('.tar.gz');
const STATE = 'restoring';

/** Marks the folder; when it returns, the mark is on the disk. */
export async function markUnfinished(root: string, unfinished: Unfinished): Promise<void> {
  await writeFile(markOf(root), `${JSON.stringify(unfinished)}\n`, { flush: true, mode: 0o600 });
  await syncFolder(root);
}

/** The mark of a folder; null when there is none. A mark that was itself cut short still counts. */
export async function readUnfinished(root: string): Promise<Unfinished | null> {
  const text = await readFile(markOf(root), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return JSON.parse(text) as Unfinished;
  } catch {
    return { from: 'CARPETA-DE-LA-COPIA', at: '' };
  }
}

/** Writes a new epoch and the mark in one step, so that a database without the mark has an epoch of its own. */
export async function beginEpoch(db: Executor, unfinished: Unfinished): Promise<string> {
  await db.query(
    `insert into system_state (key, value) values ('${STATE}', $1::text::jsonb) on conflict (key) do update set value = excluded.value`,
    [JSON.stringify(unfinished)],
  );
  return newEpoch(db);
}

/** All is restored: removes the marks, that of the database first. */
export async function endUnfinished(root: string, db: Executor): Promise<void> {
  await db.query(`delete from system_state where key = '${STATE}'`);
  await dropMark(root);
}

/** Removes the mark of the folder: all is restored, or all is again as it was before. */
export async function dropMark(root: string): Promise<void> {
  await rm(markOf(root), { force: true });
  await syncFolder(root);
}

function sentence(unfinished: Unfinished, where: string): string {
  const { from, at, movedTo } = unfinished;
  const before = movedTo === undefined ? '' : ` Lo que había antes está en ${movedTo}.`;
  const when = at === '' ? '' : ` (comenzó el ${at.slice(0, 10)})`;
  const kind = isDump(unfinished) ? 'el volcado' : 'la copia';
  return (
    `La restauración de ${kind} ${from} en ${where} quedó sin terminar${when}: faltan datos. Ejecútela otra vez ` +
    `con: npm run restore -- ${from}.${before}`
  );
}

/** Refuses a data folder whose restore was cut off. Throws BackupError with a sentence that says what to do. */
export async function refuseUnfinishedFolder(root: string): Promise<void> {
  const unfinished = await readUnfinished(root);
  if (unfinished) throw new BackupError(sentence(unfinished, root));
}

/** Refuses a PostgreSQL database whose restore was cut off, also when it is opened with another data folder. */
export async function refuseUnfinishedDatabase(db: Executor): Promise<void> {
  const [there] = await db.query<{ there: boolean }>("select to_regclass('public.system_state') is not null as there");
  if (!there?.there) return;
  const [row] = await db.query<{ value: Unfinished }>(`select value from system_state where key = '${STATE}'`);
  if (!row) return;
  throw new BackupError(
    `${sentence(row.value, 'la base de DATABASE_URL')} Antes cree otra base vacía (createdb) e indíquela en DATABASE_URL.`,
  );
}
