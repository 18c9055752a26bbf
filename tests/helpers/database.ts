import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Database, openDatabase } from '../../server/db/database.ts'
import { migrate, readMigrations } from '../../server/db/migrate.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
export const migrationsDir = join(root, 'migrations')
const cacheDir = join(root, 'node_modules/.cache/sigg')

export type Engine = Database['engine']

/** The engine this run is about: SIGG_TEST_ENGINE, pglite when not said. */
export const testEngine: Engine = process.env.SIGG_TEST_ENGINE === 'postgres' ? 'postgres' : 'pglite'

/** Set by globalSetup.ts for the run's own server, or by hand to use another one. */
export const testDatabaseUrl = (): string => {
  const url = process.env.SIGG_TEST_DATABASE_URL
  if (url === undefined) throw new Error('SIGG_TEST_DATABASE_URL is not set; run through vitest, whose globalSetup starts a server')
  return url
}

let opened: Promise<Database> | undefined

/** The one migrated database of this process; empty but for what migrations write. Opened once, closed with the process. */
export function testDatabase(): Promise<Database> {
  opened ??= testEngine === 'postgres' ? openMigratedPostgres() : openMigratedPglite()
  return opened
}

async function openMigratedPostgres(): Promise<Database> {
  const db = await openDatabase({ url: testDatabaseUrl() })
  await migrate(db, migrationsDir)
  return db
}

const packageVersion = (name: string): string => (JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version

/** A database in memory of its own, migrated: for tests that must not share (restarts, restores). Close it. */
export async function openMigratedPglite(): Promise<Database> {
  return openDatabase({ template: await migratedTemplate() })
}

/** The data folder of a freshly migrated embedded database as a tar, made once per state of the migrations and kept in a cache. */
export async function migratedTemplate(): Promise<Uint8Array> {
  const migrations = await readMigrations(migrationsDir)
  const hash = createHash('sha256')
  for (const name of ['@electric-sql/pglite', '@electric-sql/pglite-postgis']) hash.update(`${name}@${packageVersion(name)}\n`)
  for (const { name, checksum } of migrations) hash.update(`${name} ${checksum}\n`)
  const file = join(cacheDir, `template-${hash.digest('hex').slice(0, 16)}.tar`)
  if (existsSync(file)) return readFileSync(file)
  const db = await openDatabase({})
  try {
    await migrate(db, migrationsDir)
    if (db.dumpDataDir === undefined) throw new Error('the embedded engine cannot be dumped')
    const tar = await db.dumpDataDir('none')
    mkdirSync(cacheDir, { recursive: true })
    for (const old of readdirSync(cacheDir).filter((name) => name.startsWith('template-'))) rmSync(join(cacheDir, old), { force: true })
    // Written aside and renamed: two runs at once must never read half a template.
    const aside = `${file}.${process.pid}`
    writeFileSync(aside, tar)
    renameSync(aside, file)
    return tar
  } finally {
    await db.close()
  }
}

/** Empties tables between tests: those named, or all but schema_migration, system_state and reference tables ('@reference' in their comment). */
export async function resetDatabase(db: Database, tables?: readonly string[]): Promise<void> {
  const names = tables ?? (await emptiable(db))
  if (names.length > 0) await db.script(`truncate ${names.map((name) => `"${name}"`).join(', ')} restart identity cascade`)
}

async function emptiable(db: Database): Promise<string[]> {
  const rows = await db.query<{ name: string }>(`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and c.relname not in ('schema_migration', 'system_state', 'spatial_ref_sys')
      and coalesce(obj_description(c.oid, 'pg_class'), '') not like '%@reference%'
    order by 1`)
  return rows.map(({ name }) => name)
}
