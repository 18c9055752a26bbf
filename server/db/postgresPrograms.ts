import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Folder with PostgreSQL's programs (pg_dump, initdb …): SIGG_POSTGRES_BIN, Debian's newest that is at least 15, or the PATH. */
export function postgresBinDir(needed: readonly string[] = ['pg_dump', 'pg_restore']): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).map(Number) : [];
  const debian = versions
    .filter((version) => version >= 15)
    .sort((a, b) => b - a)
    .map((version) => join(root, String(version), 'bin'));
  const candidates = [process.env.SIGG_POSTGRES_BIN ?? '', ...debian, ...(process.env.PATH ?? '').split(delimiter)];
  return candidates.find((dir) => dir !== '' && needed.every((program) => existsSync(join(dir, program))));
}
