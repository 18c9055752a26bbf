/**
 * A backup is one folder: the database, the files, the keys, and manifest.json with the SHA-256 of each. The manifest is written
 * last, after everything was read back: a folder without it is not a backup. The database is copied before the files, and a
 * file is stored before the record that names it, so every file that the database knows is there.
 */
import { copyFile, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { BackupError } from './backupError.ts';
import type { Database, Executor } from './database.ts';
import type { DataFolder } from './dataFolder.ts';
import { checkDump } from './dump.ts';
import { hashFile, writeDurably } from './durableFile.ts';
import { checkPostgresDump } from './postgresDump.ts';

interface BackedUpFile {
  /** Inside the backup, with '/'. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Manifest {
  readonly format: 'sigg-backup-1';
  /** Instant at which the copy of the database was begun. */
  readonly takenAt: string;
  readonly engine: Database['engine'];
  readonly epoch: string;
  /** Number of the last sealed journal entry that is surely in it. */
  readonly head: number;
  /** Last migration applied. */
  readonly migration: string;
  readonly database: string;
  readonly files: readonly BackedUpFile[];
}

const manifestName = 'manifest.json';

/** The source of a backup: a function that writes the copy of the database, and the facts read before it. */
export interface BackupSource {
  readonly engine: Database['engine'];
  readonly facts: BackupFacts;
  /** Writes the database under this name (without ending) in the folder and returns the file's name. */
  copyDatabase(folder: string): Promise<string>;
}

export interface BackupFacts {
  readonly epoch: string;
  readonly head: number;
  readonly migration: string;
}

/**
 * What the manifest says of the database. It is read before the database is copied, so the copy holds at least this.
 */
export async function backupFacts(db: Executor): Promise<BackupFacts> {
  const [row] = await db.query<{ epoch: string | null; head: number | null; migration: string | null }>(`
    select (select value #>> '{}' from system_state where key = 'epoch') as epoch,
      (select max(number) from journal_seal) as head,
      (select max(name) from schema_migration) as migration`);
  return { epoch: row?.epoch ?? '', head: row?.head ?? 0, migration: row?.migration ?? '' };
}

/**
 * Records in the database up to which journal entry a verified backup outside the data folder reaches; phones may then
 * delete those commands.
 */
export async function markDurable(db: Executor, head: number): Promise<void> {
  await db.query(
    `insert into system_state (key, value) values ('durable', to_jsonb($1::bigint))
     on conflict (key) do update set value = excluded.value
       where (system_state.value #>> '{}')::bigint < (excluded.value #>> '{}')::bigint`,
    [head],
  );
}

async function* filesUnder(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else if (entry.isFile()) yield path;
  }
}

/** The name of a stored file is the hash of its content; any other name is a file that is still being written. */
const storedFile = /^[0-9a-f]{64}$/;

/**
 * Writes a backup into `target`, which must be empty or not exist, verifies it by reading everything back, and returns its
 * manifest. Throws BackupError with a sentence for the operator.
 */
export async function writeBackup(
  source: BackupSource,
  data: DataFolder,
  target: string,
  takenAt: string,
  say: (line: string) => void,
): Promise<Manifest> {
  await mkdir(target, { recursive: true, mode: 0o700 });
  if ((await readdir(target)).length > 0) throw new BackupError(`La carpeta de la copia no está vacía: ${target}`);
  try {
    return await fill(source, data, target, takenAt, say);
  } catch (thrown) {
    // The folder itself may be the mount point of a disk, so only what was put into it is removed.
    for (const name of await readdir(target)) await rm(join(target, name), { recursive: true, force: true });
    throw thrown;
  }
}

async function fill(
  source: BackupSource,
  data: DataFolder,
  target: string,
  takenAt: string,
  say: (line: string) => void,
): Promise<Manifest> {
  say('Copiando la base de datos');
  const database = await source.copyDatabase(target);
  const files: BackedUpFile[] = [{ path: database, ...(await hashFile(join(target, database))) }];
  const copyAll = async (from: string, name: string, wanted: (file: string) => boolean): Promise<void> => {
    for await (const path of filesUnder(from)) {
      const inside = relative(from, path);
      if (!wanted(inside.split('/').at(-1) ?? '')) continue;
      const to = join(target, name, inside);
      await mkdir(dirname(to), { recursive: true, mode: 0o700 });
      await copyFile(path, to);
      const written = await hashFile(to);
      if (name === 'files' && !inside.endsWith(written.sha256))
        throw new BackupError(`El archivo ${inside} no corresponde a su huella; revíselo con verify.`);
      files.push({ path: `${name}/${inside}`, ...written });
    }
  };
  say('Copiando los archivos');
  await copyAll(data.files, 'files', (name) => storedFile.test(name));
  await copyAll(data.keys, 'keys', () => true);
  say('Revisando la copia');
  await (source.engine === 'pglite' ? checkDump(join(target, database)) : checkPostgresDump(join(target, database)));
  const manifest: Manifest = {
    format: 'sigg-backup-1',
    takenAt,
    engine: source.engine,
    ...source.facts,
    database,
    files,
  };
  await writeDurably(join(target, manifestName), Readable.from([`${JSON.stringify(manifest, null, 1)}\n`]));
  return manifest;
}

function readManifest(text: string): Manifest | null {
  try {
    return JSON.parse(text) as Manifest;
  } catch {
    return null;
  }
}

/** Reads a backup's manifest and every file it names. Throws BackupError naming what is missing or altered. */
export async function verifyBackup(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, manifestName), 'utf8').catch(() => {
    throw new BackupError(`No es una copia completa de SIGG (falta ${manifestName}): ${folder}`);
  });
  const manifest = readManifest(text);
  if (!manifest) throw new BackupError(`No es una copia completa de SIGG (${manifestName} está cortado): ${folder}`);
  if (manifest.format !== 'sigg-backup-1')
    throw new BackupError(`Esta copia es de otra versión de SIGG (${String(manifest.format)}).`);
  for (const { path, bytes, sha256 } of manifest.files) {
    const size = await stat(join(folder, path)).then(
      (found) => found.size,
      () => undefined,
    );
    if (size === undefined) throw new BackupError(`Falta en la copia: ${path}`);
    if (size !== bytes || (await hashFile(join(folder, path))).sha256 !== sha256)
      throw new BackupError(`Fue cambiado en la copia: ${path}`);
  }
  return manifest;
}
