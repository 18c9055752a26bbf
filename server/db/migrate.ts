import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { DatabaseError } from './errors.ts';

export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, hex. */
  readonly checksum: string;
}

class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** Only one migration of an installation runs at a time; the number is arbitrary and used for nothing else. */
const migrationLock = 7_744_001n;

/** The table of applied migrations, made before the first of them. */
export const ledger = `
create table if not exists schema_migration (
  name text constraint schema_migration_pkey primary key,
  checksum text not null,
  applied_at timestamptz not null default now()
);
comment on table schema_migration is 'Which migration files were applied, with the SHA-256 of each file as it was then.';`;

/** The migrations of a folder in order of name. */
export async function readMigrations(dir: string): Promise<Migration[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(dir, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** Refuses a database that this program must not touch: changed files, or migrations it does not know. */
function check(applied: ReadonlyMap<string, string>, known: readonly Migration[]): void {
  const names = new Set(known.map(({ name }) => name));
  const unknown = [...applied.keys()].filter((name) => !names.has(name));
  if (unknown.length > 0) {
    throw new MigrationError(
      `La base de datos es más nueva que este programa (tiene ${unknown.join(', ')}). Use la versión del programa que la actualizó.`,
    );
  }
  const changed = known.filter(({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum);
  if (changed.length > 0) {
    throw new MigrationError(
      `Un archivo de migración ya aplicado fue cambiado: ${changed.map(({ name }) => name).join(', ')}. ` +
        'Devuélvalo a como estaba y escriba el cambio en un archivo nuevo.',
    );
  }
  const pending = known.find(({ name }) => !applied.has(name));
  const later = pending === undefined ? undefined : [...applied.keys()].find((name) => name > pending.name);
  if (pending !== undefined && later !== undefined) {
    throw new MigrationError(
      `${pending.name} debería haberse aplicado antes que ${later}. Dele un número mayor que el de los ya aplicados.`,
    );
  }
}

async function appliedIn(db: Pick<Database, 'query'>): Promise<Map<string, string>> {
  const rows = await db.query<{ name: string; checksum: string }>(
    'select name, checksum from schema_migration order by name',
  );
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

/** Names of the migrations that a migrated database still lacks. */
export async function pendingMigrations(db: Database, dir: string): Promise<string[]> {
  const applied = await appliedIn(db);
  return (await readMigrations(dir)).map(({ name }) => name).filter((name) => !applied.has(name));
}

/** Whether the role of this connection owns the tables, or may act as their owner. */
async function mayMigrate(db: Pick<Database, 'query'>): Promise<boolean> {
  const rows = await db.query<{ may: boolean }>(
    `select pg_has_role(current_user, relowner, 'member') as may from pg_class where oid = 'public.schema_migration'::regclass`,
  );
  return rows[0]?.may === true;
}

/**
 * Applies what is missing, each file in its own transaction under one lock, and returns the names applied.
 * A failed file leaves the database as it was before that file. Throws MigrationError with a sentence for the operator.
 */
export async function migrate(
  db: Database,
  dir: string,
  onProgress: (line: string) => void = () => undefined,
): Promise<string[]> {
  const migrations = await readMigrations(dir);
  const options = { locks: [migrationLock], statementTimeoutMs: 0 };
  const [known] = await db.query<{ there: boolean }>(
    `select to_regclass('public.schema_migration') is not null as there`,
  );
  if (known?.there !== true) await db.transaction((tx) => tx.script(ledger), options);
  else if (!(await mayMigrate(db))) {
    // The application's own role changes no tables: their owner does, with `npm run migrate` (docs/operar.md).
    check(await appliedIn(db), migrations);
    const pending = await pendingMigrations(db, dir);
    if (pending.length > 0)
      throw new MigrationError(
        `A la base de datos le falta ${pending.join(', ')}. Actualícela con «npm run migrate», como dueño de la base, y vuelva a iniciar.`,
      );
    return [];
  }
  const done: string[] = [];
  for (const [i, { name, sql, checksum }] of migrations.entries()) {
    const applied = await db.transaction(async (tx) => {
      // Checked again under the lock, because another server may have applied it meanwhile.
      const before = await appliedIn(tx);
      check(before, migrations);
      if (before.has(name)) return false;
      onProgress(`Aplicando ${name} (${i + 1} de ${migrations.length})`);
      try {
        await tx.script(sql);
      } catch (thrown) {
        if (!(thrown instanceof DatabaseError)) throw thrown;
        throw new MigrationError(
          `${name}: ${thrown.message} (${thrown.code})${thrown.detail === undefined ? '' : ` ${thrown.detail}`}`,
        );
      }
      await tx.query('insert into schema_migration (name, checksum) values ($1, $2)', [name, checksum]);
      return true;
    }, options);
    if (applied) done.push(name);
  }
  if (migrations.length === 0) check(await appliedIn(db), migrations);
  // The application's roles also get their rights on tables that a later file made (0009_integrity.sql).
  if (done.length > 0)
    await db.script(
      `do $$ begin if to_regprocedure('apply_grants()') is not null then perform apply_grants(); end if; end $$`,
    );
  return done;
}
