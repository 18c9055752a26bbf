import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from './database.ts';
import { migrate, readMigrations } from './migrate.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const defaultCache = join(root, 'node_modules/.cache/sigg');

async function packageVersion(name: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8')) as {
    version: string;
  };
  return `${name}@${version}`;
}

/**
 * One name for each state of the migrations and version of the engine, since any other combination would be another
 * database.
 */
async function templateName(migrationsDir: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of ['@electric-sql/pglite', '@electric-sql/pglite-postgis'])
    hash.update(`${await packageVersion(name)}\n`);
  for (const { name, checksum } of await readMigrations(migrationsDir)) hash.update(`${name} ${checksum}\n`);
  return `template-${hash.digest('hex').slice(0, 16)}.tar`;
}

/** The template, if an earlier run left it in the cache. */
export async function cachedTemplate(migrationsDir: string, cacheDir = defaultCache): Promise<Uint8Array | undefined> {
  return readFile(join(cacheDir, await templateName(migrationsDir))).catch(() => undefined);
}

/**
 * The data folder of a freshly migrated embedded database as a tar, made at most once for each state of the migrations.
 * A database opened from it must get an epoch of its own (see newEpoch), since all copies share the template's.
 */
export async function migratedTemplate(migrationsDir: string, cacheDir = defaultCache): Promise<Uint8Array> {
  const cached = await cachedTemplate(migrationsDir, cacheDir);
  if (cached !== undefined) return cached;
  const db = await openDatabase({});
  try {
    await migrate(db, migrationsDir);
    if (db.dumpDataDir === undefined) throw new TypeError('the embedded engine has no dump');
    const tar = await db.dumpDataDir('none');
    await keep(tar, cacheDir, await templateName(migrationsDir)).catch(() => undefined);
    return tar;
  } finally {
    await db.close();
  }
}

/**
 * Written to another name and renamed, so that another run never reads half a template; a folder that cannot be written
 * to is no error.
 */
async function keep(tar: Uint8Array, cacheDir: string, name: string): Promise<void> {
  await mkdir(cacheDir, { recursive: true });
  const file = join(cacheDir, name);
  const aside = `${file}.${process.pid}`;
  await writeFile(aside, tar);
  await rename(aside, file);
  for (const old of await readdir(cacheDir)) {
    if (old.startsWith('template-') && old.endsWith('.tar') && old !== name)
      await rm(join(cacheDir, old), { force: true });
  }
}
