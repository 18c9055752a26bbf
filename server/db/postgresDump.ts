import { spawn } from 'node:child_process';
import { mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackupError } from './backupError.ts';
import { postgresBinDir } from './postgresPrograms.ts';

/**
 * Passes the connection in the environment, because anybody on the machine could read an argument with the password.
 */
function connectionEnv(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const env: Record<string, string> = { PGDATABASE: decodeURIComponent(pathname.slice(1)) };
  const host = searchParams.get('host') ?? decodeURIComponent(hostname);
  if (host !== '') env.PGHOST = host;
  if (port !== '') env.PGPORT = port;
  if (username !== '') env.PGUSER = decodeURIComponent(username);
  if (password !== '') env.PGPASSWORD = decodeURIComponent(password);
  const sslMode = searchParams.get('sslmode');
  if (sslMode !== null) env.PGSSLMODE = sslMode;
  const sslRoot = searchParams.get('sslrootcert');
  if (sslRoot !== null) env.PGSSLROOTCERT = sslRoot;
  return env;
}

async function run(program: 'pg_dump' | 'pg_restore', args: readonly string[], url?: string): Promise<string> {
  const dir = postgresBinDir();
  if (dir === undefined)
    throw new BackupError(`Hace falta ${program}: instale el paquete postgresql-client (versión 15 o mayor).`);
  const child = spawn(join(dir, program), args, {
    env: { ...process.env, ...(url === undefined ? {} : connectionEnv(url)) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let out = '';
  child.stdout.on('data', (bytes: Buffer) => {
    out += bytes.toString();
  });
  child.stderr.on('data', (bytes: Buffer) => {
    said = `${said}${bytes.toString()}`.slice(-2000);
  });
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  if (code !== 0) throw new BackupError(`${program} no terminó bien: ${said.trim()}`);
  return out;
}

/**
 * Writes the whole database (custom format) to a file, under another name first; it is consistent as of one moment and
 * stops nobody.
 */
export async function dumpPostgres(url: string, file: string): Promise<void> {
  const aside = `${file}.part`;
  try {
    await run('pg_dump', ['--format=custom', '--compress=4', '--no-owner', `--file=${aside}`], url);
    const written = await open(aside, 'r');
    await written.sync().finally(() => written.close());
    await rename(aside, file);
  } catch (thrown) {
    await rm(aside, { force: true });
    throw thrown;
  }
}

/** Reads a dump to its end without writing what it would do. */
export async function checkPostgresDump(file: string): Promise<void> {
  await run('pg_restore', ['--file=/dev/null', file]);
}

/** Tables and views made by PostGIS itself: they come with the extension. */
const POSTGIS_OWN = / (spatial_ref_sys|geometry_columns|geography_columns)( |$)/;

/**
 * Restores a dump into an empty database, all or nothing. The roles to which it grants rights must exist
 * (docs/operar.md). Extensions that the database already has, and their comments, are left alone: they belong to the
 * server's administrator, not to the owner of SIGG.
 */
export async function restorePostgres(url: string, file: string, present: readonly string[]): Promise<void> {
  const contents = (await run('pg_restore', ['--list', file])).split('\n');
  const skipped = (line: string) =>
    POSTGIS_OWN.test(line) ||
    present.some(
      (name) =>
        line.includes(` EXTENSION - ${name} `) ||
        line.includes(` COMMENT - EXTENSION ${name} `) ||
        line.endsWith(` EXTENSION - ${name}`),
    );
  const aside = await mkdtemp(join(tmpdir(), 'sigg-restore-'));
  const list = join(aside, 'contents');
  try {
    await writeFile(list, contents.filter((line) => !skipped(line)).join('\n'));
    await run(
      'pg_restore',
      [
        '--no-owner',
        '--single-transaction',
        '--exit-on-error',
        `--use-list=${list}`,
        `--dbname=${connectionEnv(url).PGDATABASE}`,
        file,
      ],
      url,
    );
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}
