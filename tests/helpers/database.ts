import { fileURLToPath } from 'node:url';
import { type Database, openDatabase } from '../../server/db/database.ts';
import { migrate } from '../../server/db/migrate.ts';
import { migratedTemplate } from '../../server/db/template.ts';

export const migrationsDir = fileURLToPath(new URL('../../migrations', import.meta.url));

export type Engine = Database['engine'];

/** The engine of this run: SIGG_TEST_ENGINE, by default pglite. */
export const testEngine: Engine = process.env.SIGG_TEST_ENGINE === 'postgres' ? 'postgres' : 'pglite';

/** Set by globalSetup.ts to the run's own server, or by hand to another one. */
const testDatabaseUrl = (): string => {
  const url = process.env.SIGG_TEST_DATABASE_URL;
  if (url === undefined)
    throw new Error('SIGG_TEST_DATABASE_URL is not set; run through vitest, whose globalSetup starts a server');
  return url;
};

let opened: Promise<Database> | undefined;

/** The one migrated database of this process, with only what migrations write. Opened once, closed with the process. */
export function testDatabase(): Promise<Database> {
  opened ??= testEngine === 'postgres' ? openMigratedPostgres() : openMigratedPglite();
  return opened;
}

async function openMigratedPostgres(): Promise<Database> {
  const db = await openDatabase({ url: await newPostgresDatabase() });
  await migrate(db, migrationsDir);
  return db;
}

async function openMigratedPglite(): Promise<Database> {
  return openDatabase({ template: await migratedTemplate(migrationsDir) });
}

let databases = 0;

/** The address of a new, empty database on the PostgreSQL of this run. */
export async function newPostgresDatabase(): Promise<string> {
  databases += 1;
  const name = `sigg_${process.pid}_${databases}`;
  const server = await openDatabase({ url: testDatabaseUrl(), maxConnections: 1 });
  await server.script(`create database ${name}`);
  await server.close();
  const url = new URL(testDatabaseUrl());
  url.pathname = `/${name}`;
  return url.href;
}

/**
 * A separate empty database without migrations, for tests that must not share. The caller closes it; on PGlite it costs
 * seconds.
 */
export async function freshDatabase(): Promise<Database> {
  return openDatabase(testEngine === 'postgres' ? { url: await newPostgresDatabase() } : {});
}

/**
 * Empties tables between tests: the named ones, or all except schema_migration, system_state and reference tables
 * ('@reference' in their comment).
 */
export async function resetDatabase(db: Database, tables?: readonly string[]): Promise<void> {
  const names = tables ?? (await emptiable(db));
  // The triggers of the journal refuse to empty it; only a superuser's session that acts as a replica can bypass them.
  if (names.length > 0) {
    await db.script(
      `select set_config('session_replication_role', 'replica', true); truncate ${names.join(', ')} restart identity cascade`,
    );
  }
}

async function emptiable(db: Database): Promise<string[]> {
  const rows = await db.query<{ name: string }>(`
    select case when c.relnamespace = 'open_data'::regnamespace then 'open_data.' else '' end
        || quote_ident(c.relname) as name
      from pg_class c
    where c.relnamespace in ('public'::regnamespace, 'open_data'::regnamespace) and c.relkind in ('r', 'p')
      and c.relname not in ('schema_migration', 'system_state', 'spatial_ref_sys')
      and coalesce(obj_description(c.oid, 'pg_class'), '') not like '%@reference%'
    order by 1`);
  return rows.map(({ name }) => name);
}
